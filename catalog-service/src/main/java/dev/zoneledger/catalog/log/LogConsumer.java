package dev.zoneledger.catalog.log;

import dev.zoneledger.contract.Position;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Takes the log into the tables, batch by batch in its order. An outage of the database or of the broker is waited out:
 * the batch is tried again for as long as it takes, and nothing is ever skipped.
 */
@ApplicationScoped
class LogConsumer {

    private static final Logger LOG = Logger.getLogger(LogConsumer.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Applied applied;
    private final LogReader log;
    private final SameLog sameLog;
    private final SeekToRows seekToRows;
    private final DeadLetters deadLetters;
    private final Progress progress;
    private final Outages outages;
    private final LogMeters meters;
    private final BatchTraces traces;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("zone-catalog-writer").factory());
    private Future<?> writing = CompletableFuture.completedFuture(null);

    LogConsumer(
            Applied applied,
            LogReader log,
            SameLog sameLog,
            @Identifier("position-of-the-rows") SeekToRows seekToRows,
            DeadLetters deadLetters,
            Progress progress,
            Outages outages,
            LogMeters meters,
            BatchTraces traces) {
        this.applied = applied;
        this.log = log;
        this.sameLog = sameLog;
        this.seekToRows = seekToRows;
        this.deadLetters = deadLetters;
        this.progress = progress;
        this.outages = outages;
        this.meters = meters;
        this.traces = traces;
    }

    /**
     * Reads a batch while the one before is being written, and returns when that is written; this one then is on its way. Nothing
     * depends on it: what a crash leaves unwritten is read again, from the position in the database. Fails only when the service
     * stops.
     */
    @Incoming("events")
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) {
        List<ConsumerRecord<byte[], byte[]>> list = new ArrayList<>(records.count());
        records.forEach(list::add);
        Batch batch = Batch.of(list);
        awaitWritten();
        writing = writer.submit(() -> traces.within(list, () -> take(batch, list)));
    }

    private void awaitWritten() {
        try {
            writing.get();
        } catch (ExecutionException e) {
            progress.stuck();
            throw new IllegalStateException("a batch could not be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Outages.Stopping("write a batch");
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        writer.shutdown();
        if (!writer.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("a batch is still being written; it will be read again");
        }
    }

    private void take(Batch batch, List<ConsumerRecord<byte[], byte[]>> records) {
        Instant began = Instant.now();
        // The subject of whatever is logged on the way.
        MDC.put("position", new Position(batch.lastOffsets()).toString());
        try {
            putAside(batch);
            write(batch, records);
            meters.stored(records, began);
        } finally {
            MDC.remove("position");
        }
    }

    /** Each letter is sent once, however often the batch is tried afterwards. */
    private void putAside(Batch batch) {
        for (Batch.DeadLetter letter : batch.deadLetters()) {
            outages.waitOut("send a dead letter", () -> deadLetters.send(letter));
            meters.putAside();
        }
    }

    private void write(Batch batch, List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            append("write a batch", batch);
        } catch (RefusedDataException e) {
            isolate(records, e);
        }
    }

    /** Returns when the batch is in the tables, or when the log is being read again from where the rows end. */
    private void append(String task, Batch batch) {
        outages.waitOut(task, () -> {
            sameLog.require(goneBack(batch));
            Applied.@Nullable Gap gap = appendOrRefuse(batch);
            while (gap != null && isEmpty(gap)) {
                applied.passOver(gap);
                gap = appendOrRefuse(batch);
            }
            if (gap == null) {
                progress.reached(batch.nextOffsets());
            } else {
                LOG.infof(
                        "rows end before the batch: partition=%d rows=%d batch=%d",
                        gap.partition(), gap.from(), gap.to());
                seekToRows.again();
            }
        });
    }

    /** Partitions of which less was read before than the rows have: where the broker has lost the end of its log, Kafka does that. */
    private List<Integer> goneBack(Batch batch) {
        Map<Integer, Long> reached = progress.nextOffsets();
        return batch.firstOffsets().entrySet().stream()
                .filter(first -> first.getValue() < reached.getOrDefault(first.getKey(), 0L))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Applied.@Nullable Gap appendOrRefuse(Batch batch) throws SQLException {
        try {
            return applied.append(batch);
        } catch (SQLException e) {
            if (RefusedDataException.isRefusal(e)) {
                throw new RefusedDataException(e);
            }
            throw e;
        }
    }

    /** Markers of transactions, and what was taken back, have offsets too. */
    private boolean isEmpty(Applied.Gap gap) throws LogAwayException {
        return log.first(gap.partition(), gap.from())
                .map(record -> record.offset() >= gap.to())
                .orElse(false);
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
        append("write a dead letter", aside);
    }
}
