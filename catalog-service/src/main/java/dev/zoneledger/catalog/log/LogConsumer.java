package dev.zoneledger.catalog.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes the log into the tables, batch by batch in its order. An outage of the database or of the broker is waited out:
 * the batch is tried again for as long as it takes, and nothing is ever skipped.
 */
@ApplicationScoped
class LogConsumer {

    private final Tables tables;
    private final DeadLetters deadLetters;
    private final Progress progress;
    private final Outages outages;
    private final MeterRegistry meters;

    LogConsumer(Tables tables, DeadLetters deadLetters, Progress progress, Outages outages, MeterRegistry meters) {
        this.tables = tables;
        this.deadLetters = deadLetters;
        this.progress = progress;
        this.outages = outages;
        this.meters = meters;
    }

    /** Returns when the batch is written; it fails only when the service stops, and then its position stays where it was. */
    @Incoming("events")
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) {
        List<ConsumerRecord<byte[], byte[]>> list = new ArrayList<>(records.count());
        records.forEach(list::add);
        Batch batch = Batch.of(list);
        putAside(batch);
        write(batch, list);
    }

    /** Each letter is sent once, however often the batch is tried afterwards. */
    private void putAside(Batch batch) {
        for (Batch.DeadLetter letter : batch.deadLetters()) {
            outages.waitOut("send a dead letter", () -> deadLetters.send(letter));
            meters.counter("zone.catalog.dead.letters").increment();
        }
    }

    private void write(Batch batch, List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            outages.waitOut("write a batch", () -> writeOrRefuse(batch));
        } catch (RefusedDataException e) {
            isolate(records, e);
            return;
        }
        meters.counter("zone.catalog.records").increment(records.size());
        progress.reached(batch.nextOffsets());
    }

    private void writeOrRefuse(Batch batch) throws SQLException {
        try {
            tables.write(batch);
        } catch (SQLException e) {
            if (RefusedDataException.isRefusal(e)) {
                throw new RefusedDataException(e);
            }
            throw e;
        }
    }

    /**
     * No event of the contract should be refused by the database. If one is, waiting would stop the log for good: it alone
     * is put aside, and the rest is written.
     */
    private void isolate(List<ConsumerRecord<byte[], byte[]>> records, RefusedDataException refusal) {
        if (records.size() > 1) {
            int half = records.size() / 2;
            for (var part : List.of(records.subList(0, half), records.subList(half, records.size()))) {
                write(Batch.of(part), part);
            }
            return;
        }
        ConsumerRecord<byte[], byte[]> record = records.getFirst();
        if (!Batch.of(records).deadLetters().isEmpty()) {
            throw refusal;
        }
        Batch aside = Batch.of(new Batch.DeadLetter(record, "the database refuses it: " + refusal.getMessage()));
        putAside(aside);
        outages.waitOut("write a dead letter", () -> tables.write(aside));
        progress.reached(aside.nextOffsets());
    }
}
