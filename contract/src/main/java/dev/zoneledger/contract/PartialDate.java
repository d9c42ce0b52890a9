package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A date as exactly as it is known.
 *
 * @param date ISO 8601 down to the precision: {@code 2020-10-15}, {@code 2020-10} or {@code 2020}; null if unknown
 * @param precision follows from the form of the date; a longer date is cut down to it
 * @param bound null if the date is the date itself
 */
public record PartialDate(
        @Nullable String date,
        Precision precision,
        @Nullable Bound bound) {

    private static final int YEAR_LENGTH = 4;
    private static final int MONTH_LENGTH = 7;
    private static final int DAY_LENGTH = 10;

    public PartialDate {
        if (precision == Precision.UNKNOWN) {
            Check.that(date == null, "a date of unknown precision has no date");
            Check.that(bound == null, "a date of unknown precision has no bound");
        } else {
            if (date == null) {
                throw new IllegalArgumentException("a date of precision " + precision + " needs a date");
            }
            date = cut(date, precision);
        }
    }

    @JsonCreator
    static PartialDate of(
            @JsonProperty("date") @Nullable String date,
            @JsonProperty("precision") @Nullable Precision precision,
            @JsonProperty("bound") @Nullable Bound bound) {
        return new PartialDate(date, precision == null ? precisionOf(date) : precision, bound);
    }

    /** The date of that ISO form, without a bound. */
    public static PartialDate of(String date) {
        return of(date, null, null);
    }

    public static PartialDate unknown() {
        return new PartialDate(null, Precision.UNKNOWN, null);
    }

    /** The day from which it counts: the last one of a month or year, the date itself of a day; empty if unknown. */
    public Optional<LocalDate> effectiveDay() {
        return date == null ? Optional.empty() : Optional.of(lastDay(date));
    }

    /**
     * So much later, or earlier if the period is negative, and as exact where the period is whole years of a year, or
     * whole months of a month; otherwise to the day, counted from the day from which it counts. A bound stays.
     *
     * @throws IllegalArgumentException if it is unknown, or the later date has no year of four digits
     */
    public PartialDate plus(java.time.Period period) {
        LocalDate day =
                effectiveDay().orElseThrow(() -> new IllegalArgumentException("an unknown date has no later one"));
        try {
            LocalDate later = day.plus(period);
            Precision kept = switch (precision) {
                case YEAR -> period.getDays() == 0 && period.getMonths() == 0 ? Precision.YEAR : Precision.DAY;
                case MONTH -> period.getDays() == 0 ? Precision.MONTH : Precision.DAY;
                case DAY, UNKNOWN -> Precision.DAY;
            };
            return new PartialDate(later.toString(), kept, bound);
        } catch (DateTimeException | ArithmeticException e) {
            throw notADate(date + " " + period);
        }
    }

    /** Whether it may have begun before the day from which it counts, because only "not later than" is known. */
    public boolean mayHaveBegunEarlier() {
        return bound == Bound.NOT_LATER;
    }

    /**
     * The last day that a date of that ISO form may mean.
     *
     * @throws IllegalArgumentException if it is no date of the calendar
     */
    public static LocalDate lastDay(String date) {
        try {
            return switch (date.length()) {
                case YEAR_LENGTH -> LocalDate.of(year(date), 12, 31);
                case MONTH_LENGTH ->
                    YearMonth.of(year(date), behindHyphen(date, YEAR_LENGTH)).atEndOfMonth();
                case DAY_LENGTH ->
                    LocalDate.of(year(date), behindHyphen(date, YEAR_LENGTH), behindHyphen(date, MONTH_LENGTH));
                default -> throw notADate(date);
            };
        } catch (DateTimeException e) {
            throw notADate(date);
        }
    }

    // Digit by digit: asked for every date of every claim, where a formatter costs more than reading the rest of it.
    private static int year(String date) {
        return 100 * twoDigits(date, 0) + twoDigits(date, 2);
    }

    private static int behindHyphen(String date, int at) {
        if (date.charAt(at) != '-') {
            throw notADate(date);
        }
        return twoDigits(date, at + 1);
    }

    private static int twoDigits(String date, int at) {
        int tens = date.charAt(at) - '0';
        int ones = date.charAt(at + 1) - '0';
        if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
            throw notADate(date);
        }
        return 10 * tens + ones;
    }

    private static Precision precisionOf(@Nullable String date) {
        if (date == null) {
            return Precision.UNKNOWN;
        }
        return switch (date.length()) {
            case YEAR_LENGTH -> Precision.YEAR;
            case MONTH_LENGTH -> Precision.MONTH;
            case DAY_LENGTH -> Precision.DAY;
            default -> throw notADate(date);
        };
    }

    private static String cut(String date, Precision precision) {
        lastDay(date);
        int length = switch (precision) {
            case YEAR -> YEAR_LENGTH;
            case MONTH -> MONTH_LENGTH;
            case DAY -> DAY_LENGTH;
            case UNKNOWN -> 0;
        };
        if (date.length() < length) {
            throw new IllegalArgumentException("date " + date + " is less exact than its precision " + precision);
        }
        return date.substring(0, length);
    }

    private static IllegalArgumentException notADate(String date) {
        return new IllegalArgumentException(
                "no date of the calendar: " + date + "; expected YYYY-MM-DD, YYYY-MM or YYYY");
    }
}
