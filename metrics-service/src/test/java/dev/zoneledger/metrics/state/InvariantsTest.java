package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Bound;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Precision;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Supersession;
import dev.zoneledger.metrics.ledger.Total;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The ten invariants of the arithmetic, each by its name, and what is kept beside the totals. */
class InvariantsTest extends WithWorks {

    private static final LocalDate TODAY = LocalDate.parse("2020-10-15");

    @Test
    void invariant1_shouldAddOnlyTheSameMeasureProductUnitStatusDateAndBasis() {
        // When
        driver.send(
                events.capacity("a", LINE, "100").claim(),
                events.capacity("b", OTHER_LINE, "10").claim(),
                events.capacity("other-product", LINE, "1")
                        .product("ndfeb-bonded")
                        .claim(),
                events.capacity("other-status", LINE, "2")
                        .from("2021-01-01")
                        .status(Status.RETIRED)
                        .claim(),
                events.capacity("other-basis", LINE, "3").basis(Basis.PLANNED).claim(),
                events.capacity("other-unit", PHASE, "4")
                        .status(Status.ANNOUNCED)
                        .figure("4", "{set}/a")
                        .claim(),
                events.capacity("same-unit", Subject.phase("works", "two"), "0.5")
                        .status(Status.ANNOUNCED)
                        .figure("0.5", "kt/a")
                        .claim());

        // Then
        assertThat(capacities(Basis.ACTUAL, "2020-10-15"))
                .isEqualTo(Map.of(
                        "ndfeb-sintered operating t/a", "110",
                        "ndfeb-bonded operating t/a", "1",
                        "ndfeb-sintered announced {set}/a", "4",
                        "ndfeb-sintered announced t/a", "500"));
        assertThat(capacities(Basis.PLANNED, "2020-10-15")).isEqualTo(Map.of("ndfeb-sintered operating t/a", "3"));
        assertThat(capacities(Basis.ACTUAL, "2021-01-01"))
                .containsEntry("ndfeb-sintered operating t/a", "10")
                .containsEntry("ndfeb-sintered retired t/a", "2");
    }

    @Test
    void invariant2_shouldPropagateBounds() {
        // When
        driver.send(
                events.capacity("a", LINE, "0")
                        .figure("100", "t/a", Qualifier.AT_LEAST)
                        .claim(),
                events.capacity("b", OTHER_LINE, "0")
                        .figure("10", "t/a", Qualifier.APPROXIMATELY)
                        .claim(),
                events.capacity("c", Subject.phase("works", "two"), "0")
                        .figure("5", "t/a", Qualifier.AT_MOST)
                        .claim(),
                events.capacity("d", Subject.line("works", "two", "x"), "7").claim(),
                events.capacity("e", Subject.organisation("withholder"), "0")
                        .quantity(new Quantity.NoFigure(Absence.WITHHELD))
                        .claim(),
                events.organisation("withholder"));

        // Then
        Total total = operating();
        assertThat(total.value()).isEqualByComparingTo("115");
        assertThat(total.lower()).isEqualByComparingTo("110");
        assertThat(total.upper()).isEmpty();
        assertThat(total.claims()).isEqualTo(4);
        assertThat(total.approximate()).isEqualTo(1);
        assertThat(total.withoutFigure()).isEqualTo(1);
    }

    @Test
    void invariant3_shouldKeepAnnouncedBuildingAndOperatingApart() {
        // When
        driver.send(
                events.capacity("a", PHASE, "5000").status(Status.ANNOUNCED).claim(),
                events.capacity("b", LINE, "2000").status(Status.CONSTRUCTION).claim(),
                events.capacity("c", OTHER_LINE, "300").claim());

        // Then
        assertThat(capacities(Basis.ACTUAL, "2020-10-15"))
                .isEqualTo(Map.of(
                        "ndfeb-sintered announced t/a", "5000",
                        "ndfeb-sintered construction t/a", "2000",
                        "ndfeb-sintered operating t/a", "300"));
    }

    @Test
    void invariant4_shouldNeverAddADeclaredFigureToTheRegisteredTotal() {
        // When
        driver.send(
                events.capacity("declared", Subject.zone("zone"), "50000").claim(),
                events.capacity("registered", LINE, "3000").claim());

        // Then
        assertThat(capacities(Basis.ACTUAL, "2020-10-15")).isEqualTo(Map.of("ndfeb-sintered operating t/a", "3000"));
        assertThat(driver.stores().totals("zone", Scope.DECLARED, Measure.CAPACITY, Basis.ACTUAL, TODAY))
                .singleElement()
                .satisfies(row -> assertThat(row.total().value()).isEqualByComparingTo("50000"));
    }

    @Test
    void invariant5_shouldTakeOutExactlyWhatACorrectionOrRetractionReplaces() {
        // Given
        driver.send(events.capacity("a", LINE, "3000").claim());

        // When
        driver.send(events.capacity("a", LINE, "3200").revision(2).claim());
        Total corrected = operating();
        driver.send(
                events.capacity("a", LINE, "3000").claim(),
                events.capacity("a", LINE, "3200").revision(2).claim());
        Total again = operating();
        driver.send(new Reranking("zone", "a", 3, ClaimRank.QUARANTINED, "doubtful", null));
        Total quarantined = operating();
        driver.send(new Reranking("zone", "a", 4, ClaimRank.NORMAL, "settled", null));
        Total released = operating();
        driver.send(new Supersession("zone", "a", 5, "b", "said better", null));
        Total superseded = operating();
        driver.send(events.capacity("a", LINE, "3100").revision(6).claim());
        Total restated = operating();
        driver.send(new Retraction("zone", "a", 7, "taken back", null));

        // Then
        assertThat(corrected.value()).isEqualByComparingTo("3200");
        assertThat(again).isEqualTo(corrected);
        assertThat(quarantined).isEqualTo(Total.ZERO);
        assertThat(released).isEqualTo(corrected);
        assertThat(superseded).isEqualTo(Total.ZERO);
        assertThat(restated.value()).isEqualByComparingTo("3100");
        assertThat(operating()).isEqualTo(Total.ZERO);
        assertThat(driver.dump(LedgerTopology.TOTALS)).isEmpty();
    }

    @Test
    void invariant6_shouldKeepZeroApartFromNoFigure() {
        // When
        driver.send(
                events.capacity("zero", LINE, "0").claim(),
                events.capacity("absent", LINE, "0")
                        .product("ndfeb-bonded")
                        .quantity(new Quantity.NoFigure(Absence.ABSENT))
                        .claim());

        // Then
        assertThat(operating().hasFigure()).isTrue();
        assertThat(operating().upper())
                .hasValueSatisfying(upper -> assertThat(upper).isZero());
        Total absent = capacity("ndfeb-bonded", Status.OPERATING, "2020-10-15");
        assertThat(absent.hasFigure()).isFalse();
        assertThat(absent.claims()).isEqualTo(1);
        assertThat(absent.withoutFigure()).isEqualTo(1);
    }

    @Test
    void invariant7_shouldKeepAmbiguousClaimsOutOfTotalsAndAtHand() {
        // When
        driver.send(
                events.capacity("doubtful", LINE, "10000000000")
                        .rank(ClaimRank.QUARANTINED)
                        .claim(),
                events.capacity("wrong", LINE, "9").rank(ClaimRank.DEPRECATED).claim());

        // Then
        assertThat(capacities(Basis.ACTUAL, "2020-10-15")).isEmpty();
        assertThat(driver.stores()
                        .entries("zone", Measure.CAPACITY, Basis.ACTUAL)
                        .values())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
    }

    @Test
    void invariant8_shouldAddNothingAlongAChain() {
        // When: powder, granules and magnets, one after the other
        driver.send(
                events.capacity("powder", LINE, "2000")
                        .product("ndfeb-powder-rapidly-quenched")
                        .claim(),
                events.capacity("granules", LINE, "500")
                        .product("ndfeb-granules-injection")
                        .claim(),
                events.capacity("magnets", LINE, "500")
                        .product("ndfeb-bonded-injection")
                        .claim());

        // Then
        assertThat(capacities(Basis.ACTUAL, "2020-10-15"))
                .isEqualTo(Map.of(
                        "ndfeb-powder-rapidly-quenched operating t/a", "2000",
                        "ndfeb-granules-injection operating t/a", "500",
                        "ndfeb-bonded-injection operating t/a", "500"));
    }

    @Test
    void invariant9_shouldNameTheClaimsThatATotalIsMadeOf() {
        // Given
        driver.send(
                events.capacity("a", LINE, "100").claim(),
                events.capacity("b", OTHER_LINE, "10").claim(),
                events.capacity("whole", PROJECT, "500").claim(),
                events.capacity("later", LINE, "1").from("2021-01-01").claim());

        // When
        LedgerStores stores = driver.stores();
        Map<String, String> said = stores.entries("zone", Measure.CAPACITY, Basis.ACTUAL).entrySet().stream()
                .flatMap(cell -> stores.evaluate(cell.getKey(), cell.getValue()).stretches().stream())
                .filter(stretch -> stretch.includes(TODAY))
                .collect(Collectors.toMap(
                        stretch -> stretch.entry().claim(), stretch -> String.valueOf(stretch.reason())));

        // Then
        assertThat(said).isEqualTo(Map.of("a", "null", "b", "null", "whole", "declared", "later", "not-yet"));
        assertThat(stores.claim("zone", "a"))
                .hasValueSatisfying(
                        state -> assertThat(state.claim().source().uri()).isEqualTo("urn:test:a"));
    }

    @Test
    void invariant10_shouldAddTheLowerLevelAndShowTheUpperAsDeclaredWhileBothSpeak() {
        // Given
        driver.send(
                events.capacity("organisation", ORGANISATION, "9000")
                        .from("2018-01-01")
                        .claim(),
                events.capacity("project", PROJECT, "8000").from("2018-07-01").claim(),
                events.capacity("phase", PHASE, "7000").from("2019-01-01").claim(),
                events.capacity("line", LINE, "6000").from("2020-01-01").claim(),
                events.capacity("line-ends", LINE, "6000")
                        .from("2020-06-01")
                        .status(Status.MOTHBALLED)
                        .claim());

        // When
        List<String> values = List.of("2018-06-30", "2018-12-31", "2019-12-31", "2020-05-31", "2020-06-01").stream()
                .map(date -> capacity("ndfeb-sintered", Status.OPERATING, date)
                        .value()
                        .toPlainString())
                .toList();

        // Then
        assertThat(values).containsExactly("9000", "8000", "7000", "6000", "7000");
    }

    @Test
    void shouldSayHowManyMayHaveBegunEarlier() {
        // When
        driver.send(events.capacity("a", LINE, "3000")
                .from(new PartialDate("2020-10-15", Precision.DAY, Bound.NOT_LATER))
                .claim());

        // Then
        assertThat(driver.stores()
                        .totals(
                                "zone",
                                Scope.REGISTERED,
                                Measure.CAPACITY,
                                Basis.ACTUAL,
                                LocalDate.parse("2020-10-14")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.total()).isEqualTo(Total.ZERO);
                    assertThat(row.mayHaveBegunEarlier()).isEqualTo(1);
                });
        assertThat(operating().value()).isEqualByComparingTo("3000");
    }

    @Test
    void shouldLeaveItsMarkForEveryRecordAlsoThoseThatAreNoEvents() {
        // When: after two registrations
        driver.send(
                        events.capacity("a", LINE, "1").claim(),
                        events.capacity("a", LINE, "1").claim())
                .sendRaw("zone", Map.of(), "no event".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(driver.stores().offset(0)).contains(4L);
        assertThat(driver.undecodable()).singleElement().asString().startsWith("0@4: ");
        assertThat(operating().value()).isEqualByComparingTo("1");
    }

    private Map<String, String> capacities(Basis basis, String asOf) {
        return driver.stores().totals("zone", Scope.REGISTERED, Measure.CAPACITY, basis, LocalDate.parse(asOf)).stream()
                .collect(Collectors.toMap(
                        row -> row.series().product() + " " + row.series().slot() + " "
                                + row.series().unit(),
                        row -> row.total().value().toPlainString()));
    }
}
