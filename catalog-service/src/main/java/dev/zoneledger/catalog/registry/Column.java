package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of the tables that a list is answered as.
 *
 * @param header as the first row has it
 * @param field of the record that it is made of, with dots, by which {@code fields} chooses it
 * @param cell of a record: a text, a decimal (to be written as a number), or null for an empty cell
 */
record Column(String header, String field, Function<JsonNode, @Nullable Object> cell) {

    /** The field itself; of a list its elements, parted by semicolons. */
    static Column of(String header, String field) {
        String[] steps = field.split("\\.");
        return new Column(header, field, record -> value(at(record, steps, 0)));
    }

    static Column of(String header, String field, Function<JsonNode, @Nullable Object> cell) {
        return new Column(header, field, cell);
    }

    private static @Nullable JsonNode at(@Nullable JsonNode node, String[] steps, int from) {
        JsonNode place = node;
        for (int i = from; i < steps.length && place != null; i++) {
            if (place.isArray()) {
                return parts(place, steps, i);
            }
            place = place.get(steps[i]);
        }
        return place;
    }

    private static JsonNode parts(JsonNode list, String[] steps, int from) {
        List<String> parts = new ArrayList<>();
        list.forEach(each -> {
            Object part = value(at(each, steps, from));
            if (part != null) {
                parts.add(part.toString());
            }
        });
        return TextNode.valueOf(String.join("; ", parts));
    }

    private static @Nullable Object value(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? "yes" : "no";
        }
        if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(each -> parts.add(each.isValueNode() ? each.asText() : each.toString()));
            return parts.isEmpty() ? null : String.join("; ", parts);
        }
        return node.isValueNode() ? node.asText() : node.toString();
    }
}
