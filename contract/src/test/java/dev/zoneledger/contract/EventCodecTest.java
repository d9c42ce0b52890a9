package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record is an event of the contract, or is said not to be one; nothing else comes of it. */
class EventCodecTest {

    private static final String ZONE = "{\"id\":\"zone-a\",\"revision\":1,\"name\":\"Zone A\"}";
    private static final String CAPACITY = EventType.CAPACITY_REPORTED.type();
    private static final String REGISTERED = EventType.ZONE_REGISTERED.type();

    private final EventCodec codec = new EventCodec();

    @Test
    void shouldReadAnEventByItsHeaders() throws EventCodec.UndecodableEvent {
        // Given
        Map<String, String> headers = headers(REGISTERED);

        // When
        EventCodec.Decoded decoded = decode(headers, "zone-a", bytes(ZONE));

        // Then
        assertThat(decoded.eventId()).isEqualTo("event-1");
        assertThat(decoded.event())
                .isInstanceOfSatisfying(
                        Zone.class, zone -> assertThat(zone.name()).isEqualTo("Zone A"));
        assertThat(decoded.version())
                .isEqualTo(new Version(1, EventCodec.hash(EventType.ZONE_REGISTERED, bytes(ZONE))));
    }

    @Test
    void shouldDeriveTheSameEventIdFromTheSameContent() {
        // Given
        Zone zone = new Zone("zone-a", 1, "Zone A", null, null, null, null, null, null);

        // When
        String id = codec.encode(zone, "urn:test", null).headers().get("ce_id");

        // Then
        assertThat(codec.encode(zone, "urn:test", null).headers()).containsEntry("ce_id", id);
        assertThat(codec.encode(zone, "urn:test", "mine").headers()).containsEntry("ce_id", "mine");
        assertThat(codec.encode(new Zone("zone-a", 2, "Zone A", null, null, null, null, null, null), "urn:test", null)
                        .headers())
                .doesNotContainEntry("ce_id", id);
    }

    @Provide
    Arbitrary<Claim> claims() {
        return Records.claims();
    }

    @Property
    void shouldGiveAClaimWithoutAnIdTheIdsOfWhatItSays(@ForAll("claims") Claim claim)
            throws EventCodec.UndecodableEvent {
        // When
        EventCodec.Encoded encoded = codec.encodeUnnamed(claim, "urn:test");

        // Then
        ZoneEvent event =
                decode(encoded.headers(), encoded.key(), encoded.data()).event();
        assertThat(event).isEqualTo(claim.as(encoded.id(), claim.revision()));
        assertThat(encoded.data()).isEqualTo(codec.data(event));
        assertThat(codec.encodeUnnamed(claim.as("another", claim.revision()), "urn:test"))
                .usingRecursiveComparison()
                .isEqualTo(encoded);
        assertThat(encoded.headers())
                .isEqualTo(codec.encode(event, "urn:test", encoded.eventId()).headers());
    }

    @Test
    void shouldTellRevisionsOfAClaimWithoutAnIdApart() {
        // Given
        Claim first = Records.claims().sample();
        Claim second = first.as("another", first.revision() + 1);

        // When
        EventCodec.Encoded ofFirst = codec.encodeUnnamed(first, "urn:test");
        EventCodec.Encoded ofSecond = codec.encodeUnnamed(second, "urn:test");

        // Then
        assertThat(ofSecond.id()).isEqualTo(ofFirst.id());
        assertThat(ofSecond.eventId()).isNotEqualTo(ofFirst.eventId());
    }

    @Test
    void shouldTellTwoKindsOfMarkWithTheSameDataApart() throws EventCodec.UndecodableEvent {
        // Given
        byte[] data = bytes("""
                {"zone": "zone-a", "id": "claim-1", "revision": 2, "supersededBy": "claim-2", "reason": "a later report"}""");

        // When
        Version supersession = decode(headers(EventType.CLAIM_SUPERSEDED.type()), "zone-a", data)
                .version();
        Version retraction = decode(headers(EventType.CLAIM_RETRACTED.type()), "zone-a", data)
                .version();

        // Then
        assertThat(supersession.compareTo(retraction)).isNotZero();
    }

    static Stream<Arguments> data() {
        return Stream.of(
                Arguments.of("nothing", REGISTERED, ""),
                Arguments.of("null", REGISTERED, "null"),
                Arguments.of("a number", REGISTERED, "1"),
                Arguments.of("an array", REGISTERED, "[" + ZONE + "]"),
                Arguments.of("no JSON", REGISTERED, "<zone/>"),
                Arguments.of("truncated", REGISTERED, ZONE.substring(0, 20)),
                Arguments.of("two documents", REGISTERED, ZONE + ZONE),
                Arguments.of("too deep", REGISTERED, "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"),
                Arguments.of("not a number", CAPACITY, "{\"quantity\":{\"value\":NaN}}"),
                Arguments.of("a number of 200 digits", CAPACITY, "{\"quantity\":{\"value\":" + "9".repeat(200) + "}}"),
                Arguments.of("a null character", REGISTERED, zoneNamed("a\\u0000b")),
                Arguments.of("half of a surrogate pair", REGISTERED, zoneNamed("a\\ud83d")),
                Arguments.of("a pair the wrong way round", REGISTERED, zoneNamed("\\ude00\\ud83d")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("data")
    void shouldRefuseData(String what, String type, String data) {
        // When, then
        assertThatThrownBy(() -> decode(headers(type), "zone-a", bytes(data)))
                .isInstanceOf(EventCodec.UndecodableEvent.class)
                .message()
                .isNotBlank();
    }

    @Test
    void shouldRefuseHalfASurrogatePairInBytesOfItsOwn() {
        // Given
        byte[] data = zoneNamed("abc").getBytes(StandardCharsets.ISO_8859_1);
        int at = zoneNamed("abc").indexOf("abc");

        // When
        data[at] = (byte) 0xED;
        data[at + 1] = (byte) 0xA0;
        data[at + 2] = (byte) 0x80;

        // Then
        assertThatThrownBy(() -> decode(headers(REGISTERED), "zone-a", data))
                .isInstanceOf(EventCodec.UndecodableEvent.class);
    }

    @Test
    void shouldRefuseBrokenUtf8() {
        // Given
        byte[] data = zoneNamed("abc").getBytes(StandardCharsets.ISO_8859_1);

        // When
        data[zoneNamed("abc").indexOf("abc")] = (byte) 0xFF;

        // Then
        assertThatThrownBy(() -> decode(headers(REGISTERED), "zone-a", data))
                .isInstanceOf(EventCodec.UndecodableEvent.class);
    }

    @Test
    void shouldKeepTextOfEveryScript() throws EventCodec.UndecodableEvent {
        // Given
        String data = zoneNamed("包头 \uD83D\uDE00 \\ud83d\\ude00 \\u0041 \uD7FF \uE000");

        // When
        EventCodec.Decoded decoded = decode(headers(REGISTERED), "zone-a", bytes(data));

        // Then
        assertThat(((Zone) decoded.event()).name()).isEqualTo("包头 \uD83D\uDE00 \uD83D\uDE00 A \uD7FF \uE000");
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("ce_specversion", null),
                Arguments.of("ce_specversion", "0.3"),
                Arguments.of("ce_id", null),
                Arguments.of("ce_id", ""),
                Arguments.of("ce_id", "a\u0000b"),
                Arguments.of("ce_type", null),
                Arguments.of("ce_type", "zone.zone.registered.v9"),
                Arguments.of("ce_type", "zone.project.registered.v1"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("headers")
    void shouldRefuseHeaders(String header, String value) {
        // Given
        Map<String, String> headers = headers(REGISTERED);

        // When
        headers.put(header, value);

        // Then
        assertThatThrownBy(() -> decode(headers, "zone-a", bytes(ZONE)))
                .isInstanceOf(EventCodec.UndecodableEvent.class);
    }

    @Test
    void shouldRefuseAKeyThatIsNotTheZone() {
        // When, then
        assertThatThrownBy(() -> decode(headers(REGISTERED), "zone-b", bytes(ZONE)))
                .isInstanceOf(EventCodec.UndecodableEvent.class);
        assertThatThrownBy(() -> codec.decode(name -> bytes(headers(REGISTERED).get(name)), null, bytes(ZONE)))
                .isInstanceOf(EventCodec.UndecodableEvent.class);
    }

    @Test
    void shouldRefuseAClaimUnderTheTypeOfAnotherMeasure() throws EventCodec.UndecodableEvent {
        // Given
        Samples.Sample output = Samples.all().stream()
                .filter(sample -> sample.type() == EventType.OUTPUT_REPORTED)
                .findFirst()
                .orElseThrow();

        // When, then
        assertThatThrownBy(() -> decode(headers(CAPACITY), output.key(), output.bytes()))
                .isInstanceOf(EventCodec.UndecodableEvent.class)
                .hasMessageContaining(EventType.OUTPUT_REPORTED.type());
    }

    private EventCodec.Decoded decode(Map<String, String> headers, String key, byte[] value)
            throws EventCodec.UndecodableEvent {
        return codec.decode(name -> bytes(headers.get(name)), bytes(key), value);
    }

    private static Map<String, String> headers(String type) {
        return new HashMap<>(Map.of("ce_specversion", "1.0", "ce_id", "event-1", "ce_type", type));
    }

    private static String zoneNamed(String name) {
        return "{\"id\":\"zone-a\",\"revision\":1,\"name\":\"" + name + "\"}";
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
