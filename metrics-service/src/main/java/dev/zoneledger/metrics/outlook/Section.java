package dev.zoneledger.metrics.outlook;

import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.RollUp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a timeline: the totals on its first day, and the days after it on which they change.
 *
 * @param next the day on which the part that goes on begins; null if nothing comes after this one
 */
record Section(
        List<TotalRow> start,
        NavigableMap<LocalDate, Day> days,
        @Nullable LocalDate next) {

    /** So many causes are told of one day; a great many may begin on the last day of a year. */
    static final int MAX_CAUSES = 100;

    /** What a day adds to a total. */
    record Change(TotalRow.Series series, Total change) {}

    /**
     * A day on which totals change.
     *
     * @param moreCauses how many there are beyond those that are told
     */
    record Day(List<Change> changes, List<Cause> causes, int moreCauses) {

        static Day of(Map<TotalRow.Series, Total> changes, List<Cause> causes, int moreCauses) {
            return new Day(
                    changes.entrySet().stream()
                            .map(each -> new Change(each.getKey(), each.getValue()))
                            .toList(),
                    causes,
                    moreCauses);
        }

        private Day in(String zone) {
            return new Day(changes, causes.stream().map(cause -> cause.in(zone)).toList(), moreCauses);
        }

        private Day plus(Day other) {
            Map<TotalRow.Series, Total> sums = new LinkedHashMap<>();
            Stream.concat(changes.stream(), other.changes.stream())
                    .forEach(each -> sums.merge(each.series, each.change, Total::plus));
            sums.values().removeIf(Total::isZero);
            List<Cause> all = new ArrayList<>(causes);
            all.addAll(other.causes);
            int told = Math.min(all.size(), MAX_CAUSES);
            return of(sums, all.subList(0, told), moreCauses + other.moreCauses + all.size() - told);
        }

        private Map<TotalRow.Series, Total> sums() {
            Map<TotalRow.Series, Total> sums = new LinkedHashMap<>();
            changes.forEach(each -> sums.put(each.series, each.change));
            return sums;
        }
    }

    /**
     * What zones come to. It ends where the first of them that goes on does, as what this one says of later days is not
     * known yet.
     *
     * @param limit how many days at most
     */
    static Section together(SortedMap<String, Section> byZone, int limit) {
        SortedMap<String, List<TotalRow>> starts = new TreeMap<>();
        byZone.forEach((zone, section) -> starts.put(zone, section.start));
        LocalDate end = byZone.values().stream()
                .map(Section::next)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        NavigableMap<LocalDate, Day> days = new TreeMap<>();
        byZone.forEach((zone, section) -> (end == null ? section.days : section.days.headMap(end, true))
                .forEach((date, day) -> days.merge(date, day.in(zone), Day::plus)));
        // What begins in one zone and ceases in another is no change of both together.
        days.values().removeIf(day -> day.changes.isEmpty());
        return new Section(RollUp.together(starts), days, end).upTo(limit);
    }

    /** The same, of no more than so many days. */
    private Section upTo(int limit) {
        if (days.size() <= limit) {
            return this;
        }
        LocalDate last =
                days.navigableKeySet().stream().skip(limit - 1L).findFirst().orElseThrow();
        return new Section(start, new TreeMap<>(days.headMap(last, true)), last);
    }

    /** The totals from the first day to the last. */
    Course course() {
        NavigableMap<LocalDate, Map<TotalRow.Series, Total>> changes = new TreeMap<>();
        days.forEach((date, day) -> changes.put(date, day.sums()));
        return Course.of(start, changes);
    }
}
