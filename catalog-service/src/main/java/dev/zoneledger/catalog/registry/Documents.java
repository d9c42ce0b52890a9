package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.ZoneEvent;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as clients see them: the record in the contract's own form, then what the registry knows of it. */
public final class Documents {

    private static final ObjectMapper JSON = Json.mapper();

    private Documents() {}

    static JsonNode of(RecordRow row) {
        ObjectNode node = of(event(row.kind, row.document));
        if (row.mergedInto != null) {
            node.put("mergedInto", row.mergedInto);
        }
        if (row.mergedFrom != null) {
            Arrays.stream(row.mergedFrom).forEach(node.putArray("mergedFrom")::add);
        }
        node.put("recordedAt", row.recordedAt.toString());
        node.put("position", row.partition + "@" + row.offset);
        if (row.kind.equals(EventType.PROJECT_REGISTERED.kind())) {
            node.putObject("links")
                    .put(
                            "claims",
                            "/v1/claims?zone=" + row.zone + "&project="
                                    + (row.mergedInto == null ? row.id : row.mergedInto));
        }
        return node;
    }

    static JsonNode of(ClaimRow row) {
        ObjectNode node = of(event(EventType.CAPACITY_REPORTED.kind(), row.document));
        node.put("rankInForce", row.rankInForce);
        node.put("resolved", row.resolved);
        if (row.conflicts > 0) {
            node.put("conflicts", row.conflicts);
            node.putObject("links").put("conflicts", "/v1/conflicts?zone=" + row.zone + "&id=" + row.id);
        }
        if (row.markKind != null) {
            node.set("mark", mark(of(event(row.markKind, row.markDocument)), row.markKind));
        }
        node.put("recordedAt", row.recordedAt.toString());
        node.put("position", row.partition + "@" + row.offset);
        return node;
    }

    /** A record with where a merge leads it, if one does. */
    static JsonNode merged(JsonNode record, @Nullable String into) {
        return into == null
                ? record
                : (record instanceof ObjectNode there ? there.deepCopy() : JSON.createObjectNode())
                        .put("mergedInto", into);
    }

    /** As it was said. */
    public static ObjectNode of(ZoneEvent event) {
        return JSON.valueToTree(event);
    }

    /** A claim as all of its revisions so far make it. */
    static ObjectNode of(ClaimState state) {
        ObjectNode node = state.claim() == null ? JSON.createObjectNode() : of(state.claim());
        state.rank().ifPresent(rank -> node.put("rankInForce", rank.code()));
        state.standingMark()
                .ifPresent(mark -> node.set("mark", mark(of(mark), mark.type().kind())));
        return node;
    }

    private static ObjectNode mark(ObjectNode mark, String kind) {
        mark.remove(List.of("zone", "id"));
        return mark.put("kind", kind);
    }

    /** The table keeps JSON as values; the contract's record brings its order and plain decimals back. */
    public static ZoneEvent event(String kind, String document) {
        try {
            return JSON.readValue(document, dataOf(kind));
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
