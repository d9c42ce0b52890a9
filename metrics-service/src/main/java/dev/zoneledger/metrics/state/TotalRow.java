package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.ledger.Total;

/**
 * A total as of a date.
 *
 * @param total of the claims that count then
 * @param mayHaveBegunEarlier claims that count from a later date, of which only "not later than" is known
 */
public record TotalRow(Series series, Total total, long mayHaveBegunEarlier) {

    /**
     * What can be in one total.
     *
     * @param product empty where a money measure is told of no product
     * @param slot status of a capacity, period of a flow
     * @param unit base unit; empty if none is known
     */
    public record Series(Measure measure, Basis basis, String product, String slot, String unit) {

        /** The same of another product. */
        public Series of(String other) {
            return new Series(measure, basis, other, slot, unit);
        }
    }

    /**
     * What a change adds to a total as of a date.
     *
     * @param isThere whether it comes by the date; if not, it only tells what may have begun before it
     */
    static TotalRow of(Series series, Total change, boolean isThere) {
        return isThere
                ? new TotalRow(series, change.standing(), 0)
                : new TotalRow(series, Total.ZERO, change.begunBy());
    }

    /** Whether there is nothing to be told. */
    public boolean isEmpty() {
        return total.isZero() && mayHaveBegunEarlier == 0;
    }

    public TotalRow plus(TotalRow other) {
        return new TotalRow(series, total.plus(other.total), mayHaveBegunEarlier + other.mayHaveBegunEarlier);
    }
}
