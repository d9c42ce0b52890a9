package dev.zoneledger.catalog.log;

import dev.zoneledger.watch.Buckets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The figures of the way from the log into the tables; all are there from the start, so that a first dead letter shows. */
@ApplicationScoped
class LogMeters {

    private final Counter records;
    private final Counter deadLetters;
    private final DistributionSummary batchRecords;
    private final Timer batchWrite;
    private final Timer stored;

    LogMeters(MeterRegistry meters) {
        records = Counter.builder("zone.catalog.records")
                .description("Records of the log that were taken into the tables")
                .register(meters);
        deadLetters = Counter.builder("zone.catalog.dead.letters")
                .description("Records of the log that are no events and were put aside")
                .register(meters);
        batchRecords = DistributionSummary.builder("zone.catalog.batch")
                .description("Records that went into the tables in one transaction")
                .baseUnit("records")
                .serviceLevelObjectives(1, 10, 100, 500, 1000, 2500)
                .register(meters);
        batchWrite = Buckets.answers(
                        "zone.catalog.batch.write", "From when a batch may be written to when it is; outages included")
                .register(meters);
        stored = Buckets.delays(
                        "zone.catalog.stored.after",
                        "From the broker's append to the tables, of the oldest record of each batch")
                .register(meters);
    }

    void putAside() {
        deadLetters.increment();
    }

    /** A batch that began to be written at that time is in the tables. */
    void stored(List<ConsumerRecord<byte[], byte[]>> batch, Instant began) {
        Instant now = Instant.now();
        records.increment(batch.size());
        batchRecords.record(batch.size());
        batchWrite.record(positive(Duration.between(began, now)));
        batch.stream()
                .mapToLong(ConsumerRecord::timestamp)
                .min()
                .ifPresent(oldest -> stored.record(positive(Duration.between(Instant.ofEpochMilli(oldest), now))));
    }

    /** The broker's clock may be ahead of this one. */
    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
