package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.EventLog;
import dev.zoneledger.local.KafkaProcess;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The broker is killed as by a loss of power, and comes back with what it had on its disk. */
@QuarkusTest
@QuarkusTestResource(value = OwnBrokerResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class BrokerKilledTest {

    private static final int LINES = 60_000;

    private final String zone = TestIds.zone("killed");
    private final HttpClient http = HttpClient.newHttpClient();
    private KafkaProcess broker;

    @TestHTTPResource("/v1/imports")
    URI imports;

    @AfterEach
    void stop() {
        if (broker != null) {
            broker.stop();
            broker = null;
        }
    }

    @Test
    void shouldHaveWhatItAnsweredAndCompleteItWhenSentAgain() throws Exception {
        startBroker();
        importShouldSurvive();
        atomicImportShouldBeAllOrNothing();
    }

    private void importShouldSurvive() throws Exception {
        // Given
        PipedOutputStream body = new PipedOutputStream();
        InputStream sent = new PipedInputStream(body, 1 << 20);
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request("", BodyPublishers.ofInputStream(() -> sent)), BodyHandlers.ofString());
        write(body, 0, LINES / 2);
        awaitRecords(1);

        // When
        kill();
        try {
            write(body, LINES / 2, LINES);
            body.close();
        } catch (IOException answeredAlready) {
            // The service need not read on when it knows that it cannot publish.
        }
        HttpResponse<String> whileAway = answer.join();
        startBroker();

        // Then
        assertThat(whileAway.statusCode()).isEqualTo(503);
        assertThat(whileAway.headers().firstValue("Retry-After")).isPresent();
        List<String> inLog = ids();
        String detail = new JsonPath(whileAway.body()).getString("detail");
        assertThat(inLog.size()).isGreaterThanOrEqualTo(acknowledged(detail));
        assertThat(expectedIds(LINES)).containsAll(inLog);

        // When
        HttpResponse<String> again = untilTaken("");

        // Then
        assertThat(new JsonPath(again.body()).getInt("accepted")).isEqualTo(LINES);
        assertThat(new HashSet<>(ids())).isEqualTo(expectedIds(LINES));
    }

    private void atomicImportShouldBeAllOrNothing() throws Exception {
        // Given
        long before = endOfLog();
        int committedBefore = ids().size();
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request("?atomic=true", file()), BodyHandlers.ofString());
        Door.awaitThat(() -> endOfLog() > before || answer.isDone());

        // When
        kill();
        HttpResponse<String> whileAway = answer.join();
        startBroker();

        // Then
        HttpResponse<String> again = untilTaken("?atomic=true");
        assertThat(new JsonPath(again.body()).getInt("accepted")).isEqualTo(LINES);
        int transactions = whileAway.statusCode() == 202 ? 2 : 1;
        // A transaction is committed a moment before its readers are let on.
        Door.awaitThat(() -> ids().size() >= committedBefore + transactions * LINES);
        int committed = ids().size() - committedBefore;
        if (whileAway.statusCode() == 202) {
            assertThat(committed).isEqualTo(2 * LINES);
        } else {
            assertThat(whileAway.statusCode()).isEqualTo(503);
            assertThat(committed).isIn(LINES, 2 * LINES);
        }
        assertThat(new HashSet<>(ids())).isEqualTo(expectedIds(LINES));
    }

    private static int acknowledged(String detail) {
        var number = java.util.regex.Pattern.compile("acknowledged (\\d+) of").matcher(detail);
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    /** Each attempt waits some seconds for the log by itself. */
    private HttpResponse<String> untilTaken(String query) throws Exception {
        for (int i = 0; i < 15; i++) {
            HttpResponse<String> answer = http.send(request(query, file()), BodyHandlers.ofString());
            if (answer.statusCode() == 202) {
                return answer;
            }
            assertThat(answer.statusCode()).as(answer.body()).isIn(429, 503);
        }
        throw new AssertionError("the service did not recover");
    }

    private HttpRequest request(String query, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(imports + query))
                .header("Authorization", "Bearer " + Tokens.reporter(zone))
                .header("Content-Type", "application/x-ndjson")
                .timeout(Duration.ofMinutes(2))
                .POST(body)
                .build();
    }

    private HttpRequest.BodyPublisher file() {
        return BodyPublishers.ofString(
                IntStream.range(0, LINES).mapToObj(this::line).collect(Collectors.joining()));
    }

    private void write(PipedOutputStream body, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            body.write(line(i).getBytes(StandardCharsets.UTF_8));
        }
        body.flush();
    }

    private String line(int i) {
        return """
                {"type":"retraction","zone":"%s","id":"claim-%d","revision":2,"reason":"a text that makes the line as long as lines are: %s"}
                """.formatted(zone, i, "x".repeat(300));
    }

    private static java.util.Set<String> expectedIds(int lines) {
        return IntStream.range(0, lines).mapToObj(i -> "claim-" + i).collect(Collectors.toSet());
    }

    /** Of the committed records of the zone, in the order of the log. */
    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // Stops where the last stable offset is.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (zone.equals(record.key())) {
                        ids.add(Door.decoded(record).event().id());
                    }
                }
            }
        }
        return ids;
    }

    private void awaitRecords(int count) {
        Door.awaitThat(() -> endOfLog() >= count);
    }

    /** Of all partitions, uncommitted records too. */
    private long endOfLog() {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "isolation.level", "read_uncommitted"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            return consumer.endOffsets(partitions(consumer)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(EventLog.TOPIC).stream()
                .map(each -> new TopicPartition(EventLog.TOPIC, each.partition()))
                .toList();
    }

    private static String bootstrapServers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }

    private void startBroker() {
        if (broker == null && isFirstAlive()) {
            return;
        }
        broker = OwnBrokerResource.start(
                setting("folder", Path.class),
                setting("port", Integer.class),
                setting("controller-port", Integer.class));
    }

    private static boolean isFirstAlive() {
        return ProcessHandle.of(setting("pid", Long.class))
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }

    private void kill() {
        long pid = broker == null ? setting("pid", Long.class) : broker.pid();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static <T> T setting(String name, Class<T> type) {
        return ConfigProvider.getConfig().getValue("test.broker." + name, type);
    }
}
