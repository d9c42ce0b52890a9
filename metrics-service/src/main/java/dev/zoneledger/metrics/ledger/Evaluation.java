package dev.zoneledger.metrics.ledger;

import dev.zoneledger.contract.Precedence;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one function behind every total and every pedigree: what counts of the claims of one cell, or of a few that lie next
 * to each other on one timeline of it, from when to when. It looks at nothing but its arguments, and not at their order.
 *
 * <p>A series is all that is said of one place (for a flow: and one period). On its timeline the claim with the latest
 * day not after the date holds, among claims of the same day the one that {@link Precedence} puts first. Where a place
 * and something below it state the same status (or period) at the same time, the one above is declared and does not
 * count (DOMAIN, invariant 10).
 */
public final class Evaluation {

    private record Series(String place, String period) {}

    private record Hold(
            Entry entry, LocalDate from, @Nullable LocalDate to) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();

    private Evaluation() {}

    /** What a claim puts into the totals on a day, or takes out of them again. */
    public record Step(Entry entry, LocalDate day, Total change) {

        /** Where in the totals. */
        public Line line() {
            return new Line(new Moment(entry.slot(), day), entry.unit());
        }
    }

    /**
     * What counts of a whole cell.
     *
     * @param entries all claims of the cell
     * @param bar why a claim does not count on account of its subject, null if its subject is well
     * @param below what is stated below the owner in other cells: by the projects of an organisation
     */
    public static Evaluation of(
            Cell cell, Collection<Entry> entries, Function<Entry, @Nullable Reason> bar, Statements below) {
        Evaluation evaluation = holding(cell, entries, bar);
        evaluation.count(place -> evaluation.below(place, below));
        return evaluation;
    }

    /**
     * What counts of some claims of a cell. Those next to a claim on its timeline tell what the claim changes: evaluated with
     * it and without it, they differ by just that.
     *
     * @param entries some claims of the cell
     * @param bar why a claim does not count on account of its subject, null if its subject is well
     * @param below what is stated below a place, in this cell and others
     */
    public static Evaluation of(
            Cell cell,
            Collection<Entry> entries,
            Function<Entry, @Nullable Reason> bar,
            Function<String, Statements> below) {
        Evaluation evaluation = holding(cell, entries, bar);
        evaluation.count(below);
        return evaluation;
    }

    private static Evaluation holding(Cell cell, Collection<Entry> entries, Function<Entry, @Nullable Reason> bar) {
        Evaluation evaluation = new Evaluation();
        Map<Series, NavigableMap<LocalDate, List<Entry>>> series = new HashMap<>();
        for (Entry entry : entries) {
            Reason reason = entry.barred() == null ? bar.apply(entry) : entry.barred();
            if (reason != null) {
                evaluation.stretches.add(new Stretch(entry, LocalDate.MIN, null, reason, null));
                continue;
            }
            series.computeIfAbsent(
                            new Series(entry.place(), cell.measure().isFlow() ? entry.slot() : ""),
                            key -> new TreeMap<>())
                    .computeIfAbsent(entry.from(), key -> new ArrayList<>())
                    .add(entry);
        }
        series.values().forEach(evaluation::hold);
        return evaluation;
    }

    private void count(Function<String, Statements> below) {
        Map<String, Statements> belowPlaces = new HashMap<>();
        for (Hold hold : holds) {
            count(hold, belowPlaces.computeIfAbsent(hold.entry.place(), below));
        }
    }

    /** Every claim of the cell from the beginning of time to its end. */
    public List<Stretch> stretches() {
        return List.copyOf(stretches);
    }

    /** What each claim puts into the totals and takes out again; at most one step of a claim on one line. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Stretch stretch : stretches) {
            if (!stretch.counts()) {
                continue;
            }
            Entry entry = stretch.entry();
            Total amount = entry.amount();
            boolean begins = entry.notLater() && stretch.from().equals(entry.from());
            steps.add(new Step(entry, stretch.from(), begins ? amount.plus(Total.BEGUN_BY) : amount));
            if (stretch.to() != null) {
                steps.add(new Step(entry, stretch.to(), amount.negated()));
            }
        }
        return steps;
    }

    /** What each place states, whether or not it counts: to this, claims of the places above it give way. */
    public Map<String, Statements> statements() {
        Map<String, Statements> statements = new HashMap<>();
        holds.forEach(hold -> statements
                .computeIfAbsent(hold.entry.place(), place -> new Statements())
                .add(hold.entry, hold.from, hold.to));
        return statements;
    }

    /** Who holds on one timeline, and why the others do not. */
    private void hold(NavigableMap<LocalDate, List<Entry>> timeline) {
        for (Map.Entry<LocalDate, List<Entry>> step : timeline.entrySet()) {
            LocalDate from = step.getKey();
            LocalDate to = timeline.higherKey(from);
            Entry holding = holding(step.getValue());
            for (Entry entry : step.getValue()) {
                if (from.isAfter(LocalDate.MIN)) {
                    stretches.add(new Stretch(entry, LocalDate.MIN, from, Reason.NOT_YET, null));
                }
                if (entry != holding) {
                    stretches.add(new Stretch(entry, from, null, Reason.OUTRANKED, holding.claim()));
                }
            }
            if (to != null) {
                Entry next = holding(timeline.getOrDefault(to, List.of()));
                stretches.add(new Stretch(holding, to, null, Reason.NO_LONGER, next.claim()));
            }
            if (holding.slot().equals(Entry.UNKNOWN)) {
                stretches.add(new Stretch(holding, from, to, Reason.STATUS_UNKNOWN, null));
            } else {
                holds.add(new Hold(holding, from, to));
            }
        }
    }

    private static Entry holding(List<Entry> entries) {
        return entries.size() == 1
                ? entries.getFirst()
                : Precedence.holding(entries, Entry::standing).orElseThrow();
    }

    /** What is stated below that place. */
    private Statements below(String place, Statements belowTheOwner) {
        Statements statements = new Statements();
        if (place.isEmpty()) {
            belowTheOwner.changes().forEach(statements::add);
        }
        String prefix = place.isEmpty() ? "" : place + "/";
        for (Hold hold : holds) {
            String other = hold.entry.place();
            if (other.length() > place.length() && other.startsWith(prefix)) {
                statements.add(hold.entry, hold.from, hold.to);
            }
        }
        return statements;
    }

    /** Cuts the time in which a claim holds where something below it begins or ceases to speak. */
    private void count(Hold hold, Statements below) {
        LocalDate from = hold.from;
        boolean shadowed = false;
        Presence presence = Presence.NONE;
        if (!below.isEmpty()) {
            for (Map.Entry<Moment, Presence> change :
                    below.of(hold.entry.slot()).entrySet()) {
                LocalDate day = change.getKey().day();
                if (hold.to != null && !day.isBefore(hold.to)) {
                    break;
                }
                presence = presence.plus(change.getValue());
                if (presence.shadows(hold.entry) == shadowed) {
                    continue;
                }
                if (day.isAfter(from)) {
                    stretches.add(counted(hold.entry, from, day, shadowed));
                    from = day;
                }
                shadowed = !shadowed;
            }
        }
        stretches.add(counted(hold.entry, from, hold.to, shadowed));
    }

    private static Stretch counted(Entry entry, LocalDate from, @Nullable LocalDate to, boolean shadowed) {
        return new Stretch(entry, from, to, shadowed ? Reason.DECLARED : null, null);
    }
}
