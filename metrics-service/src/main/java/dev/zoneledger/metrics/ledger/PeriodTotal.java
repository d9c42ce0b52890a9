package dev.zoneledger.metrics.ledger;

import java.math.BigDecimal;

/**
 * A total of a calendar period, and how it comes about.
 *
 * @param stated of claims of the period itself
 * @param derived of claims of its parts; where parts are missing, its upper bound is open
 * @param gaps subjects of which parts are stated, but not all
 * @param months how many months of the period those parts make up, over all subjects with gaps
 * @param of how many months there would be
 */
public record PeriodTotal(Total stated, Total derived, long gaps, long months, long of) {

    private static final Total MORE = new Total(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 1, 0, 0, 0, 0);

    /** Of nothing at all. */
    public static final PeriodTotal NONE = new PeriodTotal(Total.ZERO, Total.ZERO, 0, 0, 0);

    static PeriodTotal ofStated(Total amount) {
        return new PeriodTotal(amount, Total.ZERO, 0, 0, 0);
    }

    static PeriodTotal ofPart(Total amount) {
        return new PeriodTotal(Total.ZERO, amount, 0, 0, 0);
    }

    /** One subject's months, of so many. What is not stated is not negative, and nobody knows how much it is. */
    static PeriodTotal ofMonths(int months, int of) {
        return months == of ? NONE : new PeriodTotal(Total.ZERO, MORE, 1, months, of);
    }

    /** Both together. */
    public Total total() {
        return stated.plus(derived);
    }

    public PeriodTotal plus(PeriodTotal other) {
        return new PeriodTotal(
                stated.plus(other.stated),
                derived.plus(other.derived),
                gaps + other.gaps,
                months + other.months,
                of + other.of);
    }
}
