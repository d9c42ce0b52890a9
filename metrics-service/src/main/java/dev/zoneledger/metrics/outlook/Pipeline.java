package dev.zoneledger.metrics.outlook;

import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Posting;
import dev.zoneledger.metrics.state.Supposition;
import dev.zoneledger.metrics.state.Timeline;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.RollUp;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What plans bring into operation, by product and year, and what waits without a plan. */
record Pipeline(List<Year> years, List<TotalRow> undated) {

    /** On the way to operation, or put off. */
    private static final Set<String> WAITING = Set.of(
            Status.ANNOUNCED.code(),
            Status.APPROVED.code(),
            Status.CONSTRUCTION.code(),
            Status.COMMISSIONING.code(),
            Status.SHELVED.code());

    /** What is told together. */
    private record Of(String product, int year, boolean overdue, String unit) {}

    /** What begins in a year and what ceases, both as sums of claims. */
    record Year(String product, int year, boolean overdue, String unit, Total begins, Total ceases) {

        private static final Comparator<Year> ORDER = Comparator.comparing(Year::product, RollUp.BY_PRODUCT)
                .thenComparing(Year::year)
                .thenComparing(Year::overdue, Comparator.reverseOrder())
                .thenComparing(Year::unit);

        private static Year of(String product, Posting posting, LocalDate asOf) {
            boolean begins = posting.begins();
            return new Year(
                    product,
                    posting.day().getYear(),
                    !posting.day().isAfter(asOf),
                    posting.series().unit(),
                    begins ? posting.change() : Total.ZERO,
                    begins ? Total.ZERO : posting.change().negated());
        }

        private static List<Year> summed(Stream<Year> years) {
            Map<Of, Year> summed = new HashMap<>();
            years.forEach(
                    each -> summed.merge(new Of(each.product, each.year, each.overdue, each.unit), each, Year::plus));
            return summed.values().stream().sorted(ORDER).toList();
        }

        private Year plus(Year other) {
            return new Year(product, year, overdue, unit, begins.plus(other.begins), ceases.plus(other.ceases));
        }

        @Nullable
        BigDecimal net() {
            return begins.hasFigure() || ceases.hasFigure()
                    ? begins.minus(ceases).value()
                    : null;
        }
    }

    static Pipeline of(LedgerStores stores, String zone, @Nullable String product, LocalDate asOf) {
        Supposition nothing = new Supposition(stores, zone);
        Collection<String> wanted = product == null
                ? nothing.products(Timeline.OUTLOOK, Capacities.NEVER)
                : RollUp.withDescendants(product);
        Stream<Year> years = wanted.stream()
                .flatMap(each -> nothing.differences(Timeline.OUTLOOK, each).stream()
                        .filter(posting -> posting.series().slot().equals(Status.OPERATING.code()))
                        .flatMap(posting -> RollUp.above(each).stream()
                                .filter(above -> product == null || wanted.contains(above))
                                .map(above -> Year.of(above, posting, asOf))));
        return new Pipeline(
                Year.summed(years),
                Capacities.rows(nothing, Timeline.OUTLOOK, product, Capacities.NEVER).stream()
                        .filter(row -> WAITING.contains(row.series().slot()))
                        .toList());
    }

    /** What is the same but for the zone is one. */
    static Pipeline together(SortedMap<String, Pipeline> byZone) {
        SortedMap<String, List<TotalRow>> undated = new TreeMap<>();
        byZone.forEach((zone, pipeline) -> undated.put(zone, pipeline.undated));
        return new Pipeline(
                Year.summed(byZone.values().stream().flatMap(pipeline -> pipeline.years.stream())),
                RollUp.together(undated));
    }
}
