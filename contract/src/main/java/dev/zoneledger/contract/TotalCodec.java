package dev.zoneledger.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Totals as records of {@link EventLog#TOTALS}: CloudEvents 1.0, Kafka protocol binding, binary content mode, JSON data. The
 * key names the total; a record of the same key takes the place of the one before, one without data says that the total is no
 * more. All totals of a zone are in one partition.
 */
public final class TotalCodec {

    public static final String TYPE = "zone.total.changed.v1";
    public static final String DATA_SCHEMA = "urn:zone-ledger:schema:" + TYPE;
    public static final String SOURCE = "urn:zone-ledger:metrics";

    private static final char SEPARATOR = '|';

    private final ObjectReader reader;
    private final ObjectWriter writer;

    public TotalCodec() {
        var mapper = Json.mapper();
        reader = mapper.readerFor(ZoneTotal.class);
        writer = mapper.writerFor(ZoneTotal.class);
    }

    /** The name of a total; slot is its status or period. What is not there is empty text. */
    public static String key(
            String zone,
            ZoneTotal.Scope scope,
            Measure measure,
            Basis basis,
            String product,
            String slot,
            String unit) {
        return String.join(
                String.valueOf(SEPARATOR), zone, scope.code(), measure.code(), basis.code(), product, slot, unit);
    }

    /** The zone of a key. */
    public static String zone(String key) {
        return key.substring(0, key.indexOf(SEPARATOR));
    }

    /** The CloudEvents attributes of a total's record, by the names of their headers. */
    public Map<String, String> headers(String key, String position) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", position + SEPARATOR + key);
        headers.put("ce_source", SOURCE);
        headers.put("ce_type", TYPE);
        headers.put("ce_subject", key);
        headers.put("ce_partitionkey", zone(key));
        headers.put("ce_dataschema", DATA_SCHEMA);
        headers.put("content-type", EventCodec.CONTENT_TYPE);
        return headers;
    }

    public byte[] data(ZoneTotal total) {
        try {
            return writer.writeValueAsBytes(total);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The total of a record's data.
     *
     * @throws UncheckedIOException if it is none
     */
    public ZoneTotal total(byte[] data) {
        try {
            return reader.readValue(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
