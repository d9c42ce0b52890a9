package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.local.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A copy of the log, and nothing but the log, is what a restore takes. */
class RestoreIT {

    private static final int PER_SECOND = 100;
    private static final int CLIENTS = 4;
    private static final List<String> METRICS_STATE = List.of("metrics");

    private final Fleet fleet = new Fleet(Fleet.newFolder());
    private final Path copy = fleet.state().resolveSibling("copy");

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void shouldAnswerTheSameAtTheSamePositionsFromACopyOfTheLogAlone() throws Exception {
        fleet.startAll();
        try (Reporters kept = reporters();
                Reporters lost = reporters();
                Reporters later = reporters()) {
            // Given a copy of the log, made while the broker was stopped
            report(kept);
            Map<String, String> before = answers(kept);
            fleet.stop(Parts.KAFKA);
            run("cp", "-a", fleet.state().resolve(Parts.KAFKA).toString(), copy.toString());
            fleet.start(Parts.KAFKA);
            // and claims that came after it
            report(lost);
            assertThat(answers(lost)).isNotEmpty();

            // When the log is the copy, and catalog and metrics still have more
            fleet.stopAll();
            restoreLog();
            Parts.IN_ORDER.forEach(fleet::start);

            // Then the catalog stands still and says why
            fleet.awaitReady(Parts.INGEST);
            Instances.until(
                    () -> fleet.log(Parts.CATALOG).contains("restored from an older copy"), "the catalog says why");
            assertThat(fleet.isReady(Parts.CATALOG)).isFalse();

            // When it is told that the log holds
            try (Connection connection = fleet.catalogDatabase();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT rebuild()");
            }
            Parts.SERVICES.forEach(fleet::awaitReady);
            report(later);

            // Then both have what the log has, and no more
            new Reckoning(fleet, later).settle();
            new Reckoning(fleet, kept).settle();
            assertThat(answers(kept)).isEqualTo(before);
            assertThat(count(lost)).isZero();

            // When there is nothing but the copy
            fleet.stopAll();
            restoreLog();
            run("rm", "-rf", fleet.state().resolve(Parts.POSTGRES).toString());
            METRICS_STATE.forEach(
                    each -> run("rm", "-rf", fleet.state().resolve(each).toString()));
            Parts.IN_ORDER.forEach(fleet::start);
            Parts.SERVICES.forEach(fleet::awaitReady);

            // Then
            assertThat(answers(kept)).isEqualTo(before);
            new Reckoning(fleet, kept).settle();
        }
    }

    private Reporters reporters() {
        return new Reporters(List.of(fleet.ingest()), fleet.token("reporter"), CLIENTS, PER_SECOND);
    }

    private static void report(Reporters reporters) {
        reporters.register().start();
        Instances.until(() -> reporters.count() > PER_SECOND, "some claims are reported");
        reporters.finish();
    }

    private void restoreLog() {
        run("rm", "-rf", fleet.state().resolve(Parts.KAFKA).toString());
        run("cp", "-a", copy.toString(), fleet.state().resolve(Parts.KAFKA).toString());
    }

    /** Whole answers about the zones, with positions and the times of recording. */
    private Map<String, String> answers(Reporters reporters) {
        String after = URLEncoder.encode(reporters.position(), StandardCharsets.UTF_8);
        Map<String, String> answers = new TreeMap<>();
        for (String zone : reporters.zones()) {
            String claims = "/v1/claims?zone=" + zone + "&limit=1000";
            answers.put(
                    claims,
                    Client.json(fleet.answer(fleet.catalog(), claims + "&after=" + after))
                            .get("items")
                            .toString());
            String history = "/v1/claims/"
                    + reporters.holding(zone).keySet().stream()
                            .sorted()
                            .findFirst()
                            .orElseThrow() + "/history?zone=" + zone;
            answers.put(history, fleet.answer(fleet.catalog(), history + "&after=" + after));
            String output = "/v1/zones/" + zone + "/output?by=product,period";
            answers.put(
                    output,
                    Client.json(fleet.answer(fleet.metrics(), output + "&after=" + after))
                            .get("totals")
                            .toString());
        }
        return answers;
    }

    private int count(Reporters reporters) {
        return reporters.zones().stream()
                .mapToInt(zone -> Client.json(fleet.answer(fleet.catalog(), "/v1/claims?zone=" + zone))
                        .get("items")
                        .size())
                .sum();
    }

    private static void run(String... command) {
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .as(String.join(" ", command))
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
