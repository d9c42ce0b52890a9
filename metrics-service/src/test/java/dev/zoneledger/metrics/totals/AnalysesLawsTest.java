package dev.zoneledger.metrics.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Unit;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.Driver;
import dev.zoneledger.metrics.state.Events;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must be true of totals told apart and set against each other, whatever has been claimed. */
class AnalysesLawsTest {

    private static final String ZONE = "zone";
    private static final Events EVENTS = new Events(ZONE);
    private static final List<Subject> SUBJECTS = List.of(
            Subject.zone(ZONE),
            Subject.organisation("maker"),
            Subject.organisation("rival"),
            Subject.project("works"),
            Subject.phase("works", "one"),
            Subject.line("works", "one", "a"),
            Subject.line("works", "one", "b"),
            Subject.project("mill"),
            Subject.project("yard"));
    private static final List<ZoneEvent> REGISTERED = List.of(
            EVENTS.organisation("maker"),
            EVENTS.organisation("rival"),
            EVENTS.project("works", "maker", "one/a/b"),
            EVENTS.project("mill", "maker"),
            EVENTS.project("yard", null));
    private static final Slice ALL = Slice.ofProduct(null);
    private static final Slice BY_ORGANISATION = new Slice(null, null, null, true, false);

    private record Figure(int value, Qualifier qualifier) {}

    @Provide
    Arbitrary<List<ZoneEvent>> histories() {
        Arbitrary<String> ids = Arbitraries.integers().between(1, 14).map(number -> "c" + number);
        Arbitrary<Figure> figures = Combinators.combine(
                        Arbitraries.integers().between(0, 500), Arbitraries.of(Qualifier.values()))
                .as(Figure::new)
                .injectNull(0.1);
        Arbitrary<String> products = Arbitraries.of("ndfeb-sintered", "ndfeb-sintered", "magnet-material");
        Arbitrary<ZoneEvent> outputs = Combinators.combine(
                        ids,
                        Arbitraries.of(SUBJECTS),
                        products,
                        figures,
                        Arbitraries.of(
                                "2020",
                                "2020-01/2020-12",
                                "2020-Q1",
                                "2020-Q2",
                                "2020-01",
                                "2020-03",
                                "2020-05",
                                "2020-01/2020-10",
                                "2019-Q4"))
                .as((id, subject, product, figure, period) -> EVENTS.output(id, subject, "0", period)
                        .product(product)
                        .quantity(quantity(figure, "t"))
                        .claim());
        Arbitrary<ZoneEvent> capacities = Combinators.combine(
                        ids,
                        Arbitraries.of(SUBJECTS),
                        products,
                        figures,
                        Arbitraries.of("2019-05-01", "2020-01-01", "2020-02-29", "2020-07-15"),
                        Arbitraries.of(Status.OPERATING, Status.OPERATING, Status.OPERATING, Status.RETIRED))
                .as((id, subject, product, figure, from, status) -> EVENTS.capacity("k" + id, subject, "0")
                        .product(product)
                        .quantity(quantity(figure, "t/a"))
                        .status(status)
                        .from(from)
                        .claim());
        return Arbitraries.oneOf(outputs, capacities)
                .list()
                .ofMaxSize(25)
                .map(claims ->
                        Stream.concat(REGISTERED.stream(), claims.stream()).toList());
    }

    private static Quantity quantity(Figure figure, String unit) {
        return figure == null
                ? new Quantity.NoFigure(Absence.WITHHELD)
                : new Quantity.Figure(BigDecimal.valueOf(figure.value), Unit.of(unit), figure.qualifier);
    }

    @Property(tries = 60)
    void shouldAddUpOverOrganisationsToTheWholeZone(@ForAll("histories") List<ZoneEvent> history) {
        try (Driver driver = Driver.inMemory().send(history)) {
            for (String day : List.of("2019-12-31", "2020-03-01", "2021-01-01")) {
                assertThat(sums(capacity(driver.stores(), BY_ORGANISATION, LocalDate.parse(day))))
                        .isEqualTo(sums(capacity(driver.stores(), ALL, LocalDate.parse(day))));
            }
            for (CalendarPeriod.Grain grain : CalendarPeriod.Grain.values()) {
                assertThat(sums(outputs(BY_ORGANISATION, null, grain).sliced(driver.stores(), BY_ORGANISATION)))
                        .isEqualTo(sums(outputs(ALL, null, grain).sliced(driver.stores(), ALL)));
            }
        }
    }

    @Property(tries = 60)
    void shouldListUnderEveryRowTheClaimsThatItIsMadeOf(@ForAll("histories") List<ZoneEvent> history) {
        try (Driver driver = Driver.inMemory().send(history)) {
            LedgerStores stores = driver.stores();
            for (CalendarPeriod.Grain grain : CalendarPeriod.Grain.values()) {
                for (SlicedRow row : outputs(BY_ORGANISATION, null, grain).sliced(stores, BY_ORGANISATION)) {
                    Slice one = new Slice(row.series().product(), row.organisation(), null, false, false);
                    ClaimsAnswer answer = outputs(one, row.series().slot(), grain)
                            .claims(stores, row.series().unit());
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

    @Property(tries = 60)
    void shouldSetWhatProjectsStateAgainstWhatTheirOrganisationDeclares(@ForAll("histories") List<ZoneEvent> history) {
        try (Driver driver = Driver.inMemory().send(history)) {
            LedgerStores stores = driver.stores();
            for (String day : List.of("2019-12-31", "2021-01-01")) {
                Declared what = Declared.capacity(ZONE, LocalDate.parse(day));
                for (Coverage row : OrganisationCoverage.rows(stores, what, ALL)) {
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

    @Property(tries = 40)
    void shouldWeighEveryDayAndEveryOutputOnceInUtilisation(@ForAll("histories") List<ZoneEvent> history) {
        CalendarPeriod year = new CalendarPeriod(CalendarPeriod.Grain.YEAR, YearMonth.of(2020, 1));
        try (Driver driver = Driver.inMemory().send(history)) {
            LedgerStores stores = driver.stores();
            Utilisation utilisation = new Utilisation(stores, ZONE, year);
            for (String product : List.of("ndfeb-sintered", "magnet-material")) {
                // When
                List<Utilisation.Known> subjects = utilisation.of(product, ALL);

                // Then
                BigDecimal weighted = BigDecimal.ZERO;
                for (LocalDate day = year.from(); !day.isAfter(year.to()); day = day.plusDays(1)) {
                    weighted = weighted.add(operating(stores, product, day).multiply(BigDecimal.valueOf(365)));
                }
                assertThat(subjects.stream()
                                .map(each -> each.weighted().value())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(weighted);
                Total made = new PeriodRows(stores, ZONE)
                        .figures(Measure.OUTPUT, Basis.ACTUAL, product, CalendarPeriod.Grain.YEAR, year).stream()
                                .flatMap(figure -> figure.counted().stream())
                                .map(each -> each.amount())
                                .reduce(Total.ZERO, Total::plus);
                assertThat(subjects.stream().map(each -> each.output().total()).reduce(Total.ZERO, Total::plus))
                        .extracting(Total::value, Total::claims)
                        .containsExactly(made.value(), made.claims());
                assertThat(subjects).extracting(Utilisation.Known::subject).doesNotHaveDuplicates();
            }
        }
    }

    private static BigDecimal operating(LedgerStores stores, String product, LocalDate day) {
        return stores.totals(ZONE, Scope.REGISTERED, Measure.CAPACITY, Basis.ACTUAL, product, day).stream()
                .filter(row -> row.series().slot().equals(Status.OPERATING.code()))
                .map(row -> row.total().value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<SlicedRow> capacity(LedgerStores stores, Slice slice, LocalDate day) {
        return RollUp.rows(stores, ZONE, Measure.CAPACITY, List.of(Basis.ACTUAL), slice, day);
    }

    private static FlowTotals outputs(Slice slice, String period, CalendarPeriod.Grain grain) {
        return new FlowTotals(ZONE, "output", List.of(Measure.OUTPUT), List.of(Basis.ACTUAL), slice, period, grain);
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
