package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Status;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.metrics.state.TotalRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Totals of products with their descendants. A product's total goes into those above it in the tree and nowhere else, so
 * nothing is ever added along a chain; figures told of no product stay by themselves.
 */
final class RollUp {

    private static final List<String> PRODUCTS = ProductTree.builtIn().products().stream()
            .map(ProductTree.Product::code)
            .toList();
    private static final List<String> STATUSES =
            Arrays.stream(Status.values()).map(Status::code).toList();

    static final Comparator<TotalRow> ORDER = Comparator.comparing(
                    (TotalRow row) -> row.series().measure())
            .thenComparing(row -> rank(PRODUCTS, row.series().product()))
            .thenComparing(row -> row.series().product())
            .thenComparing(row -> rank(STATUSES, row.series().slot()))
            .thenComparing(row -> row.series().slot())
            .thenComparing(row -> row.series().basis())
            .thenComparing(row -> row.series().unit());

    private RollUp() {}

    /**
     * Rows in the order of measures, the product tree, statuses or periods.
     *
     * @param product only this one and its descendants; empty for figures told of no product, null for all
     */
    static List<TotalRow> rows(
            LedgerStores stores,
            String zone,
            Measure measure,
            Collection<Basis> bases,
            @Nullable String product,
            LocalDate asOf) {
        Map<TotalRow.Series, TotalRow> rolled = new LinkedHashMap<>();
        for (Basis basis : bases) {
            for (TotalRow row : own(stores, zone, measure, basis, product, asOf)) {
                for (String each : above(row.series().product())) {
                    TotalRow.Series series = row.series().of(each);
                    rolled.merge(series, new TotalRow(series, row.total(), row.mayHaveBegunEarlier()), TotalRow::plus);
                }
            }
        }
        return rolled.values().stream()
                .filter(row -> isWanted(row.series().product(), product))
                .sorted(ORDER)
                .toList();
    }

    private static Collection<TotalRow> own(
            LedgerStores stores, String zone, Measure measure, Basis basis, @Nullable String product, LocalDate asOf) {
        if (product == null) {
            return stores.totals(zone, Scope.REGISTERED, measure, basis, asOf);
        }
        List<TotalRow> rows = new ArrayList<>();
        for (String each : withDescendants(product)) {
            rows.addAll(stores.totals(zone, Scope.REGISTERED, measure, basis, each, asOf));
        }
        return rows;
    }

    /** The product and all below it; of no product, only that. */
    static Collection<String> withDescendants(String product) {
        return product.isEmpty() ? List.of("") : ProductTree.builtIn().withDescendants(product);
    }

    private static boolean isWanted(String product, @Nullable String wanted) {
        return wanted == null || withDescendants(wanted).contains(product);
    }

    private static List<String> above(String product) {
        return product.isEmpty() ? List.of("") : ProductTree.builtIn().withAncestors(product);
    }

    private static int rank(List<String> order, String code) {
        int at = order.indexOf(code);
        return at < 0 ? order.size() : at;
    }
}
