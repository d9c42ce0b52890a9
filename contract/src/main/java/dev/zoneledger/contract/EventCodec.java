package dev.zoneledger.contract;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Events as records of the log: CloudEvents 1.0, Kafka protocol binding, binary content mode, JSON data. The record's
 * key and the {@code partitionkey} are the zone's id.
 */
public final class EventCodec {

    public static final String CONTENT_TYPE = "application/json";

    /** Of events whose id follows from what they say, and of claims likewise. */
    private static final String EVENT_PREFIX = "e-";

    private static final String CLAIM_PREFIX = "c-";
    private static final int ID_DIGITS = 32;

    private static final Attribute SPEC_VERSION = Attribute.of("ce_specversion", "1.0");
    private static final Attribute JSON_CONTENT = Attribute.of("content-type", CONTENT_TYPE);

    /** CESU-8: UTF-8 has no bytes for half of a surrogate pair, but parsers let these through. */
    private static final byte FIRST_OF_HALF = (byte) 0xED;

    private static final byte SECOND_OF_HALF = (byte) 0xA0;

    private static final ThreadLocal<Tools> TOOLS = ThreadLocal.withInitial(Tools::new);

    private final ObjectReader tree;
    private final ObjectWriter writer;
    private final Map<EventType, ObjectReader> readers = new EnumMap<>(EventType.class);
    private final Map<EventType, TypeAttributes> typeAttributes = new EnumMap<>(EventType.class);

    public EventCodec() {
        var mapper = Json.mapper();
        tree = mapper.reader();
        writer = mapper.writer();
        for (EventType type : EventType.values()) {
            readers.put(type, mapper.readerFor(type.data()));
            typeAttributes.put(
                    type,
                    new TypeAttributes(
                            Attribute.of("ce_type", type.type()), Attribute.of("ce_dataschema", type.dataSchema())));
        }
    }

    /** What a thread makes one event after the other with: made anew for each they took a third of the heap that a claim takes. */
    private static final class Tools {
        private final JsonBytes json = new JsonBytes();
        private final MessageDigest sha256 = findSha256();

        private JsonBytes cleared() {
            json.clear();
            return json;
        }
    }

    /** What all events of a type have in common. */
    private record TypeAttributes(Attribute type, Attribute dataSchema) {}

    /**
     * A CloudEvents attribute as a header of a record.
     *
     * @param value UTF-8
     */
    public record Attribute(String name, byte[] value) {
        static Attribute of(String name, String value) {
            return new Attribute(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * A record to be sent.
     *
     * @param key the zone's id
     * @param id of what the event is about: a claim's, for instance
     * @param eventId the CloudEvents {@code id}
     * @param content SHA-256 of what the event says; two events that say the same have the same
     */
    public record Encoded(
            String key, String id, String eventId, List<Attribute> attributes, byte[] data, byte[] content) {

        /** The attributes by the names of their headers. */
        public Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            attributes.forEach(each -> headers.put(each.name, new String(each.value, StandardCharsets.UTF_8)));
            return headers;
        }
    }

    /**
     * A record as read.
     *
     * @param eventId the CloudEvents {@code id}
     * @param version which revision of which content
     */
    public record Decoded(String eventId, ZoneEvent event, Version version) {}

    /** A record that is no event of the contract; it will not become one by trying again. */
    public static final class UndecodableEvent extends Exception {
        private static final long serialVersionUID = 1L;

        UndecodableEvent(String reason) {
            super(reason);
        }
    }

    /**
     * The event as a record.
     *
     * @param source the CloudEvents {@code source}: who publishes it
     * @param eventId the caller's id; null to derive it from the content, so that the same content has the same id
     */
    public Encoded encode(ZoneEvent event, String source, @Nullable String eventId) {
        byte[] data = data(event);
        byte[] content = digest(event.type(), data);
        return encoded(
                event, event.id(), source, eventId == null ? EVENT_PREFIX + digits(content) : eventId, data, content);
    }

    /**
     * A claim that bears no id as a record: the claim's id and the event's follow from what the claim says, whatever its
     * revision, so that the same claim sent twice is one claim.
     *
     * @param claim under any id, which is not written
     * @param source the CloudEvents {@code source}: who publishes it
     */
    public Encoded encodeUnnamed(Claim claim, String source) {
        Tools tools = TOOLS.get();
        JsonBytes json = tools.cleared();
        ClaimWriter.zone(json, claim);
        int behindZone = json.length();
        ClaimWriter.rest(json, claim);
        byte[] content = json.digest(tools.sha256);
        String digits = digits(content);
        String id = CLAIM_PREFIX + digits;
        // Nearly every line of nearly every import: one writing and one hash for both ids.
        String eventId = EVENT_PREFIX + digits + (claim.revision() == 1 ? "" : "-" + claim.revision());
        int end = json.length();
        ClaimWriter.identity(json, id, claim.revision());
        byte[] data = json.toBytes(end, behindZone);
        return encoded(claim, id, source, eventId, data, content);
    }

    private Encoded encoded(ZoneEvent event, String id, String source, String eventId, byte[] data, byte[] content) {
        TypeAttributes ofType = Objects.requireNonNull(typeAttributes.get(event.type()));
        String time = time(event);
        List<Attribute> attributes = new ArrayList<>(9);
        attributes.add(SPEC_VERSION);
        attributes.add(Attribute.of("ce_id", eventId));
        attributes.add(Attribute.of("ce_source", source));
        attributes.add(ofType.type);
        attributes.add(Attribute.of("ce_subject", id));
        attributes.add(Attribute.of("ce_partitionkey", event.zone()));
        attributes.add(ofType.dataSchema);
        if (time != null) {
            attributes.add(Attribute.of("ce_time", time));
        }
        attributes.add(JSON_CONTENT);
        return new Encoded(event.zone(), id, eventId, attributes, data, content);
    }

    private static String digits(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, ID_DIGITS / 2);
    }

    /** The event's JSON; its content hash is made of its type and these bytes. */
    public byte[] data(ZoneEvent event) {
        if (event instanceof Claim claim) {
            JsonBytes json = TOOLS.get().cleared();
            ClaimWriter.write(json, claim);
            return json.toBytes();
        }
        try {
            return writer.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The record as an event.
     *
     * @param header gives a header's bytes by name, null if there is none
     * @param key null if the record has none
     * @param value null if the record has none
     * @throws UndecodableEvent with the reason, if the record is none of the contract
     */
    public Decoded decode(Function<String, byte @Nullable []> header, byte @Nullable [] key, byte @Nullable [] value)
            throws UndecodableEvent {
        if (!"1.0".equals(text(header, "ce_specversion"))) {
            throw new UndecodableEvent("no CloudEvent 1.0 in binary mode: header ce_specversion is not 1.0");
        }
        String eventId = text(header, "ce_id");
        if (eventId == null || eventId.isEmpty()) {
            throw new UndecodableEvent("header ce_id is missing");
        }
        if (!isText(eventId)) {
            throw new UndecodableEvent("header ce_id has a character that is no text");
        }
        String typeName = text(header, "ce_type");
        EventType type = EventType.find(typeName == null ? "" : typeName)
                .orElseThrow(() -> new UndecodableEvent("unknown event type " + typeName));
        if (value == null || value.length == 0) {
            throw new UndecodableEvent("the record has no data");
        }
        ZoneEvent event = read(type, value);
        if (event.type() != type) {
            throw new UndecodableEvent("type is " + typeName + ", but the data is of "
                    + event.type().type());
        }
        if (key == null || !event.zone().equals(new String(key, StandardCharsets.UTF_8))) {
            throw new UndecodableEvent("the record's key is not the zone " + event.zone());
        }
        return new Decoded(eventId, event, new Version(event.revision(), hash(type, value)));
    }

    private ZoneEvent read(EventType type, byte[] value) throws UndecodableEvent {
        try {
            ZoneEvent event = Objects.requireNonNull(readers.get(type)).readValue(value);
            if (event == null) {
                throw new UndecodableEvent("the data is null");
            }
            if (mayHaveWhatIsNoText(value)) {
                requireText(tree.readTree(value));
            }
            return event;
        } catch (JacksonException e) {
            throw new UndecodableEvent("the data is no " + type.type() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UndecodableEvent("the data is no JSON: " + e.getMessage());
        }
    }

    /** Only an escape, or the bytes of half a surrogate pair, can stand for what is no text. */
    private static boolean mayHaveWhatIsNoText(byte[] value) {
        for (int i = 1; i < value.length; i++) {
            if ((value[i - 1] == '\\' && value[i] == 'u')
                    || (value[i - 1] == FIRST_OF_HALF && value[i] >= SECOND_OF_HALF)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A null character or half of a surrogate pair is text nowhere: databases refuse it, and it cannot be written as
     * UTF-8. Refused here, all who read the log agree on what is in it.
     */
    private static void requireText(JsonNode node) throws UndecodableEvent {
        if (node.isTextual() && !isText(node.textValue())) {
            throw new UndecodableEvent("the data has a null character or half of a surrogate pair in a text");
        }
        for (JsonNode child : node) {
            requireText(child);
        }
    }

    private static boolean isText(String text) {
        return text.codePoints().noneMatch(each -> each == 0 || (each >= 0xD800 && each <= 0xDFFF));
    }

    /**
     * SHA-256 of the event type's name, a line feed and the data, in hexadecimal. The type is in it since two kinds of mark
     * may have the same fields.
     */
    static String hash(EventType type, byte[] data) {
        return HexFormat.of().formatHex(digest(type, data));
    }

    private static byte[] digest(EventType type, byte[] data) {
        MessageDigest digest = TOOLS.get().sha256;
        digest.update(type.type().getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) '\n');
        return digest.digest(data);
    }

    private static MessageDigest findSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static @Nullable String text(Function<String, byte @Nullable []> header, String name) {
        byte[] bytes = header.apply(name);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** When the source said it; left out where that is not known to the day. */
    private static @Nullable String time(ZoneEvent event) {
        Source source = switch (event) {
            case Zone e -> e.source();
            case Organisation e -> e.source();
            case Project e -> e.source();
            case Policy e -> e.source();
            case Milestone e -> e.source();
            case Ranking e -> e.source();
            case ChainStatement e -> e.source();
            case Merge e -> e.source();
            case Claim e -> e.source();
            case ClaimMark e -> null;
        };
        if (source == null
                || source.publishedOn() == null
                || source.publishedOn().length() != "2020-10-15".length()) {
            return null;
        }
        return source.publishedOn() + "T00:00:00Z";
    }
}
