package dev.zoneledger.metrics.outlook;

import dev.zoneledger.contract.Measure;
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
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a timeline.
 *
 * @param from null for the beginning
 * @param to null for the end
 * @param status null for all
 * @param limit how many steps at most
 */
record TimelinePage(
        String zone,
        String product,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String status,
        Timeline timeline,
        int limit) {

    /** So many causes are told of one day; a great many may begin on the last day of a year. */
    static final int MAX_CAUSES = 100;

    /** Up to here, what is on record of a zone is read at once: it is little. */
    private static final LocalDate SPARSE = LocalDate.parse("1949-12-31");

    TimelineAnswer of(LedgerStores stores) {
        Supposition supposition = new Supposition(stores, zone);
        Capacities capacities = new Capacities(supposition, timeline, product);
        LocalDate first = from == null ? Capacities.EVER : from;
        Course course = course(capacities, first, to == null ? Capacities.NEVER : to);
        List<Course.Step> all = course.steps().stream().filter(this::isWanted).toList();
        List<Course.Step> steps = all.subList(0, Math.min(limit, all.size()));
        return new TimelineAnswer(
                zone,
                Measure.CAPACITY,
                product,
                timeline.code(),
                from,
                to,
                "",
                from == null
                        ? List.of()
                        : course.start().stream()
                                .filter(this::isWanted)
                                .map(row -> total(from, row, null))
                                .toList(),
                told(capacities, steps),
                steps.size() == all.size() ? null : next(steps.getLast().day()));
    }

    /** To the end, or so far that there is a step more than a page has: a long history is not read for its first steps. */
    private Course course(Capacities capacities, LocalDate first, LocalDate last) {
        List<TotalRow> start = capacities.totals(first);
        NavigableMap<LocalDate, Map<TotalRow.Series, Total>> changes = new TreeMap<>();
        LocalDate read = first;
        int years = 1;
        while (true) {
            LocalDate next = read.isBefore(SPARSE) ? SPARSE : read.plusYears(years);
            next = next.isAfter(last) ? last : next;
            changes.putAll(capacities.steps(read, next));
            Course course = Course.of(start, changes);
            if (!next.isBefore(last)
                    || course.steps().stream().filter(this::isWanted).count() > limit) {
                return course;
            }
            years = read.isBefore(SPARSE) ? 1 : years * 2;
            read = next;
        }
    }

    private List<TimelineStep> told(Capacities capacities, List<Course.Step> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        Causes causes = new Causes(capacities.supposition(), timeline);
        Map<LocalDate, List<Posting>> postings =
                capacities.postings(steps.getFirst().day(), steps.getLast().day()).stream()
                        .collect(Collectors.groupingBy(Posting::day));
        return steps.stream()
                .map(step -> told(causes, step, postings.getOrDefault(step.day(), List.of())))
                .toList();
    }

    private TimelineStep told(Causes causes, Course.Step step, List<Posting> postings) {
        Collection<List<Posting>> places = Causes.byPlace(postings).stream()
                .filter(ofPlace -> ofPlace.stream()
                        .anyMatch(posting -> isWanted(posting.series().slot())))
                .toList();
        return new TimelineStep(
                step.day(),
                step.changes().stream()
                        .filter(change -> isWanted(change.after()))
                        .map(change -> total(
                                step.day(), change.after(), change.change().value()))
                        .toList(),
                places.stream().limit(MAX_CAUSES).map(causes::of).toList(),
                places.size() > MAX_CAUSES ? places.size() - MAX_CAUSES : null);
    }

    private TimelineTotal total(LocalDate day, TotalRow row, @Nullable BigDecimal change) {
        TotalRow.Series series = row.series();
        return new TimelineTotal(
                series.slot(), Questions.unit(series), change, Figures.of(row), claims(zone, timeline, day, series));
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

    private String next(LocalDate day) {
        return Links.address(
                "/v1/zones/" + zone + "/timeline",
                "product",
                product,
                "from",
                day,
                "to",
                to,
                "status",
                status,
                "basis",
                timeline.code(),
                "limit",
                limit);
    }

    private boolean isWanted(Course.Step step) {
        return step.changes().stream().anyMatch(change -> isWanted(change.after()));
    }

    private boolean isWanted(TotalRow row) {
        return isWanted(row.series().slot());
    }

    private boolean isWanted(String slot) {
        return status == null || status.equals(slot);
    }
}
