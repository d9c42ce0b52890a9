package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.EventLog;
import dev.zoneledger.local.Parts;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances of each service, each of which is asked to end with SIGTERM and started again while people write and read. */
class RollingRestartIT {

    private static final int PER_SECOND = 200;
    private static final int CLIENTS = 16;
    /** Two people who ask without a pause would take all of a small machine. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);
    /** What Kubernetes gives a pod by default. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final int ENTRIES = 30_000;

    private final Fleet fleet = Fleet.running();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private final List<String> others = new ArrayList<>();

    @AfterEach
    void leaveAsFound() {
        others.forEach(fleet::stop);
        Parts.SERVICES.forEach(fleet::awaitReady);
        http.close();
    }

    @Test
    void shouldServeAllTheTimeAndLoseNothing() {
        // Given
        Parts.SERVICES.forEach(service -> others.add(fleet.startAnother(service)));
        others.forEach(fleet::awaitReady);
        List<URI> doors = List.of(fleet.ingest(), fleet.address(others.getFirst()));
        AtomicBoolean over = new AtomicBoolean();
        try (Reporters reporters = new Reporters(doors, fleet.token("reporter"), CLIENTS, PER_SECOND).register()) {
            // Until it is reflected a zone is unknown, and that is said with 404.
            String registered = "&after=" + URLEncoder.encode(reporters.position(), StandardCharsets.UTF_8);
            String claimsOfZone = "/v1/claims?limit=1&zone=" + zone(reporters);
            String outputOfZone = "/v1/zones/" + zone(reporters) + "/output?period=2020";
            fleet.answer(fleet.catalog(), claimsOfZone + registered);
            fleet.answer(fleet.metrics(), outputOfZone + registered);
            reporters.start();
            CompletableFuture<Void> claims = readUntil(over, Parts.CATALOG, claimsOfZone);
            CompletableFuture<Void> totals = readUntil(over, Parts.METRICS, outputOfZone);

            // When
            StringBuilder drains = new StringBuilder();
            for (int i = 0; i < Parts.SERVICES.size(); i++) {
                for (String instance : List.of(Parts.SERVICES.get(i), others.get(i))) {
                    Duration drain = restart(instance, reporters);
                    drains.append(' ').append(instance).append(' ').append(drain.toMillis());
                    assertThat(drain)
                            .as("time that " + instance + " takes to end")
                            .isLessThan(GRACE);
                }
            }
            over.set(true);
            claims.join();
            totals.join();
            reporters.finish();

            // Then
            Reckoning.Result result = new Reckoning(fleet, reporters).settle();
            System.out.printf(
                    "Rolling restart at %d claims/s: %s; %d questions answered, %d sent on; took to end, ms:%s; %s%n",
                    PER_SECOND, reporters, answers.get(), sentAgain.get(), drains, result);
        }
    }

    @Test
    void shouldFinishWhatIsUnderWayAndEndStreams() {
        // Given
        String zone = TestIds.zone("rolling");
        CompletableFuture<HttpResponse<java.util.stream.Stream<String>>> stream = http.sendAsync(
                HttpRequest.newBuilder(fleet.metrics().resolve("/v1/zones/" + zone + "/stream"))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        assertThat(stream.join().statusCode()).isEqualTo(200);
        CompletableFuture<List<String>> told =
                CompletableFuture.supplyAsync(() -> stream.join().body().toList());
        String file = IntStream.range(0, ENTRIES)
                .mapToObj(i -> "{\"type\": \"organisation\", \"zone\": \"" + zone + "\", \"id\": \"o-" + i
                        + "\", \"name\": \"Organisation\", \"role\": \"enterprise\"}")
                .collect(Collectors.joining("\n"));
        CompletableFuture<HttpResponse<String>> imported;
        try (TestLog log = TestLog.of(fleet.bootstrapServers())) {
            long before = log.records(EventLog.TOPIC);
            imported = http.sendAsync(
                    HttpRequest.newBuilder(fleet.ingest().resolve("/v1/imports"))
                            .header("Content-Type", "application/x-ndjson")
                            .header("Authorization", "Bearer " + fleet.token("steward"))
                            .POST(HttpRequest.BodyPublishers.ofString(file))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            Instances.until(() -> log.records(EventLog.TOPIC) > before, "the import is under way");
        }

        // When
        Duration ingest = fleet.stop(Parts.INGEST);
        Duration metrics = fleet.stop(Parts.METRICS);

        // Then
        assertThat(imported.join().statusCode())
                .as(() -> imported.join().body() + fleet.log(Parts.INGEST))
                .isEqualTo(202);
        assertThat(Client.json(imported.join().body()).get("accepted").intValue())
                .isEqualTo(ENTRIES);
        assertThat(told.join()).as("what the stream has told before it ended").isNotEmpty();
        assertThat(ingest).isLessThan(GRACE);
        assertThat(metrics).isLessThan(GRACE);
        fleet.start(Parts.INGEST);
        fleet.start(Parts.METRICS);
    }

    private int borne(String instance, String path) {
        int status = fleet.status(instance, path);
        assertThat(status)
                .as(() -> "what " + instance + " answers " + path + fleet.log(instance))
                .isIn(0, 200, 503);
        return status;
    }

    private static String zone(Reporters reporters) {
        return reporters.zones().getFirst();
    }

    private Duration restart(String instance, Reporters reporters) {
        int before = reporters.count();
        Duration drain = fleet.stop(instance);
        fleet.start(instance);
        fleet.awaitReady(instance);
        Instances.until(() -> reporters.count() > before + PER_SECOND, "people go on reporting");
        return drain;
    }

    /** Asks the one instance, and the other one where that does not answer or says 503; no answer but these is borne. */
    private CompletableFuture<Void> readUntil(AtomicBoolean over, String service, String path) {
        return CompletableFuture.runAsync(() -> {
            List<String> instances = List.of(service, service + "-2");
            for (int i = 0; !over.get(); i++) {
                int first = i;
                Instances.until(
                        () -> IntStream.range(first, first + instances.size())
                                .map(turn -> borne(instances.get(turn % instances.size()), path))
                                .anyMatch(status -> {
                                    (status == 200 ? answers : sentAgain).incrementAndGet();
                                    return status == 200;
                                }),
                        path + " is answered");
                LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
            }
        });
    }
}
