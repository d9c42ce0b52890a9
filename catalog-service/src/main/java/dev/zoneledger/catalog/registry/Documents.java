package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.ZoneEvent;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Rows as clients see them: the record in the contract's own form, then what the registry knows of it. */
final class Documents {

    private static final ObjectMapper JSON = Json.mapper();

    private Documents() {}

    static JsonNode of(RegisteredRecord row) {
        ObjectNode node = tree(row.document, dataOf(row.kind));
        node.put("recordedAt", row.recordedAt.toString());
        node.put("position", row.partition + "@" + row.offset);
        if (row.kind.equals(EventType.PROJECT_REGISTERED.kind())) {
            node.putObject("links").put("claims", "/v1/claims?zone=" + row.zone + "&project=" + row.id);
        }
        return node;
    }

    static JsonNode of(RegisteredClaim row) {
        ObjectNode node = tree(row.document, Claim.class);
        node.put("rankInForce", row.rankInForce);
        node.put("resolved", row.resolved);
        if (row.conflicts > 0) {
            node.put("conflicts", row.conflicts);
            node.putObject("links").put("conflicts", "/v1/conflicts?zone=" + row.zone + "&id=" + row.id);
        }
        if (row.markKind != null) {
            ObjectNode mark = tree(row.markDocument, dataOf(row.markKind));
            mark.remove(List.of("zone", "id"));
            mark.put("kind", row.markKind);
            node.set("mark", mark);
        }
        node.put("recordedAt", row.recordedAt.toString());
        node.put("position", row.partition + "@" + row.offset);
        return node;
    }

    static JsonNode of(String kind, String document) {
        return tree(document, dataOf(kind));
    }

    /** The table keeps JSON as values; the contract's record brings its order and plain decimals back. */
    private static ObjectNode tree(String document, Class<? extends ZoneEvent> type) {
        try {
            return JSON.valueToTree(JSON.readValue(document, type));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<? extends ZoneEvent> dataOf(String kind) {
        return Arrays.stream(EventType.values())
                .filter(type -> type.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .data();
    }
}
