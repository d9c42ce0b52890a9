package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.metrics.state.TotalRow;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Totals of flows, and the claims behind them: output and the money measures.
 *
 * @param path of the resource below the zone
 * @param measures those of the resource that are asked for
 * @param bases those that are asked for
 * @param product with its descendants; empty for figures told of no product, null for all
 */
record FlowTotals(
        String zone,
        String path,
        Collection<Measure> measures,
        Collection<Basis> bases,
        @Nullable String product,
        @Nullable String period) {

    /** A cumulative figure is in no total of a period. */
    static final List<Basis> BASES = List.of(Basis.ACTUAL, Basis.PLANNED, Basis.TARGET);

    /** A period says it all: a flow counts on any day or on none. */
    private static final LocalDate ANY_DAY = LocalDate.EPOCH;

    /** The bases of the parameter: that one, or all. */
    static List<Basis> bases(@Nullable String basis) {
        Basis wanted = Parameters.basis(basis, BASES);
        return wanted == null ? BASES : List.of(wanted);
    }

    List<Row> rows(LedgerStores stores) {
        return measures.stream()
                .flatMap(measure -> RollUp.rows(stores, zone, measure, bases, product, ANY_DAY).stream())
                .filter(row -> period == null || row.series().slot().equals(period))
                .map(this::row)
                .toList();
    }

    ClaimsAnswer claims(LedgerStores stores, @Nullable String unit) {
        Pedigree pedigree = Pedigree.of(
                stores, new Pedigree.Wanted(zone, Scope.REGISTERED, measures, bases, product, period, unit, ANY_DAY));
        List<Row> total = rows(stores).stream()
                .filter(row -> product != null && product.equals(row.product() == null ? "" : row.product()))
                .filter(row -> Row.hasUnit(row, unit))
                .toList();
        return new ClaimsAnswer(zone, null, "", Row.single(total), pedigree.counted(), pedigree.leftOut());
    }

    private Row row(TotalRow row) {
        TotalRow.Series series = row.series();
        String ofProduct = series.product().isEmpty() ? null : series.product();
        return new Row(
                series.measure().family() == Measure.Family.VALUE ? series.measure() : null,
                ofProduct,
                null,
                series.slot(),
                series.basis(),
                Row.unit(series),
                Figures.of(row),
                Links.to(
                        "/v1/zones/" + zone + "/" + path + "/claims",
                        "measure",
                        series.measure().family() == Measure.Family.VALUE ? series.measure() : null,
                        "product",
                        ofProduct == null ? Parameters.NO_PRODUCT : ofProduct,
                        "period",
                        series.slot(),
                        "basis",
                        series.basis(),
                        "unit",
                        series.unit()));
    }
}
