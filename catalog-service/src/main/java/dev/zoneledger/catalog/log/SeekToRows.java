package dev.zoneledger.catalog.log;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Goes on where the rows end: the position in the database is the only one that is true of the rows. */
@ApplicationScoped
@Identifier("position-of-the-rows")
class SeekToRows implements KafkaConsumerRebalanceListener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Applied applied;
    private final SameLog sameLog;
    private final Progress progress;
    private final Outages outages;
    private final Instance<KafkaClientService> clients;

    SeekToRows(
            Applied applied,
            SameLog sameLog,
            Progress progress,
            Outages outages,
            Instance<KafkaClientService> clients) {
        this.applied = applied;
        this.sameLog = sameLog;
        this.progress = progress;
        this.outages = outages;
        this.clients = clients;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        outages.waitOut("read where the rows end", () -> {
            sameLog.require(partitions.stream().map(TopicPartition::partition).toList());
            seek(consumer, partitions);
        });
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        progress.revoked(partitions.stream().map(TopicPartition::partition).toList());
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        onPartitionsRevoked(consumer, partitions);
    }

    /** The rows have gone back: reads again from where they end now. What is under way meanwhile does not fit the rows. */
    void again() throws SQLException {
        Map<Integer, Long> ends = applied.nextOffsets();
        KafkaConsumer<byte[], byte[]> consumer = clients.get().getConsumer("events");
        consumer.runOnPollingThread(log -> {
                    seek(log, log.assignment(), ends);
                })
                .await()
                .atMost(PATIENCE);
    }

    private void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) throws SQLException {
        seek(consumer, partitions, applied.nextOffsets());
    }

    private void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Map<Integer, Long> ends) {
        Map<Integer, Long> from = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long end = ends.getOrDefault(partition.partition(), 0L);
            if (end > 0) {
                consumer.seek(partition, end);
            } else {
                consumer.seekToBeginning(List.of(partition));
            }
            from.put(partition.partition(), end);
        }
        progress.assigned(from);
    }
}
