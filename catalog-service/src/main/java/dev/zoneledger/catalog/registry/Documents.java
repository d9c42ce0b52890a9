package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.ZoneEvent;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as clients see them: the record in the contract's own form, then what the registry knows of it. */
public final class Documents {

    private static final ObjectMapper JSON = Json.mapper();

    private static final Fields NO_SHAPE = Fields.of(NoRecord.class);

    /** By kind, the fields of its record. */
    private static final Map<String, Fields> SHAPES = shapes();

    private record NoRecord() {}

    private Documents() {}

    private static Map<String, Fields> shapes() {
        Map<String, Fields> shapes = new HashMap<>();
        for (EventType type : EventType.values()) {
            shapes.putIfAbsent(type.kind(), Fields.of(type.data().asSubclass(Record.class)));
        }
        return Map.copyOf(shapes);
    }

    /** @param day on which it is seen: a phase that got its status later has none yet; null for all days */
    static ObjectNode of(RecordRow row, @Nullable LocalDate day) {
        ObjectNode node = stated(row.kind, row.document);
        if (row.mergedInto != null) {
            node.put("mergedInto", row.mergedInto);
        }
        if (row.mergedFrom != null) {
            Arrays.stream(row.mergedFrom).forEach(node.putArray("mergedFrom")::add);
        }
        if (day != null) {
            node.path("phases").forEach(phase -> {
                String since = phase.path("statusSince").path("date").textValue();
                if (since != null && PartialDate.lastDay(since).isAfter(day)) {
                    ((ObjectNode) phase).remove(List.of("status", "statusSince"));
                }
            });
        }
        node.put("recordedAt", row.recordedAt.toString());
        // The position of a ranking is its place among others.
        node.put(node.has("position") ? "logPosition" : "position", row.partition + "@" + row.offset);
        Links.of(row, node.putObject("links"));
        return node;
    }

    static ObjectNode of(ClaimRow row) {
        ObjectNode node = stated(EventType.CAPACITY_REPORTED.kind(), row.document);
        node.put("rankInForce", row.rankInForce);
        node.put("resolved", row.resolved);
        if (row.conflicts > 0) {
            node.put("conflicts", row.conflicts);
        }
        if (row.markKind != null) {
            node.set("mark", mark(stated(row.markKind, row.markDocument), row.markKind));
        }
        node.put("recordedAt", row.recordedAt.toString());
        node.put("position", row.partition + "@" + row.offset);
        Links.of(row, node.putObject("links"));
        return node;
    }

    /**
     * A record with where a merge leads it, if one does.
     *
     * @param from the records that merges lead to it
     */
    static JsonNode merged(JsonNode record, @Nullable String into, List<String> from) {
        if (into == null && from.isEmpty()) {
            return record;
        }
        ObjectNode merged = record instanceof ObjectNode there ? there.deepCopy() : JSON.createObjectNode();
        if (into != null) {
            merged.put("mergedInto", into);
        }
        if (!from.isEmpty()) {
            from.forEach(merged.putArray("mergedFrom")::add);
        }
        return merged;
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

    /** As the table keeps it, in the order of the contract's record: lists have many, and making records of all of them is dear. */
    private static ObjectNode stated(String kind, String document) {
        try {
            return SHAPES.getOrDefault(kind, NO_SHAPE).inOrder((ObjectNode) JSON.readTree(document));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
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
