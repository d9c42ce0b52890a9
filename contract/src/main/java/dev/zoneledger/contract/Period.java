package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The period of a flow, both ends included. Its text is ISO 8601 with its extended (EDTF) forms, and SDMX for quarters:
 * {@code 2017}, {@code 2017-Q1}, {@code 2017-03}, {@code 2021-01/2021-10}, {@code 2021-01-15/2021-10-31},
 * {@code ../2020-09} (since a start that is not known), {@code XXXX} (one year, which one is not said).
 *
 * @param text the canonical text, and the whole of it in JSON
 * @param from null where the start, or the year, is not known
 * @param to null where the year is not known
 */
public record Period(
        @JsonValue String text,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** What to expect, for error messages. */
    public static final String FORM =
            "a year (2017), quarter (2017-Q1), month (2017-03), range (2021-01/2021-10), ../2020-09 for an unknown start,"
                    + " or XXXX for a year that is not stated";

    /** One year, which one is not said: a plan's "a year". */
    public static final Period UNSTATED_YEAR = new Period("XXXX", null, null);

    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-Q([1-4])");
    private static final String OPEN_START = "../";

    public Period {
        if (from != null && to != null && from.isAfter(to)) {
            throw new IllegalArgumentException("period " + text + " ends before it begins");
        }
    }

    /**
     * The period of that text.
     *
     * @throws IllegalArgumentException if it is none
     */
    @JsonCreator
    public static Period of(String text) {
        if (text.equals(UNSTATED_YEAR.text)) {
            return UNSTATED_YEAR;
        }
        Matcher quarter = QUARTER.matcher(text);
        if (quarter.matches()) {
            YearMonth first =
                    YearMonth.of(Integer.parseInt(quarter.group(1)), (Integer.parseInt(quarter.group(2)) - 1) * 3 + 1);
            return new Period(text, first.atDay(1), first.plusMonths(2).atEndOfMonth());
        }
        if (text.startsWith(OPEN_START)) {
            return new Period(text, null, PartialDate.lastDay(text.substring(OPEN_START.length())));
        }
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Period(text, firstDay(text), PartialDate.lastDay(text));
        }
        return new Period(text, firstDay(text.substring(0, slash)), PartialDate.lastDay(text.substring(slash + 1)));
    }

    /** The first day that a date of that ISO form may mean. */
    private static LocalDate firstDay(String date) {
        PartialDate.lastDay(date);
        return LocalDate.parse((date + "-01-01").substring(0, 10));
    }

    @Override
    public String toString() {
        return text;
    }
}
