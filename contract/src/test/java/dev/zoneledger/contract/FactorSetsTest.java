package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.FactorSet.Content;
import dev.zoneledger.contract.FactorSet.Factor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The laws of the file of factor sets. */
class FactorSetsTest {

    private final FactorSets sets = FactorSets.builtIn();
    private final Set<String> oxides = Equivalents.builtIn().oxides().stream()
            .map(Equivalents.Oxide::oxide)
            .collect(Collectors.toSet());

    @Test
    void shouldNameOnlyParametersOxidesAndProductsThatThereAre() {
        for (FactorSet set : sets.all()) {
            for (Content content : set.products()) {
                assertThat(ProductTree.builtIn().find(content.product()))
                        .as(content.product())
                        .isPresent();
                for (Factor factor : factors(content)) {
                    assertThat(oxides.contains(factor.name())
                                    || set.parameter(factor.name()).isPresent())
                            .as(content.product() + " " + factor)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void shouldNeverDivideByZero() {
        for (FactorSet set : sets.all()) {
            for (Content content : set.products()) {
                List<String> divisors = new ArrayList<>(factors(content).stream()
                        .filter(Factor::divides)
                        .map(Factor::name)
                        .toList());
                if (content.yield() != null) {
                    divisors.add(content.yield());
                }
                assertThat(divisors)
                        .allMatch(name -> oxides.contains(name)
                                || set.parameter(name).orElseThrow().low().signum() > 0);
            }
        }
    }

    @Test
    void shouldUseEveryParameter() {
        for (FactorSet set : sets.all()) {
            Set<String> used = set.products().stream()
                    .flatMap(content -> factors(content).stream())
                    .map(Factor::name)
                    .collect(Collectors.toSet());
            set.products().stream().map(Content::yield).filter(Objects::nonNull).forEach(used::add);
            assertThat(set.parameters()).extracting(FactorSet.Parameter::name).allMatch(used::contains);
        }
    }

    @Test
    void shouldSayWhyABasisIsMissing() {
        for (FactorSet set : sets.all()) {
            assertThat(set.products())
                    .allMatch(content -> content.why() != null
                            || FactorSet.bases().stream().allMatch(basis -> content.in(basis) != null));
        }
    }

    @Test
    void shouldHaveTheRangesThatFollowFromTheOxides() {
        FactorSet set = sets.find("rare-earths-1").orElseThrow();
        List<BigDecimal> factors = Equivalents.builtIn().oxides().stream()
                .map(Equivalents.Oxide::factor)
                .sorted()
                .toList();

        assertThat(set.parameter("mixed-element-per-oxide").orElseThrow().low())
                .isEqualByComparingTo(factors.getFirst());
        assertThat(set.parameter("mixed-element-per-oxide").orElseThrow().high())
                .isEqualByComparingTo(factors.getLast());
        assertThat(set.parameter("ndpr-element-per-oxide").orElseThrow().low())
                .isEqualByComparingTo(
                        Objects.requireNonNull(Equivalents.builtIn().of(BigDecimal.ONE, "Pr6O11"))
                                .factor());
        assertThat(set.parameter("ndpr-element-per-oxide").orElseThrow().high())
                .isEqualByComparingTo(
                        Objects.requireNonNull(Equivalents.builtIn().of(BigDecimal.ONE, "Nd2O3"))
                                .factor());
    }

    @Test
    void shouldHaveTheShareOfCeriumThatItsSulfideHas() {
        // Given
        BigDecimal cerium = new BigDecimal("140.116").multiply(BigDecimal.TWO);
        BigDecimal sulfur = new BigDecimal("32.06").multiply(BigDecimal.valueOf(3));

        // When
        BigDecimal share = cerium.divide(cerium.add(sulfur), new MathContext(5));

        // Then
        assertThat(sets.find("rare-earths-1")
                        .flatMap(set -> set.parameter("ce2s3-cerium-share"))
                        .orElseThrow()
                        .value())
                .isEqualByComparingTo(share);
    }

    @Test
    void shouldHaveOneLatestSetAndNoTwoOfOneKey() {
        assertThat(sets.all()).extracting(FactorSet::key).doesNotHaveDuplicates();
        assertThat(sets.find(sets.latest().key())).contains(sets.latest());
        assertThat(sets.find("rare-earths-99")).isEmpty();
    }

    private static List<Factor> factors(Content content) {
        return FactorSet.bases().stream()
                .map(content::in)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList();
    }
}
