package dev.zoneledger.metrics.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a subject stands below the zone: organisation, project, phase, line, one under the other.
 *
 * @param organisation canonical id; null of a project without one
 * @param project canonical id; null of an organisation as a whole
 * @param place below the project: empty for the project itself, {@code phase}, {@code phase/line}
 */
public record Seat(@Nullable String organisation, @Nullable String project, String place) {

    public Seat {
        if (organisation == null && project == null) {
            throw new IllegalArgumentException("a zone has no seat in itself");
        }
    }

    /**
     * Of that part of an organisation or project.
     *
     * @param organisation of the owner; empty if it has none
     */
    public static Seat of(Owner owner, String organisation, String place) {
        return new Seat(
                organisation.isEmpty() ? null : organisation,
                owner.kind() == Owner.Kind.PROJECT ? owner.id() : null,
                place);
    }

    /** All above it, nearest first. */
    public List<Seat> above() {
        List<Seat> above = new ArrayList<>();
        for (int end = place.lastIndexOf('/'); end > 0; end = place.lastIndexOf('/', end - 1)) {
            above.add(new Seat(organisation, project, place.substring(0, end)));
        }
        if (!place.isEmpty()) {
            above.add(new Seat(organisation, project, ""));
        }
        if (project != null && organisation != null) {
            above.add(new Seat(organisation, null, ""));
        }
        return above;
    }
}
