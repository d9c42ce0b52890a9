package dev.zoneledger.metrics.outlook;

import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.outlook.PipelineResource.PipelineYear;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Posting;
import dev.zoneledger.metrics.state.Supposition;
import dev.zoneledger.metrics.state.Timeline;
import dev.zoneledger.metrics.totals.Figures;
import dev.zoneledger.metrics.totals.RollUp;
import dev.zoneledger.metrics.totals.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What plans bring into operation, by product and year, and what waits without a plan. */
record Pipeline(List<PipelineYear> years, List<Row> undated) {

    /** On the way to operation, or put off. */
    private static final Set<String> WAITING = Set.of(
            Status.ANNOUNCED.code(),
            Status.APPROVED.code(),
            Status.CONSTRUCTION.code(),
            Status.COMMISSIONING.code(),
            Status.SHELVED.code());

    private record Year(int year, boolean overdue) implements Comparable<Year> {
        @Override
        public int compareTo(Year other) {
            return year == other.year ? Boolean.compare(other.overdue, overdue) : Integer.compare(year, other.year);
        }
    }

    /** What begins and what ceases, both as sums of claims. */
    private record Flow(Total begins, Total ceases) {

        static Flow of(Posting posting) {
            return posting.begins()
                    ? new Flow(posting.change(), Total.ZERO)
                    : new Flow(Total.ZERO, posting.change().negated());
        }

        Flow plus(Flow other) {
            return new Flow(begins.plus(other.begins), ceases.plus(other.ceases));
        }

        @Nullable
        BigDecimal net() {
            return begins.hasFigure() || ceases.hasFigure()
                    ? begins.minus(ceases).value()
                    : null;
        }
    }

    private record Key(String product, Year year, String unit) {}

    static Pipeline of(LedgerStores stores, String zone, @Nullable String product, LocalDate asOf) {
        Supposition nothing = new Supposition(stores, zone);
        Collection<String> wanted = product == null
                ? nothing.products(Timeline.OUTLOOK, Capacities.NEVER)
                : RollUp.withDescendants(product);
        Map<Key, Flow> flows = new HashMap<>();
        for (String each : wanted) {
            for (Posting posting : nothing.differences(Timeline.OUTLOOK, each)) {
                if (posting.series().slot().equals(Status.OPERATING.code())) {
                    Year year = new Year(posting.day().getYear(), !posting.day().isAfter(asOf));
                    RollUp.above(each).stream()
                            .filter(above -> product == null || wanted.contains(above))
                            .forEach(above -> flows.merge(
                                    new Key(above, year, posting.series().unit()), Flow.of(posting), Flow::plus));
                }
            }
        }
        return new Pipeline(years(zone, flows), undated(nothing, zone, product));
    }

    private static List<PipelineYear> years(String zone, Map<Key, Flow> flows) {
        return flows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Key::product, RollUp.BY_PRODUCT)
                        .thenComparing(Key::year)
                        .thenComparing(Key::unit)))
                .map(flow -> year(zone, flow.getKey(), flow.getValue()))
                .toList();
    }

    private static PipelineYear year(String zone, Key key, Flow flow) {
        return new PipelineYear(
                key.product,
                key.year.year,
                key.unit.isEmpty() ? null : key.unit,
                key.year.overdue,
                Figures.of(flow.begins, 0),
                flow.ceases.isZero() ? null : Figures.of(flow.ceases, 0),
                flow.net(),
                PipelineResource.links(zone, key.product, key.year.year));
    }

    private static List<Row> undated(Supposition nothing, String zone, @Nullable String product) {
        return Capacities.rows(nothing, Timeline.OUTLOOK, product, Capacities.NEVER).stream()
                .filter(row -> WAITING.contains(row.series().slot()))
                .map(row -> OutlookResource.row(zone, Capacities.NEVER, row))
                .toList();
    }
}
