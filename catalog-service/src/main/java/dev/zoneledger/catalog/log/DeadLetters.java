package dev.zoneledger.catalog.log;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts records that are no events aside: key, bytes and headers as they were, and beside them the reason and the origin.
 * A crash before the batch is written sends them again; the origin tells the two apart from two records.
 */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MutinyEmitter<Record<byte[], byte[]>> topic;

    DeadLetters(@Channel("dead-letters") MutinyEmitter<Record<byte[], byte[]>> topic) {
        this.topic = topic;
    }

    /**
     * Returns when the broker has it. What is too large for the topic, as only a record of another producer can be that was
     * compressed in the log, goes without its bytes: they stay in the log, at the origin.
     */
    void send(Batch.DeadLetter letter) {
        try {
            send(letter, letter.record().headers(), letter.record().value());
        } catch (RecordTooLargeException e) {
            send(letter, new RecordHeaders().add("dlq-left-out", bytes("headers and data")), null);
        }
    }

    private void send(Batch.DeadLetter letter, Headers original, byte @Nullable [] value) {
        ConsumerRecord<byte[], byte[]> record = letter.record();
        RecordHeaders headers = new RecordHeaders(original);
        headers.add("dlq-reason", bytes(letter.reason()));
        headers.add("dlq-topic", bytes(record.topic()));
        headers.add("dlq-partition", bytes(Integer.toString(record.partition())));
        headers.add("dlq-offset", bytes(Long.toString(record.offset())));
        topic.sendMessage(Message.of(Record.of(record.key(), value))
                        .addMetadata(OutgoingKafkaRecordMetadata.<byte[]>builder()
                                .withHeaders(headers)
                                .build()))
                .await()
                .atMost(PATIENCE);
        LOG.warnf(
                "undecodable record: topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), letter.reason());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
