package dev.zoneledger.catalog.log;

import dev.zoneledger.contract.Addend;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.UndecodableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log as the tables take it.
 *
 * @param source the CloudEvents {@code source}: who named the event
 * @param document the event's data in the contract's own form, so that nothing is in it that a table could refuse
 * @param addend what the arithmetic needs of a claim's content; null for all other events
 * @param recordedAt the broker's append time
 */
record LogRecord(
        EventCodec.Decoded decoded,
        @Nullable String source,
        String document,
        @Nullable Addend addend,
        int partition,
        long offset,
        Instant recordedAt) {

    private static final EventCodec CODEC = new EventCodec();
    private static final long LAST_MILLISECOND_OF_9999 = 253_402_300_799_999L;

    /**
     * The record as an event that PostgreSQL can keep.
     *
     * @throws Unreadable with the reason, if it is none; it will not become one by trying again
     */
    static LogRecord of(ConsumerRecord<byte[], byte[]> record) throws Unreadable {
        try {
            EventCodec.Decoded decoded = CODEC.decode(name -> header(record, name), record.key(), record.value());
            String document = new String(CODEC.data(decoded.event()), StandardCharsets.UTF_8);
            return new LogRecord(
                    decoded,
                    source(record),
                    document,
                    decoded.event() instanceof Claim claim ? Addend.of(claim) : null,
                    record.partition(),
                    record.offset(),
                    recordedAt(record));
        } catch (UndecodableEvent e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            // Decoding is a pure function of the bytes: it would fail in this way for ever.
            throw new Unreadable("the record cannot be decoded: " + e);
        }
    }

    private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    /** As a text that a column takes. */
    private static @Nullable String source(ConsumerRecord<byte[], byte[]> record) {
        byte[] source = header(record, "ce_source");
        return source == null ? null : new String(source, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    /** A topic that is set up wrongly passes on what producers say, and a long reaches beyond PostgreSQL's timestamps. */
    static Instant recordedAt(ConsumerRecord<?, ?> record) {
        return Instant.ofEpochMilli(Math.clamp(record.timestamp(), 0, LAST_MILLISECOND_OF_9999));
    }

    /** Why a record is no event for the registry. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason);
        }
    }
}
