package dev.zoneledger.metrics.state;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How much of the state an instance still reads from its changelogs before it answers for a zone. */
@Singleton
class RestoreProgress implements StateRestoreListener {

    private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();

    RestoreProgress(MeterRegistry meters) {
        Gauge.builder("zone.metrics.restore.stores", left, Map::size)
                .description("Stores of partitions that are being restored")
                .register(meters);
        Gauge.builder(
                        "zone.metrics.restore.left",
                        left,
                        all -> all.values().stream().mapToLong(Long::longValue).sum())
                .description("What is to be read of their changelogs")
                .baseUnit("records")
                .register(meters);
    }

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
        left.put(changelog, to - from);
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long last, long records) {
        left.computeIfPresent(changelog, (any, before) -> Math.max(0, before - records));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long records) {
        left.remove(changelog);
    }

    /** The partition has gone to another instance meanwhile. */
    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
        left.remove(changelog);
    }
}
