package dev.zoneledger.metrics.outlook;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.outlook.TimelineResource.TimelineAnswer;
import dev.zoneledger.metrics.outlook.TimelineResource.TimelineStep;
import dev.zoneledger.metrics.outlook.TimelineResource.TimelineTotal;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Posting;
import dev.zoneledger.metrics.state.Supposition;
import dev.zoneledger.metrics.state.Timeline;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.Links;
import dev.zoneledger.metrics.totals.Question;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a timeline.
 *
 * @param zones as they are named; null if one is asked
 * @param from null for the beginning
 * @param to null for the end
 * @param status null for all
 * @param limit how many steps at most
 */
record TimelineQuestion(
        @Nullable String zones,
        String product,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Status status,
        Timeline timeline,
        int limit)
        implements Question<Section, TimelineAnswer> {

    /** Up to here, what is on record of a zone is read at once: it is little. */
    private static final LocalDate SPARSE = LocalDate.parse("1949-12-31");

    @Override
    public TypeReference<Section> type() {
        return new TypeReference<>() {};
    }

    @Override
    public Section ask(LedgerStores stores, String zone) {
        Capacities capacities = new Capacities(new Supposition(stores, zone), timeline, product);
        LocalDate first = from == null ? Capacities.EVER : from;
        NavigableMap<LocalDate, Map<TotalRow.Series, Total>> changes =
                changes(capacities, first, to == null ? Capacities.NEVER : to);
        LocalDate next = null;
        if (changes.size() > limit) {
            next = changes.navigableKeySet().stream()
                    .skip(limit - 1L)
                    .findFirst()
                    .orElseThrow();
            changes = changes.headMap(next, true);
        }
        List<TotalRow> start =
                capacities.totals(first).stream().filter(this::isWanted).toList();
        return new Section(start, days(capacities, changes), next);
    }

    /** To the end, or so far that there is a step more than a page has: a long history is not read for its first steps. */
    private NavigableMap<LocalDate, Map<TotalRow.Series, Total>> changes(
            Capacities capacities, LocalDate first, LocalDate last) {
        NavigableMap<LocalDate, Map<TotalRow.Series, Total>> changes = new TreeMap<>();
        LocalDate read = first;
        int years = 1;
        while (true) {
            LocalDate next = read.isBefore(SPARSE) ? SPARSE : read.plusYears(years);
            next = next.isAfter(last) ? last : next;
            capacities.steps(read, next).forEach((day, ofDay) -> {
                ofDay.entrySet()
                        .removeIf(each -> each.getValue().isZero()
                                || !isWanted(each.getKey().slot()));
                if (!ofDay.isEmpty()) {
                    changes.put(day, ofDay);
                }
            });
            if (!next.isBefore(last) || changes.size() > limit) {
                return changes;
            }
            years = read.isBefore(SPARSE) ? 1 : years * 2;
            read = next;
        }
    }

    private NavigableMap<LocalDate, Section.Day> days(
            Capacities capacities, NavigableMap<LocalDate, Map<TotalRow.Series, Total>> changes) {
        NavigableMap<LocalDate, Section.Day> days = new TreeMap<>();
        if (changes.isEmpty()) {
            return days;
        }
        Causes causes = new Causes(capacities.supposition(), timeline);
        Map<LocalDate, List<Posting>> postings = capacities.postings(changes.firstKey(), changes.lastKey()).stream()
                .collect(Collectors.groupingBy(Posting::day));
        changes.forEach((date, ofDay) -> {
            List<List<Posting>> places = Causes.byPlace(postings.getOrDefault(date, List.of())).stream()
                    .filter(ofPlace -> ofPlace.stream()
                            .anyMatch(posting -> isWanted(posting.series().slot())))
                    .toList();
            int told = Math.min(places.size(), Section.MAX_CAUSES);
            days.put(
                    date,
                    Section.Day.of(
                            ofDay, places.stream().limit(told).map(causes::of).toList(), places.size() - told));
        });
        return days;
    }

    @Override
    public Section together(SortedMap<String, Section> byZone) {
        return Section.together(byZone, limit);
    }

    @Override
    public TimelineAnswer told(Section section, @Nullable String zone, @Nullable String position) {
        return new TimelineAnswer(
                zone,
                Measure.CAPACITY,
                product,
                timeline.code(),
                from,
                to,
                position,
                from == null
                        ? List.of()
                        : section.start().stream()
                                .map(row -> total(zone, from, row, null))
                                .toList(),
                section.course().steps().stream()
                        .map(step -> told(
                                zone,
                                step,
                                Objects.requireNonNull(section.days().get(step.day()))))
                        .toList(),
                section.next() == null ? null : next(zone, section.next()));
    }

    private TimelineStep told(@Nullable String zone, Course.Step step, Section.Day day) {
        return new TimelineStep(
                step.day(),
                step.changes().stream()
                        .map(change -> total(
                                zone,
                                step.day(),
                                change.after(),
                                change.change().value()))
                        .toList(),
                day.causes(),
                day.moreCauses() == 0 ? null : day.moreCauses());
    }

    private TimelineTotal total(@Nullable String zone, LocalDate day, TotalRow row, @Nullable BigDecimal change) {
        TotalRow.Series series = row.series();
        return new TimelineTotal(
                series.slot(),
                Questions.unit(series),
                change,
                Figures.of(row),
                zone == null ? null : claims(zone, timeline, day, series));
    }

    /** To the claims of one total. */
    static Links claims(String zone, Timeline timeline, LocalDate asOf, TotalRow.Series series) {
        boolean isOutlook = timeline == Timeline.OUTLOOK;
        return Links.to(
                "/v1/zones/" + zone + (isOutlook ? "/outlook/claims" : "/capacity/claims"),
                "asOf",
                asOf,
                "product",
                series.product(),
                "status",
                series.slot(),
                "basis",
                isOutlook ? null : timeline.code(),
                "unit",
                series.unit());
    }

    private String next(@Nullable String zone, LocalDate day) {
        return Links.address(
                zone == null ? "/v1/timeline" : "/v1/zones/" + zone + "/timeline",
                "zones",
                zone == null ? zones : null,
                "product",
                product,
                "from",
                day,
                "to",
                to,
                "status",
                status == null ? null : status.code(),
                "basis",
                timeline.code(),
                "limit",
                limit);
    }

    private boolean isWanted(TotalRow row) {
        return isWanted(row.series().slot());
    }

    private boolean isWanted(String slot) {
        return status == null || status.code().equals(slot);
    }
}
