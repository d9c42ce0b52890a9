package dev.zoneledger.metrics.outlook;

import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.Posting;
import dev.zoneledger.metrics.state.Supposition;
import dev.zoneledger.metrics.state.Timeline;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.RollUp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The capacities of a product, its descendants included, by status and unit on one timeline.
 *
 * @param product in the product tree
 */
record Capacities(Supposition supposition, Timeline timeline, String product) {

    /** Before every day that a claim can name. */
    static final LocalDate EVER = LocalDate.parse("0000-01-01");

    /** After every day that a claim can name. */
    static final LocalDate NEVER = LocalDate.parse("9999-12-31");

    /**
     * The totals as of a date, each product's with its descendants, in the order of the product tree.
     *
     * @param product only this one and its descendants; null for all
     */
    static List<TotalRow> rows(Supposition supposition, Timeline timeline, @Nullable String product, LocalDate asOf) {
        Collection<String> products =
                product == null ? supposition.products(timeline, asOf) : RollUp.withDescendants(product);
        List<TotalRow> own = new ArrayList<>();
        products.forEach(each -> own.addAll(supposition.totals(timeline, each, asOf)));
        return RollUp.rolled(own, product);
    }

    /** The totals of the product as of a date. */
    List<TotalRow> totals(LocalDate asOf) {
        return rows(supposition, timeline, product, asOf).stream()
                .filter(row -> row.series().product().equals(product))
                .toList();
    }

    /** The totals from the beginning to the end. */
    Course course() {
        return Course.of(totals(EVER), steps(EVER, NEVER));
    }

    /** The changes of the totals of the product on the days of a time. */
    NavigableMap<LocalDate, Map<TotalRow.Series, Total>> steps(LocalDate fromExclusive, LocalDate toInclusive) {
        NavigableMap<LocalDate, Map<TotalRow.Series, Total>> steps = new TreeMap<>();
        for (String each : RollUp.withDescendants(product)) {
            supposition.steps(timeline, each, fromExclusive, toInclusive).forEach((day, changes) -> {
                Map<TotalRow.Series, Total> step = steps.computeIfAbsent(day, key -> new LinkedHashMap<>());
                changes.forEach((series, change) -> step.merge(series.of(product), change, Total::plus));
            });
        }
        return steps;
    }

    /** What single claims put into the totals on the days of a time, each under its own product. */
    List<Posting> postings(LocalDate fromInclusive, LocalDate toInclusive) {
        List<Posting> postings = new ArrayList<>();
        RollUp.withDescendants(product)
                .forEach(each -> postings.addAll(supposition.postings(timeline, each, fromInclusive, toInclusive)));
        return postings;
    }
}
