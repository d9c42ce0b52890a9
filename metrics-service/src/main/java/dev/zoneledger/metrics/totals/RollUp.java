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
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Totals of products with their descendants. A product's total goes into those above it in the tree and nowhere else, so
 * nothing is ever added along a chain; figures told of no product stay by themselves.
 */
public final class RollUp {

    private static final List<String> PRODUCTS = ProductTree.builtIn().products().stream()
            .map(ProductTree.Product::code)
            .toList();
    private static final List<String> STATUSES =
            Arrays.stream(Status.values()).map(Status::code).toList();

    /** The order of the product tree. */
    public static final Comparator<String> BY_PRODUCT =
            Comparator.comparing((String product) -> rank(PRODUCTS, product)).thenComparing(product -> product);

    public static final Comparator<TotalRow> ORDER = Comparator.comparing(
                    (TotalRow row) -> row.series().measure())
            .thenComparing(row -> row.series().product(), BY_PRODUCT)
            .thenComparing(row -> rank(STATUSES, row.series().slot()))
            .thenComparing(row -> row.series().slot())
            .thenComparing(row -> row.series().basis())
            .thenComparing(row -> row.series().unit());

    private RollUp() {}

    /** Rows of a slice, by organisation where it asks for that, then by measure, product tree, status or period. */
    public static List<SlicedRow> rows(
            LedgerStores stores, String zone, Measure measure, Collection<Basis> bases, Slice slice, LocalDate asOf) {
        Map<@Nullable String, List<TotalRow>> own = new LinkedHashMap<>();
        for (Basis basis : bases) {
            if (slice.isOfOrganisations()) {
                for (String product : products(stores, zone, measure, basis, slice.product(), asOf)) {
                    stores.totalsByOrganisation(zone, measure, basis, product, asOf)
                            .forEach((organisation, rows) -> own.computeIfAbsent(organisation, id -> new ArrayList<>())
                                    .addAll(rows));
                }
            } else {
                own.computeIfAbsent(null, all -> new ArrayList<>())
                        .addAll(own(stores, zone, measure, basis, slice.product(), asOf));
            }
        }
        List<SlicedRow> rows = new ArrayList<>();
        own.forEach((organisation, totals) -> {
            if (organisation == null || slice.hasOrganisation(organisation)) {
                rolled(totals, slice.product()).forEach(row -> rows.add(new SlicedRow(organisation, row, null)));
            }
        });
        return SlicedRow.wanted(rows, slice);
    }

    /** Rows that are the same but for the zone are one. */
    public static List<TotalRow> together(SortedMap<String, List<TotalRow>> byZone) {
        Map<TotalRow.Series, TotalRow> summed = new LinkedHashMap<>();
        byZone.values().stream()
                .flatMap(Collection::stream)
                .forEach(row -> summed.merge(row.series(), row, TotalRow::plus));
        return summed.values().stream().sorted(ORDER).toList();
    }

    /**
     * The rows of products by themselves, added up to rows with descendants.
     *
     * @param product only this one and its descendants; empty for figures told of no product, null for all
     */
    public static List<TotalRow> rolled(Collection<TotalRow> own, @Nullable String product) {
        Map<TotalRow.Series, TotalRow> rolled = new LinkedHashMap<>();
        for (TotalRow row : own) {
            for (String each : above(row.series().product())) {
                TotalRow.Series series = row.series().of(each);
                rolled.merge(series, new TotalRow(series, row.total(), row.mayHaveBegunEarlier()), TotalRow::plus);
            }
        }
        return rolled.values().stream()
                .filter(row -> isWanted(row.series().product(), product))
                .sorted(ORDER)
                .toList();
    }

    /** The products that have totals as of a date, or that product and all below it. */
    static Collection<String> products(
            LedgerStores stores, String zone, Measure measure, Basis basis, @Nullable String product, LocalDate asOf) {
        return product != null
                ? withDescendants(product)
                : stores.totals(zone, Scope.REGISTERED, measure, basis, asOf).stream()
                        .map(row -> row.series().product())
                        .distinct()
                        .toList();
    }

    /** All products of the tree, or that product and all below it. */
    public static Collection<String> allProducts(@Nullable String product) {
        return product == null ? PRODUCTS : withDescendants(product);
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
    public static Collection<String> withDescendants(String product) {
        return product.isEmpty() ? List.of("") : ProductTree.builtIn().withDescendants(product);
    }

    public static boolean isWanted(String product, @Nullable String wanted) {
        return wanted == null || withDescendants(wanted).contains(product);
    }

    /** The product and all above it; of no product, only that. */
    public static List<String> above(String product) {
        return product.isEmpty() ? List.of("") : ProductTree.builtIn().withAncestors(product);
    }

    private static int rank(List<String> order, String code) {
        int at = order.indexOf(code);
        return at < 0 ? order.size() : at;
    }
}
