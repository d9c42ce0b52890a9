package dev.zoneledger.metrics.ledger;

import dev.zoneledger.contract.Period;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A year, quarter or month of the calendar, however it is written: {@code 2021} and {@code 2021-01/2021-12} are one and
 * the same.
 *
 * @param first its first month
 */
public record CalendarPeriod(Grain grain, YearMonth first) implements Comparable<CalendarPeriod> {

    /** How long a period is. */
    public enum Grain {
        YEAR("year", 12),
        QUARTER("quarter", 3),
        MONTH("month", 1);

        private final String code;
        private final int months;

        Grain(String code, int months) {
            this.code = code;
            this.months = months;
        }

        public String code() {
            return code;
        }

        public int months() {
            return months;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    public CalendarPeriod {
        if ((first.getMonthValue() - 1) % grain.months != 0) {
            throw new IllegalArgumentException("no " + grain + " begins with " + first);
        }
    }

    /** Empty for a span that is no year, quarter or month, or of which an end is not known. */
    public static Optional<CalendarPeriod> of(Period period) {
        LocalDate from = period.from();
        LocalDate to = period.to();
        if (from == null || to == null) {
            return Optional.empty();
        }
        for (Grain grain : Grain.values()) {
            CalendarPeriod around = of(grain, YearMonth.from(from));
            if (around.from().equals(from) && around.to().equals(to)) {
                return Optional.of(around);
            }
        }
        return Optional.empty();
    }

    private static CalendarPeriod of(Grain grain, YearMonth month) {
        return new CalendarPeriod(grain, month.minusMonths((month.getMonthValue() - 1) % grain.months));
    }

    /** The period of that length that this one is, or is a part of; empty if this one is longer. */
    public Optional<CalendarPeriod> in(Grain wider) {
        return wider.months < grain.months ? Optional.empty() : Optional.of(of(wider, first));
    }

    /** The quarters of a year, the months of a quarter; a month has no parts. */
    public List<CalendarPeriod> parts() {
        return switch (grain) {
            case YEAR -> within(Grain.QUARTER);
            case QUARTER -> within(Grain.MONTH);
            case MONTH -> List.of();
        };
    }

    /** All periods of that length in this one; none if they are longer. */
    public List<CalendarPeriod> within(Grain shorter) {
        List<CalendarPeriod> parts = new ArrayList<>();
        for (int month = 0; month + shorter.months <= grain.months; month += shorter.months) {
            parts.add(new CalendarPeriod(shorter, first.plusMonths(month)));
        }
        return parts;
    }

    /** Whether the other one is this one or a part of it. */
    public boolean contains(CalendarPeriod other) {
        return !other.from().isBefore(from()) && !other.to().isAfter(to());
    }

    /** Its first day. */
    public LocalDate from() {
        return first.atDay(1);
    }

    /** Its last day. */
    public LocalDate to() {
        return first.plusMonths(grain.months - 1L).atEndOfMonth();
    }

    /** {@code 2021}, {@code 2021-Q1} or {@code 2021-03}, as periods are written. */
    public String text() {
        String year = first.toString().substring(0, 4);
        return switch (grain) {
            case YEAR -> year;
            case QUARTER -> year + "-Q" + (first.getMonthValue() + 2) / 3;
            case MONTH -> first.toString();
        };
    }

    /** By time; of those that begin together the longer one first. */
    @Override
    public int compareTo(CalendarPeriod other) {
        int byTime = first.compareTo(other.first);
        return byTime == 0 ? grain.compareTo(other.grain) : byTime;
    }

    @Override
    public String toString() {
        return text();
    }
}
