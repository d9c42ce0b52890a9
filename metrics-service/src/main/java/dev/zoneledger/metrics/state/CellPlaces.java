package dev.zoneledger.metrics.state;

import dev.zoneledger.metrics.ledger.Entry;
import dev.zoneledger.metrics.ledger.Places;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where in a cell there are claims, so that a claim's neighbours above and below it are looked for only where there are any.
 * The lines of a phase are one entry, as many as they may be.
 *
 * @param prefixes of the places: empty text, {@code phase}, and {@code phase/} for lines
 */
record CellPlaces(Set<String> prefixes) {

    static final CellPlaces NONE = new CellPlaces(Set.of());

    CellPlaces {
        prefixes = Collections.unmodifiableSet(new TreeSet<>(prefixes));
    }

    /** Under which of the prefixes a place is. */
    static String prefixOf(String place) {
        return Places.isLine(place) ? place.substring(0, place.indexOf('/') + 1) : place;
    }

    boolean isEmpty() {
        return prefixes.isEmpty();
    }

    /** Whether there may be claims of that very place. */
    boolean mayHave(String place) {
        return prefixes.contains(prefixOf(place));
    }

    /** Whether there are claims of places that are parts of that one. */
    boolean hasBelow(String place) {
        return switch (place) {
            case Places.OWNER -> prefixes.size() > (prefixes.contains(place) ? 1 : 0);
            case String part when Places.isLine(part) -> false;
            case String phase -> prefixes.contains(phase + "/");
        };
    }

    /**
     * With one claim in place of another, of which either may be missing.
     *
     * @param hasAny tells whether claims are left under a prefix
     */
    CellPlaces with(@Nullable Entry before, @Nullable Entry after, Predicate<String> hasAny) {
        String left = before == null ? null : prefixOf(before.place());
        String entered = after == null ? null : prefixOf(after.place());
        CellPlaces changed = this;
        if (left != null && !left.equals(entered) && !hasAny.test(left)) {
            changed = changed.changed(left, false);
        }
        return entered == null ? changed : changed.changed(entered, true);
    }

    private CellPlaces changed(String prefix, boolean there) {
        if (prefixes.contains(prefix) == there) {
            return this;
        }
        Set<String> changed = new TreeSet<>(prefixes);
        if (there) {
            changed.add(prefix);
        } else {
            changed.remove(prefix);
        }
        return new CellPlaces(changed);
    }
}
