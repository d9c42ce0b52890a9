package dev.zoneledger.metrics.state;

import static java.util.stream.Collectors.groupingBy;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** What several zones come to the slow way: what counts in each of them, added up. */
record SummedOracles(Map<String, Oracle> oracles) {

    static Function<Oracle, Counted> capacities(LocalDate date) {
        return oracle -> oracle.counted(Scope.REGISTERED, Measure.CAPACITY, Basis.ACTUAL, date);
    }

    /** What all of them come to. */
    Counted all(Function<Oracle, Counted> ofZone) {
        return oracles.values().stream().map(ofZone).reduce(Counted::and).orElseThrow();
    }

    /** By the zone and the organisation, or project that belongs to none. */
    Map<String, Counted> byHand(Function<Oracle, Counted> ofZone, BiFunction<String, String, String> name) {
        Map<String, Counted> hands = new TreeMap<>();
        oracles.forEach((each, oracle) -> {
            Counted counted = ofZone.apply(oracle);
            Stream.concat(counted.claims().stream(), counted.later().stream())
                    .collect(groupingBy(oracle::hand))
                    .forEach((hand, claims) -> hands.put(name.apply(each, hand), counted.where(claims::contains)));
        });
        return hands;
    }

    static boolean isOperating(Claim claim) {
        return claim.status() == Status.OPERATING;
    }

    /** Whether it is in the total of that product and unit. */
    static boolean isOf(Claim claim, String key, boolean descendantsToo) {
        String product = key.substring(0, key.indexOf(' '));
        return key.endsWith(" " + Counted.unit(claim))
                && (descendantsToo
                        ? ProductTree.builtIn().withDescendants(product).contains(claim.product())
                        : product.equals(claim.product()));
    }

    /** In whose hands operating capacities are: the total, how many have a part, the index and the largest parts. */
    Map<String, String> hands(LocalDate date) {
        Map<String, Counted> hands = byHand(
                oracle -> capacities(date).apply(oracle).where(SummedOracles::isOperating),
                (zone, hand) -> hand + " of " + zone);
        Counted all = new Counted(
                hands.values().stream().flatMap(each -> each.claims().stream()).toList(), List.of());
        Map<String, String> expected = new TreeMap<>();
        all.rolledUp().forEach((key, figures) -> {
            Map<String, BigDecimal> values = new TreeMap<>();
            hands.forEach((hand, counted) ->
                    counted.where(claim -> isOf(claim, key, true)).value().ifPresent(value -> values.put(hand, value)));
            BigDecimal total = values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            long projects = values.keySet().stream()
                    .filter(hand -> hand.startsWith("project "))
                    .count();
            List<String> largest = total.signum() == 0
                    ? List.of()
                    : values.values().stream()
                            .sorted(Comparator.reverseOrder())
                            .limit(5)
                            .map(Counted::text)
                            .toList();
            expected.put(
                    key,
                    figures + ", " + (values.size() - projects) + " and " + projects + ", "
                            + index(values, total).map(Counted::text).orElse(null) + " " + largest);
        });
        return expected;
    }

    private static Optional<BigDecimal> index(Map<String, BigDecimal> values, BigDecimal total) {
        return total.signum() == 0
                ? Optional.empty()
                : Optional.of(values.values().stream()
                        .map(value -> value.multiply(value).multiply(BigDecimal.valueOf(10_000)))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(total.multiply(total), 2, RoundingMode.HALF_EVEN));
    }
}
