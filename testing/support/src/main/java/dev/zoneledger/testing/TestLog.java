package dev.zoneledger.testing;

import dev.zoneledger.contract.EventLog;
import dev.zoneledger.local.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Raw access to the real broker, for tests that write what a service should read and read what it has written. */
public final class TestLog implements AutoCloseable {
    /** Where a record was put, and the broker's time of putting it there. */
    public record Appended(int partition, long offset, Instant at) {
        /** As the services print it: partition, "@", offset. */
        public String position() {
            return partition + "@" + offset;
        }
    }

    /** Each client prints all of its settings, some 150 lines, before a test's own logging configuration holds. */
    private static final Logger SETTINGS = Logger.getLogger("org.apache.kafka.common.config.AbstractConfig");

    static {
        SETTINGS.setLevel(Level.WARNING);
    }

    private static final String DEAD_LETTERS_SUFFIX = ".dlq";
    private static final String TOTALS_SUFFIX = ".totals";
    private static final int MAX_RECORD = 64 << 20;
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;

    private TestLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        // Records of any size that the log takes compressed, as a producer that is not ours might send.
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        MAX_RECORD,
                        "buffer.memory",
                        (long) MAX_RECORD),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Opens the broker of this JVM's tests, starting it if it is not running yet. */
    public static TestLog open() {
        return new TestLog(Backing.kafka());
    }

    /** Opens another broker than that. */
    public static TestLog of(String bootstrapServers) {
        return new TestLog(bootstrapServers);
    }

    /** Makes a topic as the event log is, and beside it ".dlq" for its dead letters and ".totals" for totals. */
    public String newEventTopic(int partitions) {
        String name = TestIds.unique(EventLog.TOPIC);
        Topics.ensure(bootstrapServers, name, partitions, EventLog.topicConfig());
        Topics.ensure(bootstrapServers, name + DEAD_LETTERS_SUFFIX, 1, EventLog.deadLettersConfig());
        Topics.ensure(bootstrapServers, name + TOTALS_SUFFIX, partitions, EventLog.totalsConfig());
        return name;
    }

    public Appended append(String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
        return append(new ProducerRecord<>(topic, key, value), headers);
    }

    /** Appends to a partition chosen by the caller, as no producer of ours would. */
    public Appended append(
            String topic, int partition, @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
        return append(new ProducerRecord<>(topic, partition, key, value), headers);
    }

    /** Every committed record from the start of the topic to its present end, in the order of partition and offset. */
    public List<ConsumerRecord<String, byte[]>> readAll(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            for (TopicPartition partition : consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .sorted((left, right) -> Integer.compare(left.partition(), right.partition()))
                    .toList()) {
                readPartition(consumer, partition, records);
            }
            return records;
        }
    }

    /** How many offsets of the topic are taken, of records and of markers. */
    public long records(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
            return consumer
                    .endOffsets(consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList())
                    .values()
                    .stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static void readPartition(
            KafkaConsumer<String, byte[]> consumer,
            TopicPartition partition,
            List<ConsumerRecord<String, byte[]>> into) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        while (consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(into::add);
        }
    }

    private Appended append(ProducerRecord<String, byte[]> record, Map<String, String> headers) {
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            RecordMetadata metadata = producer.send(record).get();
            return new Appended(metadata.partition(), metadata.offset(), Instant.ofEpochMilli(metadata.timestamp()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker did not take the record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while appending", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
