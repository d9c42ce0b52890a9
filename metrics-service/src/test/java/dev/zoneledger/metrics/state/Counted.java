package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Claims that are in totals.
 *
 * @param later those that count from a later date, of which only "not later than" is known
 */
record Counted(List<Claim> claims, List<Claim> later) {

    Counted and(Counted other) {
        return new Counted(both(claims, other.claims), both(later, other.later));
    }

    private static List<Claim> both(List<Claim> one, List<Claim> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    Counted where(Predicate<Claim> wanted) {
        return new Counted(
                claims.stream().filter(wanted).toList(),
                later.stream().filter(wanted).toList());
    }

    /** The sum of the figures; empty if no claim carries one. */
    Optional<BigDecimal> value() {
        return claims.stream()
                .map(Claim::quantity)
                .filter(Quantity.Figure.class::isInstance)
                .map(Quantity.Figure.class::cast)
                .map(figure -> figure.value().multiply(figure.unit().factor()))
                .reduce(BigDecimal::add);
    }

    /** Each product with those below it in the tree. */
    Map<String, String> rolledUp() {
        return figures(claim ->
                claim.product() == null ? List.of("") : ProductTree.builtIn().withAncestors(claim.product()));
    }

    /** Each product by itself. */
    Map<String, String> figures() {
        return figures(claim -> List.of(Objects.requireNonNullElse(claim.product(), "")));
    }

    private Map<String, String> figures(Function<Claim, List<String>> products) {
        Map<String, List<Claim>> rows = new TreeMap<>();
        Map<String, Integer> earlier = new TreeMap<>();
        for (Claim claim : claims) {
            for (String product : products.apply(claim)) {
                rows.computeIfAbsent(key(product, claim), key -> new ArrayList<>())
                        .add(claim);
            }
        }
        for (Claim claim : later) {
            for (String product : products.apply(claim)) {
                rows.computeIfAbsent(key(product, claim), key -> new ArrayList<>());
                earlier.merge(key(product, claim), 1, Integer::sum);
            }
        }
        Map<String, String> figures = new TreeMap<>();
        rows.forEach((key, row) -> figures.put(key, figures(row, earlier.getOrDefault(key, 0))));
        return figures;
    }

    private static String key(String product, Claim claim) {
        String slot =
                claim.period() == null ? claim.status().code() : claim.period().text();
        return product + " " + slot + " " + unit(claim);
    }

    /** Of the total that it is in; empty if nothing says it. */
    static String unit(Claim claim) {
        return switch (claim.quantity()) {
            case Quantity.Figure figure -> figure.unit().base().code();
            case Quantity.NoFigure none ->
                switch (claim.measure()) {
                    case CAPACITY -> "t/a";
                    case OUTPUT -> "t";
                    default -> "";
                };
        };
    }

    private static String figures(List<Claim> claims, int earlier) {
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal lower = BigDecimal.ZERO;
        BigDecimal upper = BigDecimal.ZERO;
        boolean open = false;
        int approximate = 0;
        int withoutFigure = 0;
        for (Claim claim : claims) {
            if (!(claim.quantity() instanceof Quantity.Figure figure)) {
                withoutFigure++;
                continue;
            }
            BigDecimal amount = figure.value().multiply(figure.unit().factor());
            value = value.add(amount);
            switch (figure.qualifier()) {
                case EXACT -> {
                    lower = lower.add(amount);
                    upper = upper.add(amount);
                }
                case APPROXIMATELY -> {
                    lower = lower.add(amount);
                    upper = upper.add(amount);
                    approximate++;
                }
                case AT_LEAST -> {
                    lower = lower.add(amount);
                    open = true;
                }
                case AT_MOST -> upper = upper.add(amount);
            }
        }
        boolean figures = claims.size() > withoutFigure;
        return "%s [%s, %s] %d claims, %d approximate, %d without, %d earlier"
                .formatted(
                        figures ? text(value) : null,
                        figures ? text(lower) : null,
                        figures && !open ? text(upper) : null,
                        claims.size(),
                        approximate,
                        withoutFigure,
                        earlier);
    }

    static String text(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
}
