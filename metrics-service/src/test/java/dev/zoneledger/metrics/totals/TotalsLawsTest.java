package dev.zoneledger.metrics.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.Driver;
import dev.zoneledger.metrics.state.LedgerStores;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must be true of totals told apart, and of their claims, whatever has been claimed. */
class TotalsLawsTest {

    private static final String ZONE = RandomClaims.ZONE;
    private static final Slice ALL = Slice.ofProduct(null);
    private static final Slice BY_ORGANISATION = new Slice(null, null, null, true, false);

    @Provide
    Arbitrary<List<ZoneEvent>> histories() {
        return RandomClaims.histories();
    }

    @Property(tries = 30)
    void shouldAddUpOverOrganisationsToTheWholeZone(@ForAll("histories") List<ZoneEvent> history) {
        try (Driver driver = Driver.inMemory().send(history)) {
            for (String day : List.of("2019-12-31", "2020-03-01", "2021-01-01")) {
                assertThat(sums(capacity(driver.stores(), BY_ORGANISATION, LocalDate.parse(day))))
                        .isEqualTo(sums(capacity(driver.stores(), ALL, LocalDate.parse(day))));
            }
            for (CalendarPeriod.Grain grain : CalendarPeriod.Grain.values()) {
                assertThat(sums(outputs(BY_ORGANISATION, null, grain).of(driver.stores(), ZONE)))
                        .isEqualTo(sums(outputs(ALL, null, grain).of(driver.stores(), ZONE)));
            }
        }
    }

    @Property(tries = 30)
    void shouldListUnderEveryRowTheClaimsThatItIsMadeOf(@ForAll("histories") List<ZoneEvent> history) {
        try (Driver driver = Driver.inMemory().send(history)) {
            LedgerStores stores = driver.stores();
            for (CalendarPeriod.Grain grain : CalendarPeriod.Grain.values()) {
                for (SlicedRow row : outputs(BY_ORGANISATION, null, grain).of(stores, ZONE)) {
                    Slice one = new Slice(row.series().product(), row.organisation(), null, false, false);
                    ClaimsAnswer answer = outputs(one, row.series().slot(), grain)
                            .claims(stores, ZONE, row.series().unit());
                    assertThat(answer.claims()).hasSize((int) row.row().total().claims());
                    assertThat(sum(answer.claims()))
                            .isEqualByComparingTo(row.row().total().value());
                    assertThat(answer.total()).isNotNull();
                    assertThat(Set.copyOf(ids(answer.leftOut())))
                            .hasSameSizeAs(answer.leftOut())
                            .doesNotContainAnyElementsOf(ids(answer.claims()));
                }
            }
        }
    }

    @Property(tries = 30)
    void shouldSetWhatProjectsStateAgainstWhatTheirOrganisationDeclares(@ForAll("histories") List<ZoneEvent> history) {
        try (Driver driver = Driver.inMemory().send(history)) {
            LedgerStores stores = driver.stores();
            for (String day : List.of("2019-12-31", "2021-01-01")) {
                Declared what = Declared.capacity(LocalDate.parse(day));
                for (CoverPair pair : OrganisationCoverage.pairs(stores, ZONE, what, ALL)) {
                    Coverage row = pair.covered(null);
                    Slice one = new Slice(row.product(), row.organisation(), null, false, false);
                    for (OrganisationCoverage.Side side : OrganisationCoverage.Side.values()) {
                        Pedigree claims = Pedigree.of(
                                stores,
                                ZONE,
                                List.of(Measure.CAPACITY),
                                one,
                                new OrganisationCoverage.Claims(what, side, row.unit()));
                        // What it declares of a narrower product is a row of its own.
                        List<ClaimView> ofRow = claims.counted().stream()
                                .filter(claim -> side == OrganisationCoverage.Side.REGISTERED
                                        || row.product().equals(claim.product()))
                                .toList();
                        Figures told = side == OrganisationCoverage.Side.REGISTERED ? row.registered() : row.declared();
                        assertThat(ofRow).hasSize((int) told.claims());
                        assertThat(sum(ofRow))
                                .isEqualByComparingTo(told.value() == null ? BigDecimal.ZERO : told.value());
                    }
                }
            }
        }
    }

    private static List<SlicedRow> capacity(LedgerStores stores, Slice slice, LocalDate day) {
        return RollUp.rows(stores, ZONE, Measure.CAPACITY, List.of(Basis.ACTUAL), slice, day);
    }

    private static FlowTotals outputs(Slice slice, String period, CalendarPeriod.Grain grain) {
        return new FlowTotals("output", List.of(Measure.OUTPUT), List.of(Basis.ACTUAL), slice, period, grain);
    }

    /** By what a row is a row of, whoever's it is. */
    private static Map<Object, Total> sums(List<SlicedRow> rows) {
        Map<Object, Total> sums = new HashMap<>();
        rows.forEach(row -> sums.merge(row.series(), row.row().total(), Total::plus));
        sums.values().removeIf(Total::isZero);
        return sums;
    }

    private static BigDecimal sum(List<ClaimView> claims) {
        return claims.stream()
                .map(claim -> claim.amount() == null
                        ? BigDecimal.ZERO
                        : claim.amount().value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> ids(List<ClaimView> claims) {
        return claims.stream().map(ClaimView::id).toList();
    }
}
