package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.EventCodec.Attribute;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.Position;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way to the log, sent by one thread. Sending does not wait for the acknowledgement of a record, only, when
 * too many bytes are on their way, for room; {@link #land} tells when all have been acknowledged or given up.
 */
public final class Flight implements Outbox {

    private static final int NONE = -1;

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final int maxBytes;
    private final @Nullable Attribute trace;
    private final Semaphore room;
    private final CompletableFuture<Landing> landing = new CompletableFuture<>();
    private Consumer<Landing> told = end -> {};

    /** Records on their way, and one more until no more will be sent. */
    private final AtomicInteger pending = new AtomicInteger(1);

    private volatile @Nullable Exception failure;

    // Acknowledgements come from the producer's one thread; what they leave is read when none is pending.
    private final TreeMap<Integer, Long> offsets = new TreeMap<>();
    private long acknowledged;
    private int partition = NONE;
    private long offset;

    /** @param trace a header for each record; null for none */
    Flight(Producer<String, byte[]> producer, String topic, int maxBytes, @Nullable Attribute trace) {
        this.producer = producer;
        this.topic = topic;
        this.maxBytes = maxBytes;
        this.trace = trace;
        this.room = new Semaphore(maxBytes);
    }

    /** Is told how it ended, before anybody who waits for that; to be said before {@link #land}. */
    void onLanding(Consumer<Landing> another) {
        told = told.andThen(another);
    }

    /** It has failed before it began. */
    void stayDown(Exception why) {
        failure = why;
    }

    @Override
    public boolean hasFailed() {
        return failure != null;
    }

    @Override
    public void send(Encoded event) {
        ProducerRecord<String, byte[]> record = Records.of(topic, event, trace);
        int weight = Math.min(maxBytes, event.data().length);
        room.acquireUninterruptibly(weight);
        pending.incrementAndGet();
        Callback onEnd = (metadata, exception) -> {
            room.release(weight);
            ended(metadata, exception);
        };
        try {
            producer.send(record, onEnd);
        } catch (KafkaException | IllegalStateException e) {
            // Thrown before the producer took the record, so that it does not call back.
            onEnd.onCompletion(null, e);
        }
    }

    @Override
    public CompletionStage<Landing> land() {
        countDown();
        return landing;
    }

    private void ended(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception == null && metadata != null) {
            acknowledged(metadata.partition(), metadata.offset());
        } else if (failure == null) {
            failure = exception;
        }
        countDown();
    }

    /** They come in runs of one partition, batch by batch, so that few are worth an entry of the map. */
    private void acknowledged(int inPartition, long at) {
        acknowledged++;
        if (inPartition != partition) {
            noteOffset();
            partition = inPartition;
            offset = at;
        }
        offset = Math.max(offset, at);
    }

    private void noteOffset() {
        if (partition != NONE) {
            offsets.merge(partition, offset, Math::max);
        }
    }

    private void countDown() {
        if (pending.decrementAndGet() == 0) {
            noteOffset();
            Landing end = new Landing(acknowledged, offsets.isEmpty() ? null : new Position(offsets), failure);
            try {
                told.accept(end);
            } finally {
                landing.complete(end);
            }
        }
    }
}
