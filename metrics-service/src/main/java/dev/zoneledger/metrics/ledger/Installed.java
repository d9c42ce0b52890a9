package dev.zoneledger.metrics.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Yearly capacities weighted by the days of a time in which they count: what could be made in it. A day of a year of 365
 * days is worth a 365th of the yearly capacity, one of a leap year a 366th. To be exact the weight of a day is counted in
 * parts of {@link #YEAR}.
 */
public final class Installed {

    /** As many parts as a whole year weighs, leap year or not. */
    public static final BigDecimal YEAR = BigDecimal.valueOf(365 * 366);

    private static final int FIGURE_DIGITS = 6;

    /** What a claim adds to a capacity from a day on, or takes out again. */
    public record Change(String claim, LocalDate day, Total change) {}

    private Installed() {}

    /**
     * The capacities times the parts of a year in which each counted, in all {@link #YEAR} times what could be made. Its
     * claims are those that counted on any of the days; those that began within the time by a date of which only "not
     * later than" is known are among its {@code begunBy}.
     *
     * @param from included
     * @param end not included
     */
    public static Total weighted(Collection<Change> changes, LocalDate from, LocalDate end) {
        Map<String, Long> weights = new HashMap<>();
        Map<String, Total> amounts = new HashMap<>();
        Map<String, Long> begunBy = new HashMap<>();
        for (Change each : changes) {
            Total change = each.change.standing();
            boolean begins = change.claims() > 0;
            LocalDate counted = each.day.isBefore(from) ? from : each.day;
            long weight = counted.isBefore(end) ? weight(counted, end) : 0;
            weights.merge(each.claim, begins ? weight : -weight, Long::sum);
            amounts.put(each.claim, begins ? change : change.negated());
            if (each.day.isAfter(from) && each.day.isBefore(end)) {
                begunBy.merge(each.claim, each.change.begunBy(), Long::sum);
            }
        }
        Total sum = Total.ZERO;
        for (Map.Entry<String, Long> each : weights.entrySet()) {
            if (each.getValue() > 0) {
                Total amount = amounts.getOrDefault(each.getKey(), Total.ZERO);
                sum = sum.plus(times(amount, each.getValue(), begunBy.getOrDefault(each.getKey(), 0L)));
            }
        }
        return sum;
    }

    /** What could be made, in figures rounded half-even to six digits; ratios are better taken of the weighted total. */
    public static Total perYear(Total weighted) {
        return new Total(
                perYear(weighted.value()),
                perYear(weighted.lower()),
                perYear(weighted.closed()),
                weighted.open(),
                weighted.claims(),
                weighted.approximate(),
                weighted.withoutFigure(),
                weighted.begunBy());
    }

    private static BigDecimal perYear(BigDecimal weighted) {
        return weighted.divide(YEAR, FIGURE_DIGITS, RoundingMode.HALF_EVEN);
    }

    private static Total times(Total amount, long weight, long begunBy) {
        BigDecimal factor = BigDecimal.valueOf(weight);
        return new Total(
                amount.value().multiply(factor),
                amount.lower().multiply(factor),
                amount.closed().multiply(factor),
                amount.open(),
                amount.claims(),
                amount.approximate(),
                amount.withoutFigure(),
                begunBy);
    }

    /** The parts of a year from a day to another, which is not included. */
    static long weight(LocalDate from, LocalDate end) {
        long weight = 0;
        for (LocalDate day = from; day.isBefore(end); ) {
            LocalDate newYear = LocalDate.of(day.getYear() + 1, 1, 1);
            LocalDate next = newYear.isBefore(end) ? newYear : end;
            weight += ChronoUnit.DAYS.between(day, next) * (day.isLeapYear() ? 365 : 366);
            day = next;
        }
        return weight;
    }
}
