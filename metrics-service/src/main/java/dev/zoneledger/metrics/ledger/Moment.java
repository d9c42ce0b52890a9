package dev.zoneledger.metrics.ledger;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * A status or period, and the day from which on something of it changes.
 *
 * @param day {@link LocalDate#MIN} for a flow, whose period says it all
 */
public record Moment(String slot, LocalDate day) implements Comparable<Moment> {

    private static final Comparator<Moment> ORDER =
            Comparator.comparing(Moment::slot).thenComparing(Moment::day);

    /** Of a flow. */
    public static Moment of(String period) {
        return new Moment(period, LocalDate.MIN);
    }

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }
}
