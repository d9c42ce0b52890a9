package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Suggestions;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that records of a list have, as paths with dots, and the choosing among them. */
final class Fields {

    private static final int MAX_LENGTH = 2000;

    private final Set<String> paths;
    private final Shape order = new Shape(new LinkedHashMap<>());

    private Fields(Set<String> paths) {
        this.paths = paths;
        for (String path : paths) {
            Shape place = order;
            for (String step : path.split("\\.")) {
                place = place.parts.computeIfAbsent(step, each -> new Shape(new LinkedHashMap<>()));
            }
        }
    }

    /** Those of a record, and of what is in it, and others that an answer adds. */
    static Fields of(Class<? extends Record> record, String... others) {
        Set<String> paths = new LinkedHashSet<>();
        add(record, "", paths);
        paths.addAll(Arrays.asList(others));
        return new Fields(paths);
    }

    private static void add(Class<?> type, String prefix, Set<String> paths) {
        if (type.isSealed()) {
            for (Class<?> form : type.getPermittedSubclasses()) {
                add(form, prefix, paths);
            }
        } else if (type.isRecord() && Arrays.stream(type.getRecordComponents()).noneMatch(Fields::isWhole)) {
            for (RecordComponent component : type.getRecordComponents()) {
                paths.add(prefix + component.getName());
                add(element(component.getGenericType()), prefix + component.getName() + ".", paths);
            }
        }
    }

    private static boolean isWhole(RecordComponent component) {
        AnnotatedElement accessor = component.getAccessor();
        return accessor.isAnnotationPresent(JsonValue.class) || component.isAnnotationPresent(JsonValue.class);
    }

    private static Class<?> element(Type type) {
        return switch (type) {
            case ParameterizedType list when list.getActualTypeArguments()[0] instanceof Class<?> element -> element;
            case Class<?> plain -> plain;
            default -> Object.class;
        };
    }

    /** The choice that {@code fields} names; empty if it is null, which chooses everything. */
    Choice choose(@Nullable String fields) {
        Choice all = new Choice(new LinkedHashMap<>());
        if (fields == null) {
            return all;
        }
        List<String> asked = List.of(fields.split(",", -1));
        for (String path : asked) {
            if (!paths.contains(path) || fields.length() > MAX_LENGTH) {
                throw Problem.invalidParameter(Problem.FieldError.ofParameter(
                                "fields",
                                "expected some of " + String.join(", ", paths),
                                Suggestions.nearest(path, paths).orElse(null)))
                        .asException();
            }
            if (asked.stream().anyMatch(other -> path.startsWith(other + "."))) {
                continue;
            }
            Choice place = all;
            for (String step : path.split("\\.")) {
                place = place.parts.computeIfAbsent(step, each -> new Choice(new LinkedHashMap<>()));
            }
        }
        return all;
    }

    /**
     * The record with its fields in the order in which they are declared, and behind them those that nobody knows: the database
     * keeps JSON without an order.
     */
    ObjectNode inOrder(ObjectNode record) {
        return order.of(record);
    }

    /** The fields of a record, or of a part of one, in order, each with the order of what is in it. */
    private record Shape(Map<String, Shape> parts) {

        ObjectNode of(ObjectNode record) {
            ObjectNode ordered = JsonNodeFactory.instance.objectNode();
            parts.forEach((name, part) -> {
                JsonNode value = record.get(name);
                if (value != null) {
                    ordered.set(name, part.ofValue(value));
                }
            });
            if (ordered.size() < record.size()) {
                record.properties().forEach(field -> ordered.putIfAbsent(field.getKey(), field.getValue()));
            }
            return ordered;
        }

        private JsonNode ofValue(JsonNode value) {
            if (parts.isEmpty()) {
                return value;
            }
            if (value instanceof ObjectNode part) {
                return of(part);
            }
            if (value instanceof ArrayNode list) {
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, ofValue(list.get(i)));
                }
            }
            return value;
        }
    }

    /** A choice of fields: of each, what is chosen in it; everything if nothing is. */
    record Choice(Map<String, Choice> parts) {

        /** What is chosen of it, in its own order; of a list, of each of its elements. */
        JsonNode of(JsonNode node) {
            if (parts.isEmpty()) {
                return node;
            }
            if (node instanceof ArrayNode list) {
                ArrayNode chosen = JsonNodeFactory.instance.arrayNode();
                list.forEach(each -> chosen.add(of(each)));
                return chosen;
            }
            ObjectNode chosen = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> {
                Choice part = parts.get(field.getKey());
                if (part != null) {
                    chosen.set(field.getKey(), part.of(field.getValue()));
                }
            });
            return chosen;
        }

        /** Those of the columns whose fields are chosen. */
        List<Column> of(List<Column> columns) {
            if (parts.isEmpty()) {
                return columns;
            }
            List<Column> chosen = new ArrayList<>();
            for (Column column : columns) {
                Choice place = this;
                boolean inside = true;
                for (String step : column.field().split("\\.")) {
                    if (place.parts.isEmpty() && place != this) {
                        break;
                    }
                    Choice next = place.parts.get(step);
                    if (next == null) {
                        inside = false;
                        break;
                    }
                    place = next;
                }
                if (inside) {
                    chosen.add(column);
                }
            }
            return chosen;
        }
    }
}
