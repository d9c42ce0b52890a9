package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Subject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Answers while the log is taken in and caches are emptied into the stores. */
class GateTest {

    private static final LocalDate TODAY = LocalDate.parse("2020-10-15");
    private static final int MOVES = 300;

    @Test
    void shouldNeverAnswerWithHalfOfARecordOrHalfOfACommit() throws Exception {
        // Given: one capacity that goes from maker to maker, and somebody who keeps asking whose it is
        Events events = new Events("zone");
        AtomicBoolean ended = new AtomicBoolean();
        try (Driver driver = Driver.onDisk();
                ExecutorService others = Executors.newSingleThreadExecutor()) {
            for (String maker : new String[] {"a", "b", "c"}) {
                driver.send(events.organisation(maker));
            }
            driver.send(
                    events.capacity("claim", Subject.organisation("a"), "100").claim());
            CompletableFuture<Map<String, Long>> seen = CompletableFuture.supplyAsync(() -> ask(driver, ended), others);

            // When
            for (int revision = 2; revision < MOVES && !seen.isDone(); revision++) {
                String maker = String.valueOf("abc".charAt(revision % 3));
                driver.send(events.capacity("claim", Subject.organisation(maker), "100")
                        .revision(revision)
                        .claim());
            }
            ended.set(true);

            // Then
            assertThat(seen.get().keySet()).containsOnly("a 100", "b 100", "c 100");
        }
    }

    /** What was answered, and how often. */
    private static Map<String, Long> ask(Driver driver, AtomicBoolean ended) {
        Map<String, Long> seen = new HashMap<>();
        while (!ended.get()) {
            seen.merge(driver.ask(GateTest::holders), 1L, Long::sum);
        }
        return seen;
    }

    private static String holders(LedgerStores stores) {
        StringBuilder holders = new StringBuilder();
        stores.totalsByOrganisation("zone", Measure.CAPACITY, Basis.ACTUAL, "ndfeb-sintered", TODAY)
                .forEach((organisation, rows) -> rows.forEach(row -> holders.append(organisation)
                        .append(' ')
                        .append(row.total().value().toPlainString())));
        return holders.toString();
    }
}
