package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import java.time.LocalDate;
import java.util.List;

/**
 * How finely the changes of totals are kept: by year, by month and by day, each the sum of the finer ones. What holds as
 * of a date is then the sum of three short ranges, however many days lie before it: whole years, whole months of its
 * year, days of its month.
 *
 * <p>A key is {@code zone|scope|measure|basis|range|product|slot|unit|time}: {@code Y} is the range of all years, {@code
 * M2020} that of the months of a year, {@code D2020-03} that of the days of a month. What has no day has a row among
 * the years, under empty text.
 */
enum Grain {
    YEAR("Y", 0, 4),
    MONTH("M", 4, 7),
    DAY("D", 7, 10);

    static final List<Grain> ALL = List.of(values());
    private static final List<Grain> WITHOUT_DAY = List.of(YEAR);

    private final String letter;
    private final int rangeLength;
    private final int timeLength;

    Grain(String letter, int rangeLength, int timeLength) {
        this.letter = letter;
        this.rangeLength = rangeLength;
        this.timeLength = timeLength;
    }

    /** The grains in which a change on that day is kept. */
    static List<Grain> of(LocalDate day) {
        return day.equals(LocalDate.MIN) ? WITHOUT_DAY : ALL;
    }

    /** The range in which the row of a day lies. */
    String range(LocalDate day) {
        return letter + cut(Keys.day(day), rangeLength);
    }

    /** The year, month or day of a day, as keys have it. */
    String time(LocalDate day) {
        return cut(Keys.day(day), timeLength);
    }

    /** What the keys of all totals of a measure and basis begin with; ranges follow. */
    static String totals(String zone, Scope scope, Measure measure, Basis basis) {
        return Keys.prefix(zone, scope.code(), measure.code(), basis.code());
    }

    /** The row of a total's change on a day. */
    String key(String zone, Scope scope, TotalRow.Series series, LocalDate day) {
        return totals(zone, scope, series.measure(), series.basis())
                + Keys.of(range(day), series.product(), series.slot(), series.unit(), time(day));
    }

    /** The total of a row. */
    static TotalRow.Series series(String key) {
        String[] parts = key.split(Keys.SPLIT, -1);
        return new TotalRow.Series(Measure.of(parts[2]), Basis.of(parts[3]), parts[5], parts[6], parts[7]);
    }

    /** The year, month or day of a row; empty text is before all others. */
    static String time(String key) {
        return key.substring(key.lastIndexOf('|') + 1);
    }

    private static String cut(String day, int length) {
        return day.isEmpty() ? "" : day.substring(0, length);
    }
}
