package dev.zoneledger.catalog.log;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
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
    private final Outages outages;

    SeekToRows(Tables tables, Progress progress, Outages outages) {
        this.tables = tables;
        this.progress = progress;
        this.outages = outages;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            outages.waitOut("read where the rows end", () -> {
                OptionalLong next = tables.nextOffset(partition.partition());
                if (next.isPresent()) {
                    consumer.seek(partition, next.getAsLong());
                } else {
                    consumer.seekToBeginning(List.of(partition));
                }
            });
        }
        progress.assigned();
    }
}
