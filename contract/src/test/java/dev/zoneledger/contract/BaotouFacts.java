package dev.zoneledger.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The entries of the Baotou file, with the defaults that a line of an import may leave out. */
final class BaotouFacts {

    private static final Path FILE = Path.of("../deploy/local/data/baotou-2020.ndjson");
    private static final ObjectMapper MAPPER = Json.mapper();

    /** A line and the record it stands for. */
    record Entry(String kind, JsonNode line, ZoneEvent event) {
        @Override
        public String toString() {
            return kind + " " + event.id();
        }
    }

    private BaotouFacts() {}

    static List<Entry> entries() {
        try {
            return Files.readAllLines(FILE).stream().map(BaotouFacts::entry).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Claim> claims() {
        return entries().stream()
                .map(Entry::event)
                .filter(Claim.class::isInstance)
                .map(Claim.class::cast)
                .toList();
    }

    private static Entry entry(String line) {
        try {
            ObjectNode entry = (ObjectNode) MAPPER.readTree(line);
            String kind = entry.path("type").asText();
            ObjectNode data = entry.deepCopy();
            data.remove("type");
            setDefault(data, "revision", 1);
            if (kind.equals("claim") || kind.equals("chain")) {
                setDefault(data, "rank", ClaimRank.NORMAL.code());
            }
            if (kind.equals("claim")) {
                setDefault(data, "basis", Basis.ACTUAL.code());
                if (data.path("quantity").has("value")) {
                    setDefault((ObjectNode) data.get("quantity"), "qualifier", Qualifier.EXACT.code());
                }
            }
            Class<? extends ZoneEvent> record = Arrays.stream(EventType.values())
                    .filter(type -> type.kind().equals(kind))
                    .findFirst()
                    .orElseThrow()
                    .data();
            return new Entry(kind, entry, MAPPER.treeToValue(data, record));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private static void setDefault(ObjectNode data, String field, Object value) {
        if (!data.has(field)) {
            data.set(field, MAPPER.valueToTree(value));
        }
    }
}
