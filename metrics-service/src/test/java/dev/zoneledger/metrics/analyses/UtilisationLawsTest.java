package dev.zoneledger.metrics.analyses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.ledger.CalendarPeriod;
import dev.zoneledger.metrics.ledger.Total;
import dev.zoneledger.metrics.state.Driver;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Scope;
import dev.zoneledger.metrics.totals.PeriodRows;
import dev.zoneledger.metrics.totals.RandomClaims;
import dev.zoneledger.metrics.totals.Slice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must be true of both sides of a utilisation, whatever has been claimed. */
class UtilisationLawsTest {

    @Provide
    Arbitrary<List<ZoneEvent>> histories() {
        return RandomClaims.histories();
    }

    @Property(tries = 25)
    void shouldWeighEveryDayAndEveryOutputOnceInUtilisation(@ForAll("histories") List<ZoneEvent> history) {
        CalendarPeriod year = new CalendarPeriod(CalendarPeriod.Grain.YEAR, YearMonth.of(2020, 1));
        try (Driver driver = Driver.inMemory().send(history)) {
            LedgerStores stores = driver.stores();
            Utilisation utilisation = new Utilisation(stores, RandomClaims.ZONE, year);
            for (String product : List.of("ndfeb-sintered", "magnet-material")) {
                // When
                List<Utilisation.Known> subjects = utilisation.of(product, Slice.ofProduct(null));

                // Then
                BigDecimal weighted = BigDecimal.ZERO;
                for (LocalDate day = year.from(); !day.isAfter(year.to()); day = day.plusDays(1)) {
                    weighted = weighted.add(operating(stores, product, day).multiply(BigDecimal.valueOf(365)));
                }
                assertThat(subjects.stream()
                                .map(each -> each.weighted().value())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(weighted);
                Total made = new PeriodRows(stores, RandomClaims.ZONE)
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
        return stores.totals(RandomClaims.ZONE, Scope.REGISTERED, Measure.CAPACITY, Basis.ACTUAL, product, day).stream()
                .filter(row -> row.series().slot().equals(Status.OPERATING.code()))
                .map(row -> row.total().value())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
