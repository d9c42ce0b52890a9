package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.metrics.ledger.Total;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A maker and its works in one zone, and what the totals of it are. */
abstract class WithWorks {

    static final Subject ORGANISATION = Subject.organisation("maker");
    static final Subject PROJECT = Subject.project("works");
    static final Subject PHASE = Subject.phase("works", "one");
    static final Subject LINE = Subject.line("works", "one", "a");
    static final Subject OTHER_LINE = Subject.line("works", "one", "b");

    final Events events = new Events("zone");
    final Driver driver = Driver.onDisk();

    @BeforeEach
    void register() {
        driver.send(events.organisation("maker"), events.project("works", "maker", "one/a/b", "two"));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    Total operating() {
        return capacity("ndfeb-sintered", Status.OPERATING, "2020-10-15");
    }

    Total capacity(String product, Status status, String asOf) {
        return driver
                .stores()
                .totals("zone", Scope.REGISTERED, Measure.CAPACITY, Basis.ACTUAL, product, LocalDate.parse(asOf))
                .stream()
                .filter(row -> row.series().slot().equals(status.code()))
                .map(TotalRow::total)
                .reduce(Total.ZERO, Total::plus);
    }
}
