package dev.zoneledger.metrics.outlook;

import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.RollUp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Totals as a step function of time.
 *
 * @param start the totals on the first day
 * @param steps in the order of days; every day on which a total changes
 */
record Course(List<TotalRow> start, List<Step> steps) {

    /** A day on which totals change; those that do. */
    record Step(LocalDate day, List<Change> changes) {}

    /**
     * A total that changes.
     *
     * @param after what it is from that day on
     * @param change what it was not before
     */
    record Change(TotalRow after, Total change) {}

    static Course of(Collection<TotalRow> start, NavigableMap<LocalDate, Map<TotalRow.Series, Total>> changes) {
        Map<TotalRow.Series, TotalRow> here = new HashMap<>();
        start.forEach(row -> here.put(row.series(), row));
        List<Step> steps = new ArrayList<>();
        changes.forEach((day, changed) -> {
            List<Change> step = new ArrayList<>();
            changed.forEach((series, change) -> {
                if (!change.isZero()) {
                    TotalRow after = here.merge(
                            series, new TotalRow(series, change.standing(), -change.begunBy()), TotalRow::plus);
                    step.add(new Change(after, change.standing()));
                }
            });
            if (!step.isEmpty()) {
                step.sort(Comparator.comparing(Change::after, RollUp.ORDER));
                steps.add(new Step(day, step));
            }
        });
        return new Course(List.copyOf(start), steps);
    }
}
