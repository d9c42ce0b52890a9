package dev.zoneledger.metrics.state;

import dev.zoneledger.metrics.ledger.Total;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads totals out of the changes that are kept of them: what holds as of a date is the sum of those up to it. */
final class Totals {

    // Dates of claims have years of four digits, but one may ask for any.
    private static final LocalDate FIRST = LocalDate.of(0, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    /** After no time at all, and before every year. */
    private static final String BEFORE_ALL_YEARS = "!";

    private final ReadOnlyKeyValueStore<String, Total> rows;

    Totals(ReadOnlyKeyValueStore<String, Total> rows) {
        this.rows = rows;
    }

    /**
     * The totals as of a date.
     *
     * @param account what the keys begin with up to the range, see {@link Grain}
     * @param product what follows the range; empty for all products
     */
    Collection<TotalRow> asOf(String account, String product, LocalDate asOf) {
        Map<TotalRow.Series, TotalRow> found = new LinkedHashMap<>();
        LocalDate date = asOf.isAfter(LAST) ? LAST : asOf;
        if (date.isBefore(FIRST)) {
            add(found, account + Grain.YEAR.range(FIRST) + "|" + product, BEFORE_ALL_YEARS, false);
        } else {
            for (Grain grain : Grain.ALL) {
                String prefix = account + grain.range(date) + "|" + product;
                // What is in the year or month of the date itself is told by the finer rows.
                add(found, prefix, grain.time(date), grain == Grain.DAY);
            }
        }
        found.values().removeIf(TotalRow::isEmpty);
        return found.values();
    }

    private void add(Map<TotalRow.Series, TotalRow> found, String prefix, String time, boolean withTime) {
        Scan.each(rows, prefix, (key, change) -> {
            int order = Grain.time(key).compareTo(time);
            if (order != 0 || withTime) {
                found.merge(Grain.series(key), TotalRow.of(Grain.series(key), change, order <= 0), TotalRow::plus);
            }
        });
    }

    /** The changes of a product's totals on the days of a time. */
    NavigableMap<LocalDate, Map<TotalRow.Series, Total>> steps(
            String account, String product, LocalDate fromExclusive, LocalDate toInclusive) {
        NavigableMap<LocalDate, Map<TotalRow.Series, Total>> steps = new TreeMap<>();
        YearMonth month = YearMonth.from(fromExclusive.isBefore(FIRST) ? FIRST : fromExclusive);
        YearMonth last = YearMonth.from(toInclusive.isAfter(LAST) ? LAST : toInclusive);
        while (month != null && !month.isAfter(last)) {
            boolean hasAny = month(account, product, month, (key, change) -> {
                LocalDate day = LocalDate.parse(Grain.time(key));
                if (day.isAfter(fromExclusive) && !day.isAfter(toInclusive)) {
                    steps.computeIfAbsent(day, each -> new LinkedHashMap<>()).put(Grain.series(key), change);
                }
            });
            month = hasAny ? month.plusMonths(1) : next(account, month);
        }
        return steps;
    }

    /** Gives the days of a product in a month; says whether there are any. */
    private boolean month(String account, String product, YearMonth month, BiConsumer<String, Total> each) {
        return Scan.each(rows, account + Grain.DAY.range(month.atDay(1)) + "|" + product + "|", each);
    }

    /** The next month in which any total of the account has changed; null if there is none. */
    private @Nullable YearMonth next(String account, YearMonth month) {
        String from = account + Grain.DAY.range(month.atDay(1)) + "|" + Keys.LAST;
        // To open a range costs as much as there is of it in the cache, so this is not for every month.
        try (KeyValueIterator<String, Total> range =
                rows.range(from, account + Grain.DAY.range(LAST) + "|" + Keys.LAST)) {
            return range.hasNext() ? YearMonth.from(LocalDate.parse(Grain.time(range.peekNextKey()))) : null;
        }
    }
}
