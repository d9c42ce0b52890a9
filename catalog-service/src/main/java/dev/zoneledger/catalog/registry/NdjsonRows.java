package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.contract.Json;
import java.io.IOException;
import java.io.OutputStream;

/** A record a line. */
final class NdjsonRows implements Rows {

    private static final ObjectMapper JSON = Json.mapper();

    private final JsonGenerator generator;

    NdjsonRows(OutputStream out) throws IOException {
        generator = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.setRootValueSeparator(null);
    }

    @Override
    public void add(JsonNode item) throws IOException {
        JSON.writeTree(generator, item);
        generator.writeRaw('\n');
    }

    @Override
    public void end() throws IOException {
        generator.flush();
    }
}
