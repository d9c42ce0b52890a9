package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.testing.TestLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of metrics-service under load, one of which is killed again and again. */
class KilledMetricsIT {

    private static final int PARTITIONS = 6;
    private static final int ZONES = 12;
    private static final int KILLS = 10;
    /** After these the state of the one killed is lost as well. */
    private static final List<Integer> WIPES = List.of(2, 5, 8);
    /** After every fifth kill it comes back only when the other has taken over for good. */
    private static final int AWAY_FOR_LONG = 5;

    private static final String QUESTION = "/output?period=2020&product=ndfeb-sintered";
    private static final String OF_ALL = "/v1" + QUESTION + "&zones=all";

    private final TestLog log = TestLog.open();
    private final String topic = log.newEventTopic(PARTITIONS);
    private final ChangingZones changing = new ChangingZones(topic, ZONES);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger standbys = new AtomicInteger();
    private final AtomicInteger standbysAmongAll = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        threads.shutdownNow();
        changing.close();
        log.close();
    }

    @Test
    void shouldNeverAnswerWronglyAndBeExactInTheEndWhenOneIsKilledTenTimes() {
        try (Instances instances = new Instances(topic, folder)) {
            // Given
            Instances.One survivor = instances.start("survivor");
            Instances.One victim = instances.start("victim");
            survivor.awaitReady();
            victim.awaitReady();
            awaitAll(survivor);
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> changing.changeUntil(over), threads);
            CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> askUntil(over, survivor), threads);
            List<Duration> untilAnswered = new ArrayList<>();
            List<Duration> untilTakenOver = new ArrayList<>();

            // When
            for (int kill = 0; kill < KILLS; kill++) {
                awaitAll(survivor);
                if (asking.isDone()) {
                    // It was over before the end: with a wrong answer.
                    asking.join();
                }
                victim.kill();
                Instant killed = Instant.now();
                changing.zones()
                        .forEach(zone -> Instances.until(
                                () -> survivor.get("/v1/zones/" + zone + QUESTION)
                                                .status()
                                        == 200,
                                zone + " is answered for"));
                Instances.until(() -> survivor.get(OF_ALL).status() == 200, "all zones are answered for together");
                untilAnswered.add(Duration.between(killed, Instant.now()));
                if (WIPES.contains(kill)) {
                    victim.wipe();
                }
                if (kill % AWAY_FOR_LONG == 0) {
                    awaitAll(survivor);
                    untilTakenOver.add(Duration.between(killed, Instant.now()));
                }
                victim.start();
                victim.awaitReady();
            }
            over.set(true);
            load.join();
            asking.join();

            // Then
            String position = changing.position();
            for (Instances.One one : List.of(survivor, victim, instances.startAlone("fresh"))) {
                for (String zone : changing.zones()) {
                    Instances.until(
                            () -> one.get("/v1/zones/" + zone + QUESTION + "&after=" + position)
                                            .status()
                                    == 200,
                            zone + " is up to date");
                    changing.assertRight(
                            zone,
                            one.get("/v1/zones/" + zone + QUESTION + "&after=" + position)
                                    .body());
                }
            }
            System.out.printf(
                    "Failover: all zones answered for again within %s ms, new claims within %s ms; meanwhile %d answers, "
                            + "%d of them of standbys, %d of all zones with parts of standbys, and %d times 503%n",
                    told(untilAnswered),
                    told(untilTakenOver),
                    answers.get(),
                    standbys.get(),
                    standbysAmongAll.get(),
                    refusals.get());
            assertThat(standbys).as("answers of standbys").hasPositiveValue();
            assertThat(standbysAmongAll).as("parts of standbys").hasPositiveValue();
        }
    }

    private void askUntil(AtomicBoolean over, Instances.One one) {
        while (!over.get()) {
            for (String zone : changing.zones()) {
                ask(one, "/v1/zones/" + zone + QUESTION, standbys, answer -> changing.assertRight(zone, answer));
            }
            ask(one, OF_ALL, standbysAmongAll, changing::assertRightOfAll);
        }
    }

    private void ask(Instances.One one, String question, AtomicInteger ofStandbys, Consumer<JsonNode> assertRight) {
        Instances.Answer answer = one.get(question);
        assertThat(answer.status()).as(() -> answer + one.log()).isIn(200, 503);
        if (answer.status() == 200) {
            answers.incrementAndGet();
            assertRight.accept(answer.body());
            answer.header("Zone-Standby").ifPresent(marked -> ofStandbys.incrementAndGet());
        } else {
            refusals.incrementAndGet();
            assertThat(answer.header("Retry-After")).as(answer.toString()).isPresent();
        }
    }

    /** Until what is written now is reflected in all zones. */
    private void awaitAll(Instances.One one) {
        for (String zone : changing.zones()) {
            String position = changing.position(zone);
            Instances.until(
                    () -> one.get("/v1/zones/" + zone + QUESTION + "&after=" + position)
                                    .status()
                            == 200,
                    zone + " reflects " + position);
        }
    }

    private static String told(List<Duration> durations) {
        long[] millis =
                durations.stream().mapToLong(Duration::toMillis).sorted().toArray();
        return millis[millis.length / 2] + " (median), " + millis[millis.length - 1] + " (longest) of "
                + Arrays.toString(millis);
    }
}
