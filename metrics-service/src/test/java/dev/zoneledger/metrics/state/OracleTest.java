package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.ledger.Total;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The topology against totals that are computed the slow way from the list of claims. */
class OracleTest {

    private static final List<LocalDate> DATES = Stream.of(
                    "1990-01-01",
                    "2018-12-31",
                    "2019-06-30",
                    "2019-12-31",
                    "2020-01-01",
                    "2020-10-14",
                    "2020-10-15",
                    "2030-01-01")
            .map(LocalDate::parse)
            .toList();

    @Provide
    Arbitrary<List<ZoneEvent>> histories() {
        return Histories.histories();
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
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
                    LedgerTopology.TOTALS)) {
                assertThat(other.dump(store)).as(store).isEqualTo(driver.dump(store));
            }
        }
    }

    private static void assertAgrees(Driver driver, List<ZoneEvent> history) {
        for (String zone : List.of("zone-a", "zone-b")) {
            Oracle oracle = new Oracle(
                    history.stream().filter(event -> event.zone().equals(zone)).toList());
            for (Measure measure : List.of(Measure.CAPACITY, Measure.OUTPUT, Measure.SALES_REVENUE)) {
                for (Basis basis : Basis.values()) {
                    for (Scope scope : Scope.values()) {
                        for (LocalDate date : measure == Measure.CAPACITY ? DATES : DATES.subList(0, 1)) {
                            assertThat(rows(driver.stores().totals(zone, scope, measure, basis, date)))
                                    .as("%s %s %s %s as of %s", zone, scope, measure, basis, date)
                                    .containsExactlyInAnyOrderElementsOf(oracle.totals(scope, measure, basis, date));
                        }
                    }
                }
            }
        }
    }

    private static List<Oracle.Row> rows(Iterable<TotalRow> totals) {
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
                        total.hasFigure() ? Oracle.text(total.value()) : null,
                        total.hasFigure() ? Oracle.text(total.lower()) : null,
                        total.upper().map(Oracle::text).orElse(null),
                        total.claims(),
                        total.approximate(),
                        total.withoutFigure(),
                        earlier);
    }
}
