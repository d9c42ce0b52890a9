package dev.zoneledger.ingest.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.rest.Problem.FieldError;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads CloudEvents 1.0 in the JSON event format, and in the binary mode of the HTTP protocol binding. Of the attributes
 * {@code type}, {@code source} and {@code id} are taken; the others follow from the data and are passed over.
 */
public final class CloudEventReader {

    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";
    private static final String HEADER_PREFIX = "ce-";
    private static final int MAX_LENGTH = 1024;
    private static final List<String> TYPES =
            Arrays.stream(EventType.values()).map(EventType::type).toList();

    private final JsonFactory factory;

    /**
     * An event as it was read.
     *
     * @param source empty if it has none, which is a fault
     * @param id empty if it has none, which is a fault
     * @param pointer to its data
     */
    public record SentEvent(String source, String id, Entry entry, String pointer) {}

    /** The attributes that are asked for, wherever they stand. */
    private record Attributes(@Nullable EventType type, String source, String id) {}

    public CloudEventReader(IngestLimits limits) {
        this.factory = Tree.factory(limits.depth());
    }

    /** One event as {@code application/cloudevents+json}. */
    public void structured(byte[] body, Faults faults, Consumer<SentEvent> onEvent) {
        parse(body, faults, parser -> onEvent.accept(event(parser, "", faults)));
    }

    /** Events as {@code application/cloudevents-batch+json}. */
    public void batch(byte[] body, Faults faults, Consumer<SentEvent> onEvent) {
        parse(body, faults, parser -> {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                faults.add(() -> FieldError.at("", "expected an array of events", null));
                parser.skipChildren();
                return;
            }
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                onEvent.accept(event(parser, "/" + i, faults));
            }
        });
    }

    /**
     * One event whose attributes are headers and whose data is the body.
     *
     * @param header gives the value of a header
     */
    public void binary(
            Function<String, @Nullable String> header, byte[] body, Faults faults, Consumer<SentEvent> onEvent) {
        Attributes attributes = attributes(
                name -> HeaderValues.decoded(HEADER_PREFIX + name, header.apply(HEADER_PREFIX + name), faults),
                (name, detail, suggestion) ->
                        faults.add(() -> FieldError.ofParameter(HEADER_PREFIX + name, detail, suggestion)));
        parse(body, faults, parser -> onEvent.accept(event(attributes, Tree.read(parser, faults), "", "", faults)));
    }

    private interface Work {
        void on(JsonParser parser) throws IOException;
    }

    private void parse(byte[] body, Faults faults, Work work) {
        try (JsonParser parser = factory.createParser(body)) {
            if (parser.nextToken() == null) {
                faults.add(() -> FieldError.at("", "the body is empty", null));
                return;
            }
            work.on(parser);
            if (parser.nextToken() != null) {
                faults.add(() -> FieldError.at("", "expected one JSON value, found more behind it", null));
            }
        } catch (IOException e) {
            EntryReader.broken(e, factory, "", faults);
        }
    }

    private SentEvent event(JsonParser parser, String pointer, Faults faults) throws IOException {
        Map<String, @Nullable Object> fields = EntryReader.object(Tree.read(parser, faults), pointer, faults);
        if (fields == null) {
            return new SentEvent("", "", new Entry(null, null, false), pointer);
        }
        Attributes attributes = attributes(
                name -> fields.get(name) instanceof String text ? text : null,
                (name, detail, suggestion) ->
                        faults.add(() -> FieldError.at(pointer + "/" + name, detail, suggestion)));
        boolean base64 = fields.get(DATA_BASE64) != null;
        String pointerToData = pointer + "/" + (base64 ? DATA_BASE64 : DATA);
        if (base64 && fields.get(DATA) != null) {
            faults.add(() -> FieldError.at(pointerToData, "there is data too; an event has one of both", null));
        }
        Object data = base64 ? decoded(fields.get(DATA_BASE64), pointerToData, faults) : fields.get(DATA);
        return event(attributes, data, pointer + "/type", pointerToData, faults);
    }

    private @Nullable Object decoded(@Nullable Object base64, String pointer, Faults faults) {
        if (!(base64 instanceof String text)) {
            faults.add(() -> FieldError.at(pointer, "expected text, found " + Fields.typeOf(base64), null));
            return null;
        }
        try (JsonParser parser = factory.createParser(Base64.getDecoder().decode(text))) {
            Object data = parser.nextToken() == null ? null : Tree.read(parser, faults);
            if (parser.nextToken() != null) {
                faults.add(() -> FieldError.at(pointer, "expected one JSON value, found more behind it", null));
            }
            return data;
        } catch (IllegalArgumentException e) {
            faults.add(() -> FieldError.at(pointer, "no Base64", null));
        } catch (IOException e) {
            EntryReader.broken(e, factory, pointer, faults);
        }
        return null;
    }

    private static SentEvent event(
            Attributes attributes, @Nullable Object data, String pointerToType, String pointer, Faults faults) {
        EventType type = attributes.type;
        Kind kind = type == null ? null : Kind.find(type.kind());
        Map<String, @Nullable Object> fields = EntryReader.object(data, pointer, faults);
        if (type == null || kind == null || fields == null) {
            return new SentEvent(attributes.source, attributes.id, new Entry(kind, null, false), pointer);
        }
        boolean named = fields.get(EntryReader.ID) != null;
        ZoneEvent event = EntryReader.read(kind, fields, pointer, faults);
        if (event != null && event.type() != type) {
            String stated = event.type().type();
            faults.add(() -> FieldError.at(pointerToType, "the data is of another type", stated));
            event = null;
        }
        return new SentEvent(attributes.source, attributes.id, new Entry(kind, event, named), pointer);
    }

    private interface AttributeFaults {
        void add(String name, String detail, @Nullable String suggestion);
    }

    private static Attributes attributes(Function<String, @Nullable String> values, AttributeFaults faults) {
        if (!"1.0".equals(values.apply("specversion"))) {
            faults.add("specversion", "expected 1.0", null);
        }
        String typeName = values.apply("type");
        EventType type = typeName == null ? null : EventType.find(typeName).orElse(null);
        if (type == null) {
            faults.add(
                    "type",
                    (typeName == null ? "is missing" : "there is no such type") + "; expected one of "
                            + String.join(", ", TYPES),
                    typeName == null ? null : Fields.nearest(typeName, TYPES));
        }
        return new Attributes(type, name("source", values, faults), name("id", values, faults));
    }

    private static String name(String attribute, Function<String, @Nullable String> values, AttributeFaults faults) {
        String value = values.apply(attribute);
        if (value == null || value.isEmpty()) {
            faults.add(attribute, "is missing", null);
            return "";
        }
        if (value.length() > MAX_LENGTH || !Fields.isPlain(value)) {
            faults.add(
                    attribute,
                    "expected a text of at most " + MAX_LENGTH + " characters, none a control character",
                    null);
            return "";
        }
        return value;
    }
}
