package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zoneledger.local.Parts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The disk of the broker, and that of the database, is full while people report. */
class FullDiskIT {

    private static final String DISK = "160m";
    private static final int PER_SECOND = 50;
    private static final int CLIENTS = 8;

    private final Path state = Fleet.newFolder();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Fleet fleet;
    private Reporters reporters;

    @BeforeEach
    void startOnSmallDisks() throws Exception {
        fleet = new Fleet(state);
        for (String part : List.of(Parts.KAFKA, Parts.POSTGRES)) {
            Path disk = Files.createDirectories(state.resolve(part));
            assumeTrue(
                    run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "tmpfs", disk.toString()),
                    "a small disk cannot be mounted here: that takes root and the right to mount");
        }
        fleet.startAll();
        reporters = new Reporters(List.of(fleet.ingest()), fleet.token("reporter"), CLIENTS, PER_SECOND)
                .register()
                .start();
        Instances.until(() -> reporters.count() > PER_SECOND, "people report");
    }

    @AfterEach
    void close() throws Exception {
        if (reporters != null) {
            reporters.close();
        }
        fleet.close();
        http.close();
        for (String part : List.of(Parts.KAFKA, Parts.POSTGRES)) {
            run("umount", "--lazy", state.resolve(part).toString());
        }
    }

    @Test
    void shouldRefuseClearlyAndCatchUpWhenTheDiskWasFull() throws Exception {
        assertDatabaseIsWaitedFor();
        assertBrokerIsWaitedFor();
    }

    private void assertDatabaseIsWaitedFor() throws Exception {
        // When
        Path filler = fill(Parts.POSTGRES);

        // Then
        Instances.until(() -> !fleet.isReady(Parts.CATALOG), "the catalog says that it stands still");
        int before = reporters.count();
        Instances.until(() -> reporters.count() > before + PER_SECOND, "claims are taken as before");
        HttpResponse<String> refused = http.send(
                HttpRequest.newBuilder(fleet.catalog()
                                .resolve("/v1/claims?limit=1&zone="
                                        + reporters.zones().getFirst() + "&after="
                                        + reporters.latest().position()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertRefusal(refused);

        // When
        Files.delete(filler);
        if (!fleet.isAlive(Parts.POSTGRES)) {
            fleet.start(Parts.POSTGRES);
        }

        // Then
        fleet.awaitReady(Parts.CATALOG);
    }

    private void assertBrokerIsWaitedFor() throws Exception {
        // When
        Path filler = fill(Parts.KAFKA);

        // Then
        Instances.until(() -> reporters.refused() > CLIENTS, "claims are refused");
        int acknowledged = reporters.count();
        HttpResponse<String> refused = http.send(
                HttpRequest.newBuilder(fleet.ingest().resolve("/v1/claims"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + fleet.token("reporter"))
                        .POST(HttpRequest.BodyPublishers.ofString(
                                """
                                {"zone": "%s", "subject": {"project": "p0"}, "measure": "investment",
                                 "quantity": {"value": 1, "unit": "CNY"}, "basis": "actual", "period": "2020",
                                 "source": {"uri": "urn:test"}}""".formatted(reporters.zones().getFirst())))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertRefusal(refused);
        Instances.until(() -> !fleet.isReady(Parts.INGEST), "ingest says that the log does not answer");
        assertThat(reporters.count()).as("acknowledged while the disk was full").isEqualTo(acknowledged);

        // When
        Files.delete(filler);
        fleet.stop(Parts.KAFKA);
        fleet.start(Parts.KAFKA);

        // Then
        Parts.SERVICES.forEach(fleet::awaitReady);
        reporters.finish();
        assertThat(reporters.count()).isGreaterThan(acknowledged);
        System.out.println("Full disks: " + new Reckoning(fleet, reporters).settle() + ", " + reporters);
    }

    private static void assertRefusal(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    /** Takes all the room that is left on a part's disk. */
    private Path fill(String part) throws IOException {
        Path filler = state.resolve(part).resolve("filler");
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
