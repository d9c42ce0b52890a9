package dev.zoneledger.metrics.live;

import dev.zoneledger.contract.EventLog;
import dev.zoneledger.metrics.state.LedgerTopology;
import dev.zoneledger.rest.Problem;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topic of totals, whose committed records any instance can read. */
@ApplicationScoped
class TotalsTopic {

    private static final int RETRY_SECONDS = 5;

    /** What a listener who reads slowly makes us hold at most. */
    private static final int MOST_RECORDS = 200;

    private final Map<String, Object> broker;
    private final String topic;

    TotalsTopic(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "zone.totals.topic", defaultValue = EventLog.TOTALS) String topic) {
        this.broker = broker;
        this.topic = topic;
    }

    /** A reader of the topic, of no group, that has committed records only. */
    KafkaConsumer<String, byte[]> reader() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Where the totals of a zone are.
     *
     * @throws dev.zoneledger.rest.ProblemException 503 if there is no such topic yet
     */
    TopicPartition partitionOf(String zone, KafkaConsumer<?, ?> reader) {
        List<PartitionInfo> partitions = reader.partitionsFor(topic);
        if (partitions.isEmpty()) {
            throw Problem.of(503, "not-ready", "The topic of totals is not there", "Try again")
                    .asException(RETRY_SECONDS);
        }
        return new TopicPartition(topic, LedgerTopology.partitionOfZone(zone, partitions.size()));
    }
}
