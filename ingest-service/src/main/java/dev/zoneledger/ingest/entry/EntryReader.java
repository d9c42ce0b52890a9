package dev.zoneledger.ingest.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.rest.Problem.FieldError;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads entries from bytes, in one pass: what is right becomes a record, what is wrong a fault. */
public final class EntryReader {

    private static final String TYPE = "type";
    static final String ID = "id";

    private final JsonFactory factory;

    public EntryReader(IngestLimits limits) {
        this.factory = Tree.factory(limits.depth());
    }

    /** The entry that a line of an import holds: an object whose field {@code type} says of which kind it is. */
    public Entry line(byte[] bytes, int offset, int length, Faults faults) {
        Entry claim = ClaimReader.line(bytes, offset, length);
        return claim != null ? claim : explainedLine(bytes, offset, length, faults);
    }

    /** The same by the reader that takes every kind and explains every fault. */
    Entry explainedLine(byte[] bytes, int offset, int length, Faults faults) {
        try (JsonParser parser = factory.createParser(bytes, offset, length)) {
            long before = faults.count();
            if (parser.nextToken() == null) {
                faults.add(() -> FieldError.at("", "the line is empty", null));
                return new Entry(null, null, false);
            }
            Object value = Tree.read(parser, faults);
            if (parser.nextToken() != null) {
                faults.add(() -> FieldError.at("", "expected one object a line, found more", null));
            }
            Map<String, @Nullable Object> fields = object(value, "", faults);
            Kind kind = fields == null ? null : kind(Kind.ALL, fields, "", faults);
            if (fields == null || kind == null) {
                return new Entry(kind, null, false);
            }
            fields.remove(EntrySource.REJECTED);
            ZoneEvent event = read(kind, fields, "", faults);
            return new Entry(kind, faults.count() > before ? null : event, fields.get(ID) != null);
        } catch (IOException e) {
            broken(e, factory, "", faults);
            return new Entry(null, null, false);
        }
    }

    /** The one claim of a post, if everything in it is as it should be and usual; otherwise null. */
    public @Nullable Entry plainClaim(byte[] body) {
        return ClaimReader.post(body);
    }

    /**
     * The entries of a post: one object, or an array of objects.
     *
     * @param kinds of the entries; if there are several, their field {@code type} says which, as in a line of an import
     * @param onEntry gets each entry, also those with faults, and the pointer to it, until it throws
     */
    public void post(Set<Kind> kinds, byte[] body, Faults faults, BiConsumer<Entry, String> onEntry) {
        Entry claim = kinds.equals(Kind.CLAIM.alone()) ? plainClaim(body) : null;
        if (claim != null) {
            onEntry.accept(claim, "");
        } else {
            explainedPost(kinds, body, faults, onEntry);
        }
    }

    /** The same by the reader that takes every kind and explains every fault. */
    void explainedPost(Set<Kind> kinds, byte[] body, Faults faults, BiConsumer<Entry, String> onEntry) {
        String pointer = "";
        try (JsonParser parser = factory.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                faults.add(
                        () -> FieldError.at("", "the body is empty; expected an object or an array of objects", null));
                return;
            }
            if (first == JsonToken.START_ARRAY) {
                for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    pointer = "/" + i;
                    onEntry.accept(entry(kinds, parser, pointer, faults), pointer);
                }
                pointer = "";
            } else {
                onEntry.accept(entry(kinds, parser, pointer, faults), pointer);
            }
            if (parser.nextToken() != null) {
                faults.add(() -> FieldError.at(
                        "",
                        "expected one object or one array of objects, found more behind it",
                        "one object a line is for /v1/imports, as application/x-ndjson"));
            }
        } catch (IOException e) {
            broken(e, factory, pointer, faults);
        }
    }

    private static Entry entry(Set<Kind> kinds, JsonParser parser, String pointer, Faults faults) throws IOException {
        long before = faults.count();
        Kind only = kinds.size() == 1 ? kinds.iterator().next() : null;
        Map<String, @Nullable Object> fields = object(Tree.read(parser, faults), pointer, faults);
        if (fields == null) {
            return new Entry(only, null, false);
        }
        Kind kind = only == null ? kind(kinds, fields, pointer, faults) : only;
        if (kind == null) {
            return new Entry(null, null, false);
        }
        boolean named = fields.get(ID) != null;
        ZoneEvent event = read(kind, fields, pointer, faults);
        return new Entry(kind, faults.count() > before ? null : event, named);
    }

    static @Nullable ZoneEvent read(Kind kind, Map<String, @Nullable Object> fields, String pointer, Faults faults) {
        try {
            return kind.read(fields, pointer, faults);
        } catch (IllegalArgumentException e) {
            // A rule of the contract that the reader does not know yet; tests look for this.
            faults.add(() -> FieldError.at(pointer, "refused by the contract: " + e.getMessage(), null));
            return null;
        }
    }

    // The parser makes no other maps.
    @SuppressWarnings("unchecked")
    static @Nullable Map<String, @Nullable Object> object(@Nullable Object value, String pointer, Faults faults) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        faults.add(() -> FieldError.at(pointer, "expected an object, found " + Fields.typeOf(value), null));
        return null;
    }

    private static @Nullable Kind kind(
            Set<Kind> kinds, Map<String, @Nullable Object> fields, String pointer, Faults faults) {
        Object type = fields.remove(TYPE);
        Kind kind = type instanceof String word ? Kind.find(word) : null;
        if (kind != null && kinds.contains(kind)) {
            return kind;
        }
        List<String> words = kinds.stream().map(Kind::word).toList();
        faults.add(() -> FieldError.at(
                pointer + "/" + TYPE,
                (type == null ? "is missing" : kind == null ? "there is no such type" : "is not taken here")
                        + "; expected one of " + String.join(", ", words),
                type instanceof String word ? Fields.nearest(word, words) : null));
        return null;
    }

    /** @param factory of the parser that found it */
    static void broken(IOException e, JsonFactory factory, String pointer, Faults faults) {
        faults.add(() -> FieldError.at(
                pointer, describe(e, factory.streamReadConstraints().getMaxNestingDepth()), null));
    }

    private static String describe(IOException e, int maxDepth) {
        return switch (e) {
            case JsonEOFException end -> "the JSON ends too early" + place(end);
            case StreamConstraintsException tooDeep
            when String.valueOf(tooDeep.getOriginalMessage()).contains("nesting depth") ->
                "nested deeper than " + maxDepth + " levels (zone.ingest.limits.depth)";
            case StreamConstraintsException tooLong -> "a number or a name of a field is too long";
            case JsonProcessingException broken
            when String.valueOf(broken.getOriginalMessage()).contains("UTF-8") ->
                "the text is not UTF-8" + place(broken);
            case JsonProcessingException broken -> "no JSON" + place(broken);
            case CharConversionException encoding -> "the text is not UTF-8";
            default -> "no JSON";
        };
    }

    private static String place(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
