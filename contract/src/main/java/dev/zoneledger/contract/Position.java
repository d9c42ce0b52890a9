package dev.zoneledger.contract;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A place in the log: for each partition the offset up to which, itself included, an answer reflects the log or a
 * request has written it. As text {@code 7@1042}, for several partitions {@code 3@77,7@1042}.
 *
 * @param offsets by partition; not empty
 */
public record Position(SortedMap<Integer, Long> offsets) {

    public static final String FORM =
            "partition@offset, several separated by commas, for instance 7@1042 or 3@77,7@1042";

    public Position {
        Check.that(!offsets.isEmpty(), "a position names at least one partition");
        for (Map.Entry<Integer, Long> each : offsets.entrySet()) {
            Check.that(each.getKey() >= 0 && each.getValue() >= 0, "partitions and offsets are not negative");
        }
        offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
    }

    public static Position of(int partition, long offset) {
        return new Position(new TreeMap<>(Map.of(partition, offset)));
    }

    /**
     * The position of that text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Position parse(String text) {
        TreeMap<Integer, Long> offsets = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            int at = part.indexOf('@');
            Check.that(at > 0, "no position: " + text + "; expected " + FORM);
            try {
                offsets.merge(Integer.valueOf(part.substring(0, at)), Long.valueOf(part.substring(at + 1)), Math::max);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("no position: " + text + "; expected " + FORM, e);
            }
        }
        return new Position(offsets);
    }

    /** The position that reflects both. */
    public Position and(Position other) {
        TreeMap<Integer, Long> both = new TreeMap<>(offsets);
        other.offsets.forEach((partition, offset) -> both.merge(partition, offset, Math::max));
        return new Position(both);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        offsets.forEach((partition, offset) -> text.add(partition + "@" + offset));
        return text.toString();
    }
}
