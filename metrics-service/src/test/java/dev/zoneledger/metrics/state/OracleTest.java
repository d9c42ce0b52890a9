package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.ledger.Total;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The topology against totals that are computed the slow way from the list of claims. */
class OracleTest {

    static final List<LocalDate> DATES = Stream.of(
                    "1990-01-01",
                    "2018-12-31",
                    "2019-06-30",
                    "2019-12-31",
                    "2020-01-01",
                    "2020-10-14",
                    "2020-10-15",
                    "2031-06-30")
            .map(LocalDate::parse)
            .toList();

    private static final List<Measure> MEASURES = List.of(Measure.CAPACITY, Measure.OUTPUT, Measure.SALES_REVENUE);
    private static final List<String> ORGANISATIONS = List.of("o1", "o2", "o3", "");

    @Provide
    Arbitrary<List<ZoneEvent>> histories() {
        return Histories.histories();
    }

    @Provide
    Arbitrary<List<ZoneEvent>> crowded() {
        return Histories.crowded();
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
    void shouldHaveTheTotalsOfTheFinalClaimsAtEveryPrefix(
            @ForAll("histories") List<ZoneEvent> history, @ForAll Random random) {
        int cut = random.nextInt(history.size());
        try (Driver driver = Driver.inMemory()) {
            driver.send(history.subList(0, cut));
            assertAgrees(driver, history.subList(0, cut));
            driver.send(history.subList(cut, history.size()));
            assertAgrees(driver, history);
        }
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void shouldHaveTheTotalsOfTheFinalClaimsAfterEveryEvent(@ForAll("crowded") List<ZoneEvent> history) {
        try (Driver driver = Driver.inMemory()) {
            for (int sent = 0; sent < history.size(); sent++) {
                driver.send(history.get(sent));
                assertAgrees(driver, history.subList(0, sent + 1));
            }
        }
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void shouldTellWhatEachEventChanged(@ForAll("histories") List<ZoneEvent> history, @ForAll Random random) {
        LocalDate date = DATES.get(random.nextInt(DATES.size()));
        try (Driver driver = Driver.inMemory()) {
            Map<String, Map<TotalRow.Series, Total>> before = new HashMap<>();
            for (int offset = 0; offset < history.size(); offset++) {
                driver.send(history.get(offset));
                for (Scope scope : Scope.values()) {
                    for (String product : List.of("ndfeb-sintered", "ndfeb-powder")) {
                        Map<TotalRow.Series, Total> after = capacities(driver, scope, product, date);
                        assertThat(without(newest(driver, scope, product, offset), product, after, date))
                                .as("%s %s as of %s, before event %d", scope, product, date, offset)
                                .isEqualTo(before.getOrDefault(scope + product, Map.of()));
                        before.put(scope + product, after);
                    }
                }
            }
        }
    }

    private static Map<TotalRow.Series, Total> capacities(Driver driver, Scope scope, String product, LocalDate date) {
        Map<TotalRow.Series, Total> found = new HashMap<>();
        driver.stores()
                .totals("zone-a", scope, Measure.CAPACITY, Basis.ACTUAL, product, date)
                .forEach(row -> found.put(row.series(), row.total()));
        found.values().removeIf(Total::isZero);
        return found;
    }

    private static Optional<Change> newest(Driver driver, Scope scope, String product, long offset) {
        return driver.stores().changes("zone-a", scope, Measure.CAPACITY, Basis.ACTUAL, product).stream()
                .findFirst()
                .filter(change -> change.offset() == offset);
    }

    private static Map<TotalRow.Series, Total> without(
            Optional<Change> change, String product, Map<TotalRow.Series, Total> after, LocalDate date) {
        Map<TotalRow.Series, Total> before = new HashMap<>(after);
        change.ifPresent(each -> each.asOf(date)
                .forEach((line, delta) -> before.merge(
                        new TotalRow.Series(
                                Measure.CAPACITY,
                                Basis.ACTUAL,
                                product,
                                line.moment().slot(),
                                line.unit()),
                        delta.negated(),
                        Total::plus)));
        before.values().removeIf(Total::isZero);
        return before;
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void shouldHaveTheSameStateInAnyOrderAndWithAnyDuplicates(
            @ForAll("histories") List<ZoneEvent> history, @ForAll Random random) {
        List<ZoneEvent> shuffled = new ArrayList<>(history);
        shuffled.addAll(history.subList(0, random.nextInt(history.size() + 1)));
        Collections.shuffle(shuffled, random);
        try (Driver driver = Driver.inMemory();
                Driver other = Driver.inMemory()) {
            driver.send(history);
            other.send(shuffled);
            for (String store : List.of(
                    LedgerTopology.CLAIMS,
                    LedgerTopology.MERGES,
                    LedgerTopology.SERIES,
                    LedgerTopology.CELLS,
                    LedgerTopology.BELOW,
                    LedgerTopology.TOTALS,
                    LedgerTopology.ORGANISATIONS,
                    LedgerTopology.POSTINGS)) {
                assertThat(other.dump(store)).as(store).isEqualTo(driver.dump(store));
            }
        }
    }

    private static void assertAgrees(Driver driver, List<ZoneEvent> history) {
        LedgerStores stores = driver.stores();
        for (String zone : List.of("zone-a", "zone-b")) {
            Oracle oracle = new Oracle(
                    history.stream().filter(event -> event.zone().equals(zone)).toList());
            for (Measure measure : MEASURES) {
                for (Basis basis : Basis.values()) {
                    for (LocalDate date : measure == Measure.CAPACITY ? DATES : DATES.subList(0, 1)) {
                        for (Scope scope : Scope.values()) {
                            assertThat(rows(stores.totals(zone, scope, measure, basis, date)))
                                    .as("%s %s %s %s as of %s", zone, scope, measure, basis, date)
                                    .containsExactlyInAnyOrderElementsOf(oracle.totals(scope, measure, basis, date));
                        }
                        for (String organisation : ORGANISATIONS) {
                            assertThat(rows(stores.totalsOfOrganisation(zone, measure, basis, organisation, date)))
                                    .as("%s %s %s of '%s' as of %s", zone, measure, basis, organisation, date)
                                    .containsExactlyInAnyOrderElementsOf(
                                            oracle.totalsOf(organisation, measure, basis, date));
                        }
                    }
                }
            }
            assertPartsAddUp(stores, zone);
        }
    }

    /** Postings and steps are what the totals are made of. */
    private static void assertPartsAddUp(LedgerStores stores, String zone) {
        for (Scope scope : Scope.values()) {
            for (String product : List.of("ndfeb-sintered", "ndfeb-powder")) {
                for (LocalDate date : DATES) {
                    List<TotalRow> postings = new ArrayList<>();
                    stores.postingsOfCapacity(zone, scope, Basis.ACTUAL, product, LocalDate.MIN, date)
                            .forEach(posting -> postings.add(new TotalRow(
                                    posting.series(), posting.change().standing(), 0)));
                    List<TotalRow> steps = new ArrayList<>();
                    stores.steps(zone, scope, Measure.CAPACITY, Basis.ACTUAL, product, LocalDate.MIN, date)
                            .values()
                            .forEach(step -> step.forEach(
                                    (series, change) -> steps.add(new TotalRow(series, change.standing(), 0))));
                    List<TotalRow> totals = new ArrayList<>();
                    stores.totals(zone, scope, Measure.CAPACITY, Basis.ACTUAL, product, date)
                            .forEach(row -> totals.add(new TotalRow(row.series(), row.total(), 0)));
                    assertThat(sums(postings)).as("postings up to %s", date).isEqualTo(sums(totals));
                    assertThat(sums(steps)).as("steps up to %s", date).isEqualTo(sums(totals));
                }
            }
        }
    }

    private static Map<TotalRow.Series, Total> sums(List<TotalRow> rows) {
        Map<TotalRow.Series, Total> sums = new HashMap<>();
        rows.forEach(row -> sums.merge(row.series(), row.total(), Total::plus));
        sums.values().removeIf(Total::isZero);
        return sums;
    }

    static List<Oracle.Row> rows(Iterable<TotalRow> totals) {
        List<Oracle.Row> rows = new ArrayList<>();
        totals.forEach(row -> rows.add(new Oracle.Row(
                row.series().product() + " " + row.series().slot() + " "
                        + row.series().unit(),
                figures(row.total(), row.mayHaveBegunEarlier()))));
        return rows;
    }

    private static String figures(Total total, long earlier) {
        return "%s [%s, %s] %d claims, %d approximate, %d without, %d earlier"
                .formatted(
                        total.hasFigure() ? Counted.text(total.value()) : null,
                        total.hasFigure() ? Counted.text(total.lower()) : null,
                        total.upper().map(Counted::text).orElse(null),
                        total.claims(),
                        total.approximate(),
                        total.withoutFigure(),
                        earlier);
    }
}
