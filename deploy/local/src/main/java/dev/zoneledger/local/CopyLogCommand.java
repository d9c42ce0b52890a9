package dev.zoneledger.local;

import dev.zoneledger.contract.EventLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Copies the log of a running stack into an empty one elsewhere: every record with its key, headers, bytes and the time when it was
 * recorded, in its order. Positions are new there: partitions are those that ingest-service will go on with in that topic.
 */
final class CopyLogCommand {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int AT_A_TIME = 5000;

    private final StateFolder state;
    private final Screen screen;
    private final String to;

    CopyLogCommand(StateFolder state, Screen screen, String to) {
        this.state = state;
        this.screen = screen;
        this.to = to;
    }

    void run() {
        String from = PidFile.read(state, Parts.KAFKA)
                .filter(file -> file.process().isPresent())
                .map(file -> "127.0.0.1:" + file.port())
                .orElseThrow(() -> new StackException(
                        "The stack on " + state.path() + " is not running. deploy/local/up starts it."));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", to))) {
            requireEmpty();
            keepTimes(admin, "CreateTime");
            long copied;
            try {
                copied = copy(from);
            } finally {
                keepTimes(admin, "LogAppendTime");
            }
            screen.say(copied + " records of " + EventLog.TOPIC + " are at " + to
                    + ", each recorded when it was; their positions are new.");
        }
    }

    private void requireEmpty() {
        try (KafkaConsumer<byte[], byte[]> there = consumer(to)) {
            if (there.endOffsets(partitions(there)).values().stream().anyMatch(end -> end > 0)) {
                throw new StackException("The topic " + EventLog.TOPIC + " at " + to
                        + " is not empty: two logs cannot be made one. Copy into a new one.");
            }
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(EventLog.TOPIC).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    /** The broker's own time is what "recorded at" means; while a log is copied it is the one that each record bears. */
    private static void keepTimes(Admin admin, String type) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, EventLog.TOPIC);
        Collection<AlterConfigOp> change = List.of(new AlterConfigOp(
                new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, type), AlterConfigOp.OpType.SET));
        await(admin.incrementalAlterConfigs(Map.of(topic, change)).all());
    }

    private long copy(String from) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                to,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "compression.type",
                "lz4",
                "max.request.size",
                32 << 20,
                "linger.ms",
                20);
        long copied = 0;
        try (KafkaConsumer<byte[], byte[]> here = consumer(from);
                KafkaProducer<byte[], byte[]> there =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Map<TopicPartition, Long> ends = here.endOffsets(partitions(here));
            here.assign(ends.keySet());
            here.seekToBeginning(ends.keySet());
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(each -> here.position(each.getKey()) < each.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : here.poll(POLL)) {
                    // By its key, as ingest-service does: a zone stays in one partition, in its order.
                    sent.add(there.send(new ProducerRecord<>(
                            record.topic(), null, record.timestamp(), record.key(), record.value(), record.headers())));
                    copied++;
                }
                if (sent.size() >= AT_A_TIME) {
                    sent.forEach(CopyLogCommand::await);
                    sent.clear();
                }
            }
            there.flush();
            sent.forEach(CopyLogCommand::await);
        }
        return copied;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new StackException("The log could not be copied: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while copying", e);
        }
    }
}
