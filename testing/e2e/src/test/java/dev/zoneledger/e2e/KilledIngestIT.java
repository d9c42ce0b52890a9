package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.EventLog;
import dev.zoneledger.e2e.Client.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ingest-service ends without a farewell while it publishes a file of which all or nothing is to be on record. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KilledIngestIT {

    private static final int ENTRIES = 30_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Stack stack = Stack.running();
    private final Client client = new Client(stack);
    private final String zone = BaotouFactsIT.newZone();

    @Test
    void shouldLeaveAllOrNothingBehindAndCompleteItWhenSentAgain() throws Exception {
        // Given
        String file = IntStream.range(0, ENTRIES)
                .mapToObj(i -> "{\"type\": \"organisation\", \"zone\": \"" + zone + "\", \"id\": \"o-" + i
                        + "\", \"name\": \"Organisation\", \"role\": \"enterprise\"}")
                .collect(Collectors.joining("\n"));
        long before = ends("read_uncommitted").values().stream()
                .mapToLong(each -> each)
                .sum();
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> send(file));
        try (KafkaConsumer<String, byte[]> log = consumer("read_uncommitted")) {
            while (sum(log) == before && !answer.isDone()) {
                Thread.onSpinWait();
            }
        }

        // When
        stack.kill("ingest");
        boolean wasTaken = answer.handle((taken, failed) -> failed == null && taken.status() == 202)
                .join();
        awaitNothingOpen();

        // Then
        int left = inLog();
        assertThat(left).isIn(wasTaken ? Set.of(ENTRIES) : Set.of(0, ENTRIES));

        // When
        String position = untilTaken(file);

        // Then
        assertThat(inLog()).isEqualTo(left + ENTRIES);
        assertThat(organisations(position)).hasSize(ENTRIES);
    }

    private Answer send(String file) {
        return client.post("/v1/imports?atomic=true", "application/x-ndjson", file, "steward");
    }

    /** The stack starts a service again that has ended. */
    private String untilTaken(String file) throws InterruptedException {
        while (true) {
            try {
                Answer answer = send(file);
                if (answer.status() == 202) {
                    return answer.position();
                }
                assertThat(answer.status()).as(answer.response().body()).isIn(429, 503);
            } catch (UncheckedIOException doesNotListenYet) {
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    /** What the killed one had open is ended by the one that is started in its place. */
    private void awaitNothingOpen() throws InterruptedException {
        while (!ends("read_committed").equals(ends("read_uncommitted"))) {
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private Map<TopicPartition, Long> ends(String isolation) {
        try (KafkaConsumer<String, byte[]> log = consumer(isolation)) {
            return log.endOffsets(partitions(log));
        }
    }

    private static long sum(KafkaConsumer<?, ?> log) {
        return log.endOffsets(partitions(log)).values().stream()
                .mapToLong(each -> each)
                .sum();
    }

    /** How many records of the zone readers of the log see. */
    private int inLog() {
        try (KafkaConsumer<String, byte[]> log = consumer("read_committed")) {
            Map<TopicPartition, Long> ends = log.endOffsets(partitions(log));
            log.assign(ends.keySet());
            log.seekToBeginning(ends.keySet());
            int found = 0;
            while (ends.entrySet().stream().anyMatch(each -> log.position(each.getKey()) < each.getValue())) {
                for (ConsumerRecord<String, byte[]> record : log.poll(LOOK_AGAIN)) {
                    found += zone.equals(record.key()) ? 1 : 0;
                }
            }
            return found;
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> log) {
        return log.partitionsFor(EventLog.TOPIC).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    private KafkaConsumer<String, byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", isolation),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private Set<String> organisations(String position) {
        Set<String> ids = new HashSet<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = client.catalog("/v1/organisations?zone=" + zone + "&limit=1000&after=" + position + cursor);
            page.get("items").forEach(each -> ids.add(each.get("id").textValue()));
            cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").textValue() : null;
        }
        return ids;
    }
}
