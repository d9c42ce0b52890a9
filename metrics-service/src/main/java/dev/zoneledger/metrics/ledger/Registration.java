package dev.zoneledger.metrics.ledger;

import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Version;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the arithmetic needs of a registered organisation or project.
 *
 * @param organisation of a project, the id of its organisation; null if it has none
 * @param outsideZone of an organisation, whether it is no part of the zone
 * @param places what can be claimed of: empty text for itself, {@code phase}, {@code phase/line}
 */
public record Registration(Version version, @Nullable String organisation, boolean outsideZone, Set<String> places) {

    public Registration {
        places = Set.copyOf(places);
    }

    public static Registration of(Organisation organisation, Version version) {
        return new Registration(version, null, organisation.outsideZone(), Set.of(""));
    }

    public static Registration of(Project project, Version version) {
        Set<String> places = new TreeSet<>(Set.of(""));
        for (Project.Phase phase : project.phases()) {
            places.add(phase.id());
            phase.lines().forEach(line -> places.add(phase.id() + "/" + line.id()));
        }
        return new Registration(version, project.organisation(), false, places);
    }

    /** Whether both say the same but for their version. */
    public boolean saysTheSameAs(Registration other) {
        return equals(new Registration(version, other.organisation, other.outsideZone, other.places));
    }
}
