package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Equivalents.Equivalent;
import dev.zoneledger.contract.Equivalents.Oxide;
import dev.zoneledger.contract.Unit.Dimension;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The laws of the file of units and of that of equivalents. */
class UnitListTest {

    private final UnitList list = UnitList.builtIn();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    t              | t
                    tons           | t
                    Tonnes         | t
                    metric  tons   | t
                    吨             | t
                    ｔ             | t
                    KT             | kt
                    Mt             | Mt
                    Mt/a           | Mt/a
                    公斤           | kg
                    sets           | {set}
                    套             | {set}
                    台             | {set}
                    pcs            | {piece}
                    只             | {piece}
                    kWh            | kW.h
                    MWh            | MW.h
                    GWH            | GW.h
                    度             | kW.h
                    兆瓦           | MW
                    kw             | kW
                    yuan           | CNY
                    元             | CNY
                    美元           | USD
                    €              | EUR
                    SEK            | SEK
                    """)
    void shouldKnowAUnitByWhatPeopleWrite(String written, String code) {
        assertThat(list.named(written)).extracting(Unit::code).containsExactly(code);
    }

    @Test
    void shouldNameAllThatAWordMayStandFor() {
        assertThat(list.named("件")).extracting(Unit::code).containsExactlyInAnyOrder("{piece}", "1");
        assertThat(list.named("furlong")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"mt, t", "MT, Mt", "$, USD", "￥, CNY"})
    void shouldTakeNoSideWhereAWordMayMeanSeveralUnits(String written, String one) {
        assertThat(list.named(written)).isEmpty();
        assertThat(list.ambiguity(written))
                .hasValueSatisfying(why -> assertThat(why.mayBe()).contains(one));
    }

    @Test
    void shouldHaveAUnitWithFactorOneForEveryDimensionButMoney() {
        Arrays.stream(Dimension.values())
                .filter(dimension -> dimension != Dimension.MONEY)
                .forEach(dimension -> assertThat(list.units())
                        .extracting(UnitList.Listed::unit)
                        .filteredOn(unit -> unit.dimension() == dimension)
                        .isNotEmpty()
                        .allSatisfy(unit -> {
                            assertThat(unit.base().factor()).isEqualByComparingTo("1");
                            assertThat(unit.base().dimension()).isEqualTo(dimension);
                        }));
    }

    @Test
    void shouldHaveEachYearlyUnitOfTheSameFactor() {
        assertThat(list.units()).extracting(UnitList.Listed::unit).allSatisfy(unit -> {
            assertThat(unit.perYear().isPresent())
                    .isEqualTo(unit.dimension().perYear().isPresent());
            unit.perYear().ifPresent(yearly -> assertThat(yearly.factor()).isEqualByComparingTo(unit.factor()));
        });
    }

    @Test
    void shouldGiveNoNameToTwoUnitsOfOneDimension() {
        Set<String> taken = new HashSet<>();
        list.units()
                .forEach(each -> each.names()
                        .forEach(name -> assertThat(taken.add(each.unit().dimension() + " " + UnitList.canonical(name)))
                                .as(name)
                                .isTrue()));
    }

    @Test
    void shouldHaveAMeasureForEveryDimension() {
        for (Dimension dimension : Dimension.values()) {
            Unit unit = dimension == Dimension.MONEY
                    ? Unit.of("CNY")
                    : list.units().stream()
                            .map(UnitList.Listed::unit)
                            .filter(each -> each.dimension() == dimension)
                            .findFirst()
                            .orElseThrow();
            Quantity figure = new Quantity.Figure(BigDecimal.ONE, unit, Qualifier.EXACT);
            assertThat(Arrays.stream(Measure.values()).anyMatch(measure -> Claim.fits(measure, figure)))
                    .isTrue();
        }
    }

    @Test
    void shouldTakeTheFactorsOfOxidesFromTheAtomicWeights() {
        Equivalents equivalents = Equivalents.builtIn();

        assertThat(equivalents.oxides()).extracting(Oxide::oxide).contains("La2O3", "CeO2", "Pr6O11", "Nd2O3");
        assertThat(equivalents.oxides()).allSatisfy(oxide -> {
            BigDecimal element = oxide.atomicWeight().multiply(BigDecimal.valueOf(oxide.atoms()));
            BigDecimal whole = element.add(equivalents.oxygen().multiply(BigDecimal.valueOf(oxide.oxygenAtoms())));
            assertThat(element.divide(whole, new MathContext(5))).isEqualByComparingTo(oxide.factor());
        });
    }

    @Property
    void shouldTellTheElementInAnOxideExactlyAndTheWayBackToTheDigitsThatItNames(
            @ForAll("amounts") BigDecimal amount, @ForAll("oxides") Oxide oxide) {
        // When
        Equivalent element = Equivalents.builtIn().of(amount, oxide.oxide());
        Equivalent back = Equivalents.builtIn().of(element.value(), oxide.element());

        // Then
        assertThat(element.exact()).isTrue();
        assertThat(element.value()).isEqualByComparingTo(amount.multiply(oxide.factor()));
        assertThat(back.value()).isEqualByComparingTo(amount);
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return Arbitraries.longs().between(0, 999_999_999_999L).map(digits -> BigDecimal.valueOf(digits, 3));
    }

    @Provide
    Arbitrary<Oxide> oxides() {
        return Arbitraries.of(Equivalents.builtIn().oxides());
    }

    @Test
    void shouldHaveNoFactorForAnotherFormOfAnOxide() {
        assertThat(Equivalents.builtIn().of(BigDecimal.TEN, "Pr2O3")).isNull();
        assertThat(Equivalents.builtIn().insteadOf("Pr2O3")).hasValue("Pr6O11");
        assertThat(List.of("REO", "nd2o3", "NdFeB"))
                .allSatisfy(each -> assertThat(Equivalents.builtIn().of(BigDecimal.TEN, each))
                        .isNull());
    }
}
