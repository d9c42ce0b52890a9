package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.testing.TestLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three instances of metrics-service that share six partitions: whichever is asked, the answer is right. */
class InstancesIT {

    private static final int PARTITIONS = 6;
    private static final int ZONES = 12;
    private static final String QUESTION = "/output?period=2020&product=ndfeb-sintered";

    private static final String OF_ALL = "/v1" + QUESTION + "&zones=all";

    private static final List<String> QUESTIONS = List.of(
            "capacity?asOf=2020-12-31",
            "capacity?asOf=2020-12-31&by=organisation,product,status",
            "output?grain=year&period=2020",
            "value?period=2020",
            "coverage?asOf=2020-12-31",
            "coverage?asOf=2020-12-31&level=organisation",
            "growth?from=2019-12-31&to=2020-12-31",
            "growth?measure=output&from=2019&to=2020",
            "utilisation?period=2020",
            "utilisation?period=2020&by=product,subject",
            "concentration?asOf=2020-12-31",
            "timeline?product=magnet-material",
            "timeline?product=ndfeb-sintered&basis=outlook&from=2019-12-31&limit=1",
            "outlook?asOf=2031-12-31",
            "pipeline?asOf=2020-12-31",
            "balance?chain=permanent-magnet&asOf=2020-12-31&set=sintered-yield:0.7");

    private static final String SCENARIO = """
            {"changes": [{"subject": {"project": "p0"}, "product": "ndfeb-sintered", "status": "operating",
              "quantity": {"value": 0.125, "unit": "t/a", "qualifier": "exact"}, "effectiveFrom": {"date": "2019-01-01"}}]}""";

    private final TestLog log = TestLog.open();
    private final String topic = log.newEventTopic(PARTITIONS);
    private final ChangingZones changing = new ChangingZones(topic, ZONES);

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Instances instances;
    private List<Instances.One> all;

    @BeforeEach
    void start() {
        instances = new Instances(topic, folder);
        all = List.of(instances.start("one"), instances.start("two"), instances.start("three"));
        all.forEach(Instances.One::awaitReady);
        awaitSharedOut(all);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        instances.close();
        changing.close();
        log.close();
    }

    @Test
    void shouldAnswerRightWhicheverIsAskedAndWhoeverLeaves() {
        assertEachAnswersForAll();
        assertEachAnswersForManyAtOnce();
        assertEachAnswersEveryQuestionAlike();
        assertAnswersComeBackAsTheyAre();
        assertNobodyPassesOnTwice();
        shouldWaitForNobodyWhoIsFrozen();
        shouldHandOverGracefully();
    }

    private void assertEachAnswersForAll() {
        String position = changing.position();
        for (Instances.One one : all) {
            for (String zone : changing.zones()) {
                Instances.Answer answer = one.get("/v1/zones/" + zone + QUESTION + "&after=" + position);
                assertThat(answer.status()).as(() -> answer + instances.logs()).isEqualTo(200);
                changing.assertRight(zone, answer.body());
                assertThat(answer.header("Zone-Standby")).isEmpty();
            }
        }
    }

    private void assertEachAnswersForManyAtOnce() {
        String position = changing.position();
        for (Instances.One one : all) {
            Instances.Answer answer = one.get(OF_ALL + "&after=" + position);
            assertThat(answer.status()).as(() -> answer + instances.logs()).isEqualTo(200);
            assertThat(answer.header("Zone-Position")).contains(position);
            changing.assertRightOfAll(answer.body());
            changing.assertSum(answer.body().at("/together/totals"));
            assertThat(one.get(OF_ALL, "If-None-Match", answer.header("ETag").orElseThrow())
                            .status())
                    .isEqualTo(304);
            Instances.Answer unknown =
                    one.get("/v1/output?zones=" + changing.zones().getFirst() + ",no-such-zone");
            assertThat(unknown.status()).as(unknown.response().body()).isEqualTo(404);
            assertThat(unknown.body().get("detail").textValue())
                    .contains("no-such-zone")
                    .doesNotContain(changing.zones().getFirst());
        }
    }

    /** What the owner says, whoever was asked, is what comes: refusals, compression, what has not changed. */
    /** Whichever parts come from another instance, each is as if the zone were asked alone. */
    private void assertEachAnswersEveryQuestionAlike() {
        String after = "&after=" + changing.position();
        for (String question : QUESTIONS) {
            Set<JsonNode> answers = all.stream()
                    .map(one -> one.get("/v1/" + question + "&zones=all" + after))
                    .peek(answer -> assertThat(answer.status())
                            .as(() -> answer + instances.logs())
                            .isEqualTo(200))
                    .map(Instances.Answer::body)
                    .collect(Collectors.toSet());
            assertThat(answers).as(question).hasSize(1);
            String alone = question.replaceFirst("^balance\\?chain=([^&]*)&", "chains/$1/balance?");
            for (JsonNode part : Client.each(answers.iterator().next().get("zones"))) {
                String zone = part.get("zone").textValue();
                assertThat(all.getFirst()
                                .get("/v1/zones/" + zone + "/" + alone + after)
                                .body())
                        .isEqualTo(part);
            }
        }
    }

    private void assertAnswersComeBackAsTheyAre() {
        String zone = changing.zones().getFirst();
        String path = "/v1/zones/" + zone + QUESTION + "&after=" + changing.position(zone);
        String scenario = all.getFirst()
                .post("/v1/zones/" + zone + "/scenarios?asOf=2020-10-15", SCENARIO)
                .response()
                .body();
        String whole = all.getFirst().get(path).response().body();
        for (Instances.One one : all) {
            Instances.Answer answer = one.get(path);
            assertThat(answer.response().body()).isEqualTo(whole);
            Instances.Answer unchanged =
                    one.get(path, "If-None-Match", answer.header("ETag").orElseThrow());
            assertThat(unchanged.status()).isEqualTo(304);
            assertThat(unchanged.response().body()).isEmpty();
            Instances.Answer gzipped = one.get(path, "Accept-Encoding", "gzip");
            assertThat(gzipped.header("Content-Encoding")).contains("gzip");
            Instances.Answer refused = one.get("/v1/zones/" + zone + "/output?period=last-year");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
            assertThat(one.get(path, "Authorization", "Bearer nonsense").status())
                    .isEqualTo(401);
            assertThat(one.post("/v1/zones/" + zone + "/scenarios?asOf=2020-10-15", SCENARIO)
                            .response()
                            .body())
                    .contains("0.125")
                    .isEqualTo(scenario);
            assertThat(one.post("/v1/zones/" + zone + "/output", "{}".repeat(10_000))
                            .status())
                    .isEqualTo(405);
        }
    }

    private void assertNobodyPassesOnTwice() {
        for (String zone : changing.zones()) {
            List<Instances.Answer> answers = all.stream()
                    .map(one -> one.get("/v1/zones/" + zone + QUESTION, "Zone-Forwarded", "true"))
                    .toList();
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 200
                            && answer.header("Zone-Standby").isEmpty())
                    .hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 503)
                    .isNotEmpty()
                    .allSatisfy(
                            answer -> assertThat(answer.header("Retry-After")).isPresent());
        }
    }

    /** Its connections are taken by the system, and nothing comes. When it goes on it has been given up. */
    private void shouldWaitForNobodyWhoIsFrozen() {
        AtomicInteger refused = new AtomicInteger();
        Instances.One frozen = all.get(1);
        frozen.freeze(true);
        askOnce(all.getFirst(), refused);
        askOfAllOnce(all.getFirst(), refused);
        awaitSharedOut(List.of(all.get(0), all.get(2)));
        frozen.freeze(false);
        askOnce(frozen, refused);
        awaitSharedOut(all);
        System.out.printf("Frozen: %d times 503%n", refused.get());
    }

    private int askOnce(Instances.One one, AtomicInteger refused) {
        for (String zone : changing.zones()) {
            Instances.Answer answer = one.get("/v1/zones/" + zone + QUESTION);
            assertThat(answer.status()).as(() -> answer + instances.logs()).isIn(200, 503);
            if (answer.status() == 200) {
                changing.assertRight(zone, answer.body());
            } else {
                refused.incrementAndGet();
            }
        }
        return changing.zones().size();
    }

    private void askOfAllOnce(Instances.One one, AtomicInteger refused) {
        Instances.Answer answer = one.get(OF_ALL);
        assertThat(answer.status()).as(() -> answer + instances.logs()).isIn(200, 503);
        if (answer.status() == 200) {
            changing.assertRightOfAll(answer.body());
        } else {
            refused.incrementAndGet();
        }
    }

    private void shouldHandOverGracefully() {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> changing.changeUntil(over), threads);
        List<Instances.One> stay = all.subList(0, 2);
        List<CompletableFuture<Integer>> askers = new ArrayList<>();
        stay.forEach(one -> askers.add(CompletableFuture.supplyAsync(() -> askUntil(over, one, refused), threads)));
        Duration took = all.get(2).stop();
        awaitSharedOut(stay);
        over.set(true);
        load.join();
        int asked = askers.stream().mapToInt(CompletableFuture::join).sum();
        System.out.printf("Graceful stop: %d ms; %d answers, %d of them 503%n", took.toMillis(), asked, refused.get());
        assertThat(asked).isGreaterThan(refused.get());
    }

    private int askUntil(AtomicBoolean over, Instances.One one, AtomicInteger refused) {
        int asked = 0;
        while (!over.get()) {
            asked += askOnce(one, refused);
        }
        return asked;
    }

    /** Until each of them answers for every zone in time, and nobody as a standby. */
    private void awaitSharedOut(List<Instances.One> among) {
        for (Instances.One one : among) {
            for (String zone : changing.zones()) {
                Instances.until(
                        () -> {
                            Instances.Answer answer =
                                    one.get("/v1/zones/" + zone + QUESTION + "&after=" + changing.position(zone));
                            return answer.status() == 200
                                    && answer.header("Zone-Standby").isEmpty();
                        },
                        zone + " is answered for");
            }
        }
    }
}
