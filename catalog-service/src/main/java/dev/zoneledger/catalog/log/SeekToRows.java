package dev.zoneledger.catalog.log;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Goes on where the rows end: the position in the database is the only one that is true of the rows. */
@ApplicationScoped
@Identifier("position-of-the-rows")
class SeekToRows implements KafkaConsumerRebalanceListener {

    private final Tables tables;
    private final Progress progress;

    SeekToRows(Tables tables, Progress progress) {
        this.tables = tables;
        this.progress = progress;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            try {
                OptionalLong next = tables.nextOffset(partition.partition());
                if (next.isPresent()) {
                    consumer.seek(partition, next.getAsLong());
                } else {
                    consumer.seekToBeginning(List.of(partition));
                }
            } catch (SQLException e) {
                throw new IllegalStateException("the position of " + partition + " could not be read", e);
            }
        }
        progress.assigned();
    }
}
