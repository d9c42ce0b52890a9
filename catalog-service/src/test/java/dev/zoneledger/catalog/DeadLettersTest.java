package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TestLog.Appended;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of the log that are no events. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class DeadLettersTest {

    private static final EventCodec CODEC = new EventCodec();

    private final TestLog log = TestLog.open();
    private final String zone = TestIds.zone("dead");

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @ConfigProperty(name = "zone.dead-letters.topic")
    String deadLetters;

    @AfterEach
    void close() {
        log.close();
    }

    /** A record that is no event, and a part of the reason that is told. */
    private record Poison(String key, Map<String, String> headers, byte[] data, String reason) {}

    @Test
    void shouldPutEveryKindOfPoisonAsideOnceWithItsBytesAndHaveNoLagLeft() {
        // Given
        Map<String, Poison> kinds = poison();
        Map<String, Poison> appended = new TreeMap<>();

        // When
        int partition = append(claim("good", "1")).partition();
        int claims = 1;
        for (Poison poison : kinds.values()) {
            for (int i = 0; i < 3; i++) {
                append(claim("good-" + claims++, "1"));
            }
            Appended at = log.append(topic, partition, poison.key, poison.headers, poison.data);
            appended.put(at.position(), poison);
        }
        String position = append(claim("good-" + claims++, "1")).position();

        // Then
        reader().get("/v1/claims?limit=1000&zone=" + zone + "&after=" + position)
                .then()
                .statusCode(200)
                .body("items", hasSize(claims));
        Map<String, List<ConsumerRecord<String, byte[]>>> aside = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : log.readAll(deadLetters)) {
            aside.computeIfAbsent(
                            header(record, "dlq-partition") + "@" + header(record, "dlq-offset"),
                            any -> new ArrayList<>())
                    .add(record);
        }
        appended.forEach((at, poison) -> assertThat(aside.get(at))
                .as(poison.reason)
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.key()).isEqualTo(poison.key);
                    assertThat(record.value()).isEqualTo(poison.data);
                    assertThat(header(record, "dlq-topic")).isEqualTo(topic);
                    assertThat(header(record, "dlq-reason")).contains(poison.reason);
                    poison.headers.forEach(
                            (name, value) -> assertThat(header(record, name)).isEqualTo(value));
                }));
        assertThat(listed(position)).containsAll(appended.keySet());
        awaitNoLag();
    }

    private Map<String, Poison> poison() {
        EventCodec.Encoded event = CODEC.encode(claim("x", "1"), "urn:test", null);
        Map<String, String> headers = event.headers();
        String good = new String(event.data(), StandardCharsets.UTF_8);
        byte[] noUtf8 = bytes(good.replace("urn:test", "urn:!"));
        noUtf8[new String(noUtf8, StandardCharsets.ISO_8859_1).indexOf("urn:!") + 4] = (byte) 0xff;
        Map<String, Poison> kinds = new LinkedHashMap<>();
        kinds.put("no headers", new Poison(zone, Map.of(), bytes(good), "ce_specversion"));
        kinds.put("another specversion", of(headers, "ce_specversion", "0.3", good, "ce_specversion"));
        kinds.put("no id", of(headers, "ce_id", "", good, "ce_id"));
        kinds.put("an id that is no text", of(headers, "ce_id", "a\0b", good, "ce_id"));
        kinds.put("unknown type", of(headers, "ce_type", "zone.nothing.v9", good, "unknown event type"));
        kinds.put(
                "another type than the data's",
                of(headers, "ce_type", EventType.CLAIM_RETRACTED.type(), good, "no zone.claim"));
        kinds.put("bytes that are no UTF-8", new Poison(zone, headers, noUtf8, "UTF-8"));
        kinds.put("half of the JSON", with(headers, good.substring(0, good.length() / 2), "no "));
        kinds.put(
                "a number too large",
                with(headers, good.replace("\"value\":1,", "\"value\":1" + "0".repeat(40) + ","), "no "));
        kinds.put("an exponent", with(headers, good.replace("\"value\":1,", "\"value\":1e999999999,"), "no "));
        kinds.put("null characters", with(headers, good.replace("urn:test", "urn:\\u0000"), "null character"));
        kinds.put("half of a surrogate pair", with(headers, good.replace("urn:test", "urn:\\ud800"), "surrogate"));
        kinds.put("without what is needed", with(headers, good.replace("\"basis\":\"actual\",", ""), "basis"));
        kinds.put("another shape", with(headers, "[]", "no "));
        kinds.put("deep nesting", with(headers, "{\"a\":".repeat(5000), "no "));
        kinds.put("a null", with(headers, "null", "null"));
        kinds.put("nothing", with(headers, "", "no data"));
        kinds.put("a tombstone", new Poison(zone, headers, null, "no data"));
        kinds.put("another zone's key", new Poison("another-zone", headers, bytes(good), "key"));
        kinds.put("no key", new Poison(null, headers, bytes(good), "key"));
        return kinds;
    }

    private Poison of(Map<String, String> headers, String name, String value, String data, String reason) {
        Map<String, String> others = new HashMap<>(headers);
        others.put(name, value);
        return new Poison(zone, others, bytes(data), reason);
    }

    private Poison with(Map<String, String> headers, String data, String reason) {
        return new Poison(zone, headers, bytes(data), reason);
    }

    @Test
    void shouldShowARecordAsItStandsInTheLog() {
        // Given
        byte[] data = {'{', (byte) 0xff, 0, 1};
        Appended at = log.append(
                topic, zone, Map.of("ce_specversion", "1.0", "ce_id", "x", "ce_type", "zone.nothing.v9"), data);
        String position = append(claim("good", "1")).position();

        // When
        ValidatableResponse shown = steward()
                .get("/v1/dead-letters/" + at.position() + "?after=" + position)
                .then();

        // Then
        shown.statusCode(200)
                .body("origin.topic", equalTo(topic))
                .body("origin.partition", equalTo(at.partition()))
                .body("origin.offset", equalTo((int) at.offset()))
                .body("size", equalTo(4))
                .body("reason", containsString("zone.nothing.v9"))
                .body("reasonNow", containsString("zone.nothing.v9"))
                .body("event", nullValue())
                .body("recordedAt", equalTo(at.at().toString()))
                .body("key.text", equalTo(zone))
                .body("headers.find { it.name == 'ce_type' }.value.text", equalTo("zone.nothing.v9"))
                .body("data.base64", equalTo(Base64.getEncoder().encodeToString(data)))
                .body("data.text", nullValue());
        assertThat(steward()
                        .get("/v1/dead-letters/" + at.position() + "/data")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .isEqualTo(data);
        steward().get("/v1/dead-letters/" + position).then().statusCode(404);
        steward().get("/v1/dead-letters/" + position + ",999@1").then().statusCode(400);
    }

    @Test
    void shouldPageThroughAllAndFilter() {
        // Given
        String mark = "zone." + zone + ".v1";
        List<String> appended = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Map<String, String> headers = Map.of("ce_specversion", "1.0", "ce_id", "x", "ce_type", mark.toUpperCase());
            appended.add(log.append(topic, zone, headers, bytes("{}")).position());
        }
        String position = append(claim("good", "1")).position();

        // When
        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            JsonPath page = steward()
                    .get("/v1/dead-letters?limit=3&reason=" + mark + "&after=" + position
                            + (next == null ? "" : "&cursor=" + next))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.position", String.class));
            next = page.getString("next");
        } while (next != null);

        // Then
        assertThat(seen).containsExactlyElementsOf(appended.reversed());
        steward()
                .get("/v1/dead-letters?reason=" + mark + "&partition=999")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        steward()
                .get("/v1/dead-letters?reason=" + mark + "&replayed=true")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/0@0", "/0@0/data"})
    void shouldShowDeadLettersToStewardsOnly(String path) {
        given().auth()
                .oauth2(Tokens.reporter("*"))
                .get("/v1/dead-letters" + path)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Tokens.reporter("*"))
                .post("/v1/dead-letters/0@0/replay")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partition=one",
                "partition=-1",
                "replayed=perhaps",
                "cursor=x",
                "limit=0",
                "zone=x",
                "reason=%00"
            })
    void shouldRefuseWhatIsNoFilterOrNoValueOfIt(String query) {
        given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.steward())
                .get("/v1/dead-letters?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1));
    }

    private List<String> listed(String after) {
        return steward()
                .get("/v1/dead-letters?limit=1000&after=" + after)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.position", String.class);
    }

    @Test
    void shouldTellTheLagOfEachPartitionAsAGauge() {
        // Given
        int partition = append(claim("c", "1")).partition();
        awaitNoLag();

        // When
        String gauges;
        do {
            gauges = given().get("/q/metrics").then().statusCode(200).extract().asString();
        } while (!gauges.contains("zone_catalog_lag_records{partition=\"" + partition + "\"} 0.0"));

        // Then
        assertThat(gauges).doesNotContain("zone_catalog_lag_records{partition=\"999\"}");
    }

    /** Nothing else is appended meanwhile. */
    private static void awaitNoLag() {
        JsonPath position;
        do {
            position = reader().get("/v1/position")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
        } while (position.getLong("lag") > 0);
        assertThat(position.getString("log")).isEqualTo("answers");
        assertThat(position.getList("partitions.applied")).isEqualTo(position.getList("partitions.end"));
    }

    private static RequestSpecification reader() {
        return given().auth().oauth2(Tokens.reader()).header("Prefer", "wait=30");
    }

    private static RequestSpecification steward() {
        return given().auth().oauth2(Tokens.steward()).header("Prefer", "wait=30");
    }

    private Appended append(Claim claim) {
        EventCodec.Encoded encoded = CODEC.encode(claim, "urn:test", null);
        return log.append(topic, encoded.key(), encoded.headers(), encoded.data());
    }

    private Claim claim(String id, String value) {
        try {
            return Json.mapper().readValue("""
                    {"zone": "%s", "id": "%s", "revision": 1, "subject": {"project": "p"}, "measure": "capacity",
                     "product": "ndfeb-sintered", "quantity": {"value": %s, "unit": "t/a", "qualifier": "exact"},
                     "status": "operating", "basis": "actual", "rank": "normal", "effectiveFrom": {"date": "2020"},
                     "source": {"uri": "urn:test"}}""".formatted(zone, id, value), Claim.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
