package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.Position;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
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

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final int maxBytes;
    private final Semaphore room;
    private final CompletableFuture<Landing> landing = new CompletableFuture<>();

    private final TreeMap<Integer, Long> offsets = new TreeMap<>();
    private long inFlight;
    private long acknowledged;
    private boolean closed;
    private volatile @Nullable Exception failure;

    Flight(Producer<String, byte[]> producer, String topic, int maxBytes) {
        this.producer = producer;
        this.topic = topic;
        this.maxBytes = maxBytes;
        this.room = new Semaphore(maxBytes);
    }

    /** Is told how it ended. */
    void onLanding(Consumer<Landing> told) {
        landing.thenAccept(told);
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
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, event.key(), event.data());
        event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        int weight = Math.min(maxBytes, event.data().length);
        room.acquireUninterruptibly(weight);
        synchronized (this) {
            inFlight++;
        }
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
        boolean over;
        synchronized (this) {
            closed = true;
            over = inFlight == 0;
        }
        if (over) {
            complete();
        }
        return landing;
    }

    private void ended(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        boolean over;
        synchronized (this) {
            inFlight--;
            if (exception == null && metadata != null) {
                acknowledged++;
                offsets.merge(metadata.partition(), metadata.offset(), Math::max);
            } else if (failure == null) {
                failure = exception;
            }
            over = closed && inFlight == 0;
        }
        if (over) {
            complete();
        }
    }

    private void complete() {
        Landing result;
        synchronized (this) {
            result = new Landing(acknowledged, offsets.isEmpty() ? null : new Position(offsets), failure);
        }
        landing.complete(result);
    }
}
