package dev.zoneledger.catalog.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.UndecodableEvent;
import dev.zoneledger.contract.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of the log as the tables take it.
 *
 * @param document the event's data in the contract's own form, so that nothing is in it that a table could refuse
 * @param recordedAt the broker's append time
 */
record LogRecord(EventCodec.Decoded decoded, String document, int partition, long offset, Instant recordedAt) {

    private static final EventCodec CODEC = new EventCodec();
    private static final ObjectMapper JSON = Json.mapper();

    /**
     * The record as an event that PostgreSQL can keep.
     *
     * @throws Unreadable with the reason, if it is none; it will not become one by trying again
     */
    static LogRecord of(ConsumerRecord<byte[], byte[]> record) throws Unreadable {
        try {
            EventCodec.Decoded decoded = CODEC.decode(
                    name -> {
                        Header header = record.headers().lastHeader(name);
                        return header == null ? null : header.value();
                    },
                    record.key(),
                    record.value());
            String document = new String(CODEC.data(decoded.event()), StandardCharsets.UTF_8);
            requireStorable(document, decoded.eventId());
            return new LogRecord(
                    decoded, document, record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()));
        } catch (UndecodableEvent e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Why a record is no event for the registry. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason);
        }
    }

    /** PostgreSQL keeps every text but the null character and halves of surrogate pairs. */
    private static void requireStorable(String document, String eventId) throws Unreadable {
        if (!isStorable(eventId)) {
            throw new Unreadable("the event id has a character that is no text");
        }
        // What JSON writes as it is has been read as UTF-8; only an escape can stand for what is no text.
        if (document.contains("\\u") || !isStorable(document)) {
            try {
                requireStorable(JSON.readTree(document));
            } catch (JsonProcessingException e) {
                throw new Unreadable("the data is no text: " + e.getOriginalMessage());
            }
        }
    }

    private static void requireStorable(JsonNode node) throws Unreadable {
        if (node.isTextual() && !isStorable(node.textValue())) {
            throw new Unreadable("the data has a null character or half of a surrogate pair in a text");
        }
        for (JsonNode child : node) {
            requireStorable(child);
        }
    }

    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
