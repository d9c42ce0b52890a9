package dev.zoneledger.catalog.log;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Looks into the log beside the consumer that folds it: at single records, and how far it goes. */
@ApplicationScoped
class LogReader {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> settings = new HashMap<>();
    private final String topic;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    LogReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "mp.messaging.incoming.events.topic") String topic) {
        this.topic = topic;
        settings.putAll(kafka);
        settings.remove("group.id");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        settings.put("allow.auto.create.topics", false);
        settings.put("client.id", "zone-catalog-log-reader");
        // Looks at one record and hardly ever at the next.
        settings.put("max.poll.records", 1);
        settings.put("max.partition.fetch.bytes", 65_536);
        settings.put("request.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    }

    /**
     * How far the log goes beyond those offsets.
     *
     * @param end by partition, the offset after the last record or marker
     * @param waiting partitions that have a record at or after the offset; a marker of a transaction is none
     */
    record Beyond(Map<Integer, Long> end, Set<Integer> waiting) {}

    String topic() {
        return topic;
    }

    /** What is in the log beyond those offsets; of partitions that are not named, beyond their beginning. */
    Beyond beyond(Map<Integer, Long> nextOffsets) throws LogAwayException {
        return ask(log -> {
            Map<TopicPartition, Long> ends = log.endOffsets(log.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList());
            Map<TopicPartition, Long> open = new HashMap<>();
            ends.forEach((partition, end) -> {
                long next = nextOffsets.getOrDefault(partition.partition(), 0L);
                if (next < end) {
                    open.put(partition, next);
                }
            });
            Set<Integer> waiting = new HashSet<>();
            first(log, open, ends).keySet().forEach(each -> waiting.add(each.partition()));
            Map<Integer, Long> end = new TreeMap<>();
            ends.forEach((partition, offset) -> end.put(partition.partition(), offset));
            return new Beyond(end, waiting);
        });
    }

    /** The offset after the last record or marker of the partition that readers of what is committed can reach. */
    long end(int partition) throws LogAwayException {
        TopicPartition of = new TopicPartition(topic, partition);
        return ask(log -> log.endOffsets(List.of(of)).getOrDefault(of, 0L));
    }

    /** The first record of the partition that stands at the offset or after it; empty if there is none yet. */
    Optional<ConsumerRecord<byte[], byte[]>> first(int partition, long offset) throws LogAwayException {
        TopicPartition of = new TopicPartition(topic, partition);
        return ask(log -> Optional.ofNullable(
                first(log, Map.of(of, offset), log.endOffsets(List.of(of))).get(of)));
    }

    private static Map<TopicPartition, ConsumerRecord<byte[], byte[]>> first(
            KafkaConsumer<byte[], byte[]> log, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        if (from.isEmpty()) {
            return Map.of();
        }
        log.assign(from.keySet());
        from.forEach(log::seek);
        // What was paused stays so, if it is assigned again.
        log.resume(from.keySet());
        Map<TopicPartition, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (from.keySet().stream()
                .anyMatch(each -> !found.containsKey(each) && log.position(each) < ends.getOrDefault(each, 0L))) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("no answer from the broker");
            }
            for (ConsumerRecord<byte[], byte[]> record : log.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (found.putIfAbsent(partition, record) == null) {
                    log.pause(List.of(partition));
                }
            }
        }
        return found;
    }

    /** One after the other: a consumer is for one thread at a time. */
    private synchronized <T> T ask(Function<KafkaConsumer<byte[], byte[]>, T> question) throws LogAwayException {
        try {
            KafkaConsumer<byte[], byte[]> log = consumer;
            if (log == null) {
                log = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                consumer = log;
            }
            return question.apply(log);
        } catch (KafkaException e) {
            close();
            throw new LogAwayException(e);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            consumer = null;
        }
    }
}
