package dev.zoneledger.metrics.chains;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.FactorSet;
import dev.zoneledger.contract.FactorSets;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.TotalRow;
import dev.zoneledger.metrics.totals.Links;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of capacities along a chain. */
class BalanceTest {

    private static final ProductTree TREE = ProductTree.builtIn();

    private final FactorSet set = FactorSets.builtIn().find("rare-earths-1").orElseThrow();

    @Provide
    Arbitrary<BigDecimal> shares() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("0.01"), BigDecimal.ONE)
                .ofScale(4);
    }

    @Provide
    Arbitrary<Span> ranges() {
        return Combinators.combine(shares(), shares())
                .as((left, right) -> new Span(null, left.min(right), left.max(right)));
    }

    @Provide
    Arbitrary<BigDecimal> tons() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("100000"))
                .ofScale(3);
    }

    @Property
    void shouldHoldWhateverIsSetWithinTheRanges(
            @ForAll("tons") BigDecimal tons,
            @ForAll("ranges") Span share,
            @ForAll("ranges") Span yield,
            @ForAll("shares") BigDecimal shareIn,
            @ForAll("shares") BigDecimal yieldIn) {
        // Given
        BigDecimal setShare = shareIn.max(share.lower()).min(share.upper());
        BigDecimal setYield = yieldIn.max(yield.lower()).min(yield.upper());
        Span amount = point(tons);

        // When
        Span wide = amount.by(share, yield);
        Span narrow = amount.by(point(setShare), point(setYield));

        // Then
        assertThat(wide.value()).isNull();
        assertThat(narrow.value()).isEqualTo(narrow.lower()).isEqualTo(narrow.upper());
        assertThat(narrow.value()).isBetween(wide.lower(), wide.upper());
    }

    @Property
    void shouldFindAsNarrowestOnlyACandidateAndLeaveNoOtherBelowItWhereItIsCertain(
            @ForAll("ranges") Span first, @ForAll("ranges") Span second, @ForAll("ranges") Span third) {
        // When
        List<Span> spans = List.of(first, second, third);
        Balance balance = Balance.compared(List.of(stage(1, first), stage(2, second), stage(3, third)));

        // Then
        for (int at = 0; at < spans.size(); at++) {
            BigDecimal lower = spans.get(at).lower();
            boolean mayBe = spans.stream().allMatch(other -> lower.compareTo(other.upper()) <= 0);
            assertThat(balance.candidates().contains(at + 1)).isEqualTo(mayBe);
        }
        if (balance.narrowest() == null) {
            assertThat(balance.candidates()).hasSizeGreaterThan(1);
        } else {
            assertThat(balance.candidates()).containsExactly(balance.narrowest().stage());
            Span narrow = spans.get(balance.narrowest().stage() - 1);
            assertThat(balance.stages())
                    .filteredOn(stage -> stage.headroom() != null)
                    .hasSize(2)
                    .allSatisfy(stage -> {
                        assertThat(stage.headroom().lower().signum()).isNotNegative();
                        assertThat(stage.headroom().upper())
                                .isEqualByComparingTo(stage.converted().upper().subtract(narrow.lower()));
                    });
        }
    }

    @Property
    void shouldGrowWithTheCapacity(
            @ForAll("tons") BigDecimal tons, @ForAll("ranges") Span share, @ForAll("ranges") Span yield) {
        // When
        Span once = point(tons).by(share, yield);
        Span more = point(tons.add(BigDecimal.ONE)).by(share, yield);

        // Then
        assertThat(more.lower()).isGreaterThan(once.lower());
        assertThat(more.upper()).isGreaterThan(once.upper());
    }

    @Test
    void shouldNotCompareWhatIsNotKnown() {
        // When
        Balance one = Balance.compared(List.of(stage(1, point(BigDecimal.ONE)), stage(2, null)));
        Balance open = Balance.compared(List.of(
                stage(1, new Span(BigDecimal.TEN, BigDecimal.TEN, null)),
                stage(2, new Span(BigDecimal.TWO, BigDecimal.TWO, null))));

        // Then
        assertThat(one.narrowest()).isNull();
        assertThat(one.candidates()).isEmpty();
        assertThat(open.narrowest()).isEqualTo(new Balance.Narrowest(2, false));
        assertThat(open.candidates()).containsExactly(1, 2);
        assertThat(open.stages().getFirst().headroom()).isEqualTo(new Span(new BigDecimal("8"), null, null));
    }

    @Test
    void shouldDivideByEveryYieldOnTheWay() {
        // Given
        Map<String, String> settings = Map.of(
                "powder-rare-earth-share", "0.3",
                "granules-rare-earth-share", "0.2",
                "granules-yield", "0.8",
                "bonded-rare-earth-share", "0.25",
                "bonded-yield", "0.5");

        // When
        Balance balance = balance(
                "bonded-magnet",
                FactorSet.Basis.METAL,
                settings,
                Map.of(
                        "ndfeb-powder-rapidly-quenched", "2000",
                        "ndfeb-granules-injection", "500",
                        "ndfeb-bonded-injection", "500"));

        // Then
        assertThat(values(balance)).isEqualTo(List.of("600", "125", "312.5"));
        assertThat(balance.stages().get(2).capacities().getFirst().factors())
                .extracting(FactorSet.Factor::toString)
                .containsExactly("bonded-rare-earth-share", "/bonded-yield", "/granules-yield");
        assertThat(balance.narrowest()).isEqualTo(new Balance.Narrowest(2, true));
    }

    @Test
    void shouldTellOxidesOfTheirFormApart() {
        // When
        Balance reo = balance(
                "catalysis",
                FactorSet.Basis.METAL,
                Map.of(),
                Map.of("cerium-oxide", "1000", "lanthanum-oxide", "1000"));

        // Then
        assertThat(values(reo)).isEqualTo(java.util.Arrays.asList("1666.77", null));
        assertThat(reo.stages().getFirst().capacities())
                .extracting(Balance.Part::taken)
                .containsExactly("as La2O3", "as CeO2");
    }

    @Test
    void shouldSayWhyItCannotConvert() {
        // When
        Balance balance = balance(
                "permanent-magnet",
                FactorSet.Basis.NDPR,
                Map.of(),
                Map.of("ndpr-metal", "10", "ndfeb-sintered", "10", "servo-motor", "50000"));

        // Then
        assertThat(values(balance)).isEqualTo(java.util.Arrays.asList("10", null, null));
        assertThat(balance.stages().get(1).capacities().getFirst().why())
                .contains("sintered-ndpr-share")
                .contains("set=");
        assertThat(balance.stages().get(2).capacities().getFirst().why()).contains("{set}/a");
        assertThat(balance.narrowest()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permanent-magnet",
                "bonded-magnet",
                "polishing",
                "catalysis",
                "hydrogen-storage",
                "cerium-colorant"
            })
    void shouldPutEachProductBehindAllThatItIsMadeOfAndNoneBesideItsOwnKind(String code) {
        // Given
        ProductTree.Chain chain = TREE.findChain(code).orElseThrow();

        // When
        List<List<String>> stages = Stages.of(chain).products();

        // Then
        Map<String, Integer> places = new TreeMap<>();
        for (int at = 0; at < stages.size(); at++) {
            for (String product : stages.get(at)) {
                assertThat(places.put(product, at)).isNull();
            }
        }
        assertThat(chain.edges()).allMatch(edge -> places.get(edge.from()) < places.get(edge.to()));
        for (List<String> stage : stages) {
            assertThat(stage).isNotEmpty();
            for (String product : stage) {
                assertThat(TREE.withDescendants(product).stream()
                                .filter(below -> !below.equals(product) && stage.contains(below))
                                .collect(Collectors.toSet()))
                        .isEmpty();
            }
        }
    }

    private Balance balance(
            String chain, FactorSet.Basis basis, Map<String, String> settings, Map<String, String> capacities) {
        Map<String, Span> spans = new HashMap<>();
        settings.forEach((name, value) -> spans.put(name, point(new BigDecimal(value))));
        return Balance.of(
                TREE.findChain(chain).orElseThrow(),
                basis,
                new Assumptions(set, spans),
                product -> capacities.containsKey(product) ? List.of(row(product, capacities.get(product))) : List.of(),
                series -> Links.to("/claims", "product", series.product()));
    }

    private static TotalRow row(String product, String value) {
        BigDecimal figure = new BigDecimal(value);
        String unit = product.equals("servo-motor") ? "{set}/a" : "t/a";
        return new TotalRow(
                new TotalRow.Series(Measure.CAPACITY, Basis.ACTUAL, product, "operating", unit),
                new Total(figure, figure, figure, 0, 1, 0, 0, 0),
                0);
    }

    private static Balance.Stage stage(int number, Span converted) {
        return new Balance.Stage(number, List.of("p" + number), List.of(), converted, null);
    }

    private static List<String> values(Balance balance) {
        return balance.stages().stream()
                .map(stage -> stage.converted() == null
                        ? null
                        : stage.converted().value().toPlainString())
                .collect(Collectors.toList());
    }

    private static Span point(BigDecimal value) {
        return new Span(value, value, value);
    }
}
