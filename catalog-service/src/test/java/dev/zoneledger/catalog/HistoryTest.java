package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TestLog.Appended;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was said before, and what was on record at an instant. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class HistoryTest {

    private final TestLog log = TestLog.open();
    private final EventCodec codec = new EventCodec();
    private final String zone = TestIds.unique("zone");

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldTellEveryVersionOfAClaimAndWhatItChanged() {
        // Given
        Appended first = append(claim(1, 3000));
        append(claim(3, 3200));
        append(claim(2, 3100));
        append(new Reranking(zone, "c", 4, ClaimRank.QUARANTINED, "in doubt", "A. Steward"));
        append(claim(5, 3200));

        // When
        Appended last = append(new Retraction(zone, "c", 6, "withdrawn", null));

        // Then
        get("/v1/claims/c/history", last)
                .body("zone", equalTo(zone))
                .body("items.revision", contains(1, 3, 2, 4, 5, 6))
                .body("items.kind", contains("claim", "claim", "claim", "reranking", "claim", "retraction"))
                .body("items.inForce", contains(false, false, false, false, true, true))
                .body("items[0].changes", nullValue())
                .body("items[0].event.topic", equalTo(topic))
                .body("items[0].event.partition", equalTo(first.partition()))
                .body("items[0].event.offset", equalTo((int) first.offset()))
                .body("items[0].event.type", equalTo("zone.capacity.reported.v1"))
                .body("items[0].event.source", equalTo("urn:test"))
                .body("items[0].content.quantity.value", equalTo(3000))
                .body("items[1].changes.find { it.path == '/quantity/value' }.fromValue", equalTo(3000))
                .body("items[1].changes.find { it.path == '/quantity/value' }.value", equalTo(3200))
                // It came after a greater one.
                .body("items[2].changes", empty())
                .body("items[3].reason", equalTo("in doubt"))
                .body("items[3].changes.path", hasItem("/mark"))
                .body("items[3].changes.find { it.path == '/rankInForce' }.value", equalTo("quarantined"))
                // The greater content lifts the mark.
                .body("items[4].changes.find { it.path == '/mark' }.op", equalTo("remove"))
                .body("items[5].changes.find { it.path == '/mark' }.value.kind", equalTo("retraction"));
    }

    @Test
    void shouldTellEveryVersionOfAProject() {
        // Given
        append(project(1, "announced"));

        // When
        Appended last = append(project(2, "construction"));

        // Then
        get("/v1/projects/line/history", last)
                .body("items.revision", contains(1, 2))
                .body("items.inForce", contains(false, true))
                .body("items[1].changes.path", hasItem("/phases/0/status"))
                .body("items[1].changes.find { it.path == '/phases/0/status' }.fromValue", equalTo("announced"));
        get("/v1/projects/line/history?zone=" + zone, last).body("items", hasSize(2));
        given().auth()
                .oauth2(Tokens.reader())
                .get("/v1/projects/" + zone + "/history")
                .then()
                .statusCode(404);
    }

    @Test
    void shouldAnswerFromWhatWasOnRecordAtAnInstant() {
        // Given
        Appended early = append(claim(1, 3000));
        Appended middle = appendLater(project(1, "announced"), early);
        Appended corrected = appendLater(claim(2, 3200), middle);
        Appended quarantined =
                appendLater(new Reranking(zone, "c", 3, ClaimRank.QUARANTINED, "in doubt", null), corrected);

        // When
        Appended last = appendLater(new Retraction(zone, "c", 4, "withdrawn", null), quarantined);

        // Then
        get("/v1/claims", last).body("items", empty());
        claims(early.at().minusMillis(1), last).body("items", empty());
        claims(early.at(), last)
                .body("items", hasSize(1))
                .body("items[0].quantity.value", equalTo(3000))
                .body("items[0].resolved", equalTo(false))
                .body("items[0].rankInForce", equalTo("normal"));
        claims(middle.at(), last).body("items[0].resolved", equalTo(true));
        claims(corrected.at(), last)
                .body("items[0].quantity.value", equalTo(3200))
                .body("items[0].mark", nullValue());
        claims(quarantined.at(), last)
                .body("items[0].rankInForce", equalTo("quarantined"))
                .body("items[0].mark.reason", equalTo("in doubt"));
        claims(last.at(), last).body("items", empty());
        get("/v1/claims/c", last, Map.of("knownAt", corrected.at().toString())).body("revision", equalTo(2));
        get("/v1/projects", last, Map.of("knownAt", early.at().toString())).body("items", empty());
        get("/v1/projects", last, Map.of("knownAt", middle.at().toString())).body("items.id", contains("line"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020", "yesterday", "2020-02-31T00:00:00Z", "+12020-01-01T00:00:00Z", "'; drop table"})
    void shouldRefuseWhatIsNoInstant(String knownAt) {
        given().auth()
                .oauth2(Tokens.reader())
                .queryParam("knownAt", knownAt)
                .get("/v1/claims")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("knownAt"));
    }

    @Test
    void shouldNotSendWhatTheClientHasAlready() {
        // Given
        Appended first = append(claim(1, 3000));
        String tag;
        Response again;

        // When
        do {
            // What other tests have written may still be coming in.
            tag = get("/v1/claims", first).extract().header("ETag");
            again = reader().header("If-None-Match", tag).get("/v1/claims");
        } while (!tag.equals(again.header("ETag")));

        // Then
        assertThat(again.statusCode()).isEqualTo(304);
        Appended second = append(claim(2, 3200));
        reader().header("If-None-Match", tag)
                .queryParam("after", second.position())
                .get("/v1/claims")
                .then()
                .statusCode(200)
                .body("items[0].revision", equalTo(2));
    }

    private ValidatableResponse claims(Instant knownAt, Appended after) {
        return get("/v1/claims", after, Map.of("knownAt", knownAt.toString()));
    }

    private ValidatableResponse get(String path, Appended after) {
        return get(path, after, Map.of());
    }

    private ValidatableResponse get(String path, Appended after, Map<String, ?> parameters) {
        return reader().queryParams(parameters)
                .queryParam("after", after.position())
                .get(path)
                .then()
                .statusCode(200);
    }

    private RequestSpecification reader() {
        return given().auth()
                .oauth2(Tokens.reader())
                .header("Prefer", "wait=30")
                .queryParam("zone", zone);
    }

    private Appended append(ZoneEvent event) {
        Encoded encoded = codec.encode(event, "urn:test", null);
        return log.append(topic, encoded.key(), encoded.headers(), encoded.data());
    }

    /** The broker's clock ticks in milliseconds; two records of one cannot be told apart by an instant. */
    private Appended appendLater(ZoneEvent event, Appended before) {
        while (!Instant.now().isAfter(before.at().plusMillis(1))) {
            Thread.onSpinWait();
        }
        return append(event);
    }

    private Claim claim(int revision, int value) {
        return read(Claim.class, """
                {"zone": "%s", "id": "c", "revision": %d, "subject": {"project": "line", "phase": "one"},
                 "measure": "capacity", "product": "ndfeb-sintered",
                 "quantity": {"value": %d, "unit": "t/a", "qualifier": "exact"}, "status": "operating",
                 "basis": "actual", "effectiveFrom": {"date": "2020", "precision": "year"}, "rank": "normal",
                 "source": {"uri": "urn:test", "machineTranslated": false}}""".formatted(zone, revision, value));
    }

    private Project project(int revision, String status) {
        return read(Project.class, """
                {"zone": "%s", "id": "line", "revision": %d, "name": "P",
                 "phases": [{"id": "one", "name": "One", "status": "%s"}]}""".formatted(zone, revision, status));
    }

    private static <T> T read(Class<T> type, String json) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
