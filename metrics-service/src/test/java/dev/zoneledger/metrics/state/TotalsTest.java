package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Subject;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the changes of totals are read. */
class TotalsTest {

    private static final Subject PROJECT = Subject.project("works");

    private final Events events = new Events("zone");

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldGoFromStepToStepOverMonthsThatOnlyOtherProductsHave() {
        try (Driver driver = Driver.inMemory()) {
            // Given
            driver.send(events.project("works", null));
            driver.send(
                    events.capacity("a", PROJECT, "3000").from("2020-01-31").claim(),
                    events.capacity("b", PROJECT, "4000").from("2021-05-01").claim(),
                    other("c", "2020-03-01"),
                    other("d", "2021-04-30"),
                    other("e", "9999-12-31"));

            // When
            var steps = driver.stores()
                    .steps(
                            "zone",
                            Scope.REGISTERED,
                            Measure.CAPACITY,
                            Basis.ACTUAL,
                            "ndfeb-sintered",
                            LocalDate.MIN,
                            LocalDate.MAX);

            // Then
            assertThat(steps.keySet()).containsExactly(LocalDate.parse("2020-01-31"), LocalDate.parse("2021-05-01"));
        }
    }

    private Claim other(String id, String from) {
        return events.capacity(id, PROJECT, "1")
                .product("polishing-powder")
                .from(from)
                .claim();
    }
}
