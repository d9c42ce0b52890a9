package dev.zoneledger.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The published schemas, and what they find in the data of an event. */
final class Schemas {

    static final String COMMON = "urn:zone-ledger:schema:common";

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts()));

    private Schemas() {}

    /** What the type's schema finds wrong; empty if the data is valid. */
    static List<String> errors(EventType type, String data) {
        return errors(type.dataSchema(), data);
    }

    static List<String> errors(String schema, String data) {
        return REGISTRY
                .getSchema(SchemaLocation.of(schema))
                .validate(
                        data,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    static List<String> errors(EventType type, byte[] data) {
        return errors(type, new String(data, StandardCharsets.UTF_8));
    }

    static JsonNode common() throws IOException {
        return Json.mapper().readTree(text("common"));
    }

    /** Texts of the schemas by their ids. */
    static Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        texts.put(COMMON, text("common"));
        texts.put(TotalCodec.DATA_SCHEMA, text(TotalCodec.TYPE));
        Arrays.stream(EventType.values()).forEach(type -> texts.put(type.dataSchema(), text(type.type())));
        return texts;
    }

    private static String text(String name) {
        try (InputStream schema = Schemas.class.getResourceAsStream("/schemas/" + name + ".json")) {
            return new String(Objects.requireNonNull(schema, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
