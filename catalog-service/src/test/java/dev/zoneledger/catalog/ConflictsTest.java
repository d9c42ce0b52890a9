package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class ConflictsTest {

    private static final String SOURCE = "urn:example:plant-7";

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
    void shouldShowTwoContentsUnderOneRevision() {
        // Given
        append(claim("c", 3000), "same-event");

        // When
        String position = append(claim("c", 3200), "same-event");

        // Then
        ValidatableResponse claim = get("/v1/claims/c?zone=" + zone, position).body("conflicts", equalTo(1));
        get("/v1/conflicts?zone=" + zone, position)
                .body("items", hasSize(1))
                .body("items[0].on", equalTo("revision"))
                .body("items[0].kind", equalTo("claim"))
                .body("items[0].id", equalTo("c"))
                .body("items[0].revision", equalTo(1))
                .body("items[0].contents", hasSize(2))
                .body("items[0].contents[1].event", equalTo("same-event"))
                .body("items[0].contents[1].source", equalTo(SOURCE))
                .body("items[0].contents[1].position.toString().contains('@')", equalTo(true))
                // The one that holds comes first.
                .body(
                        "items[0].contents[0].content.quantity",
                        equalTo(claim.extract().path("quantity")));
        get("/v1/conflicts?zone=" + zone + "&id=c", position).body("items", hasSize(1));
        get("/v1/conflicts?zone=" + zone + "&id=d", position).body("items", empty());
    }

    @Test
    void shouldShowOneEventThatNamesTwoRecords() {
        // Given
        append(claim("c", 3000), "same-event");

        // When
        String position = append(claim("d", 3000), "same-event");

        // Then
        get("/v1/conflicts?zone=" + zone, position)
                .body("items", hasSize(1))
                .body("items[0].on", equalTo("event"))
                .body("items[0].event", equalTo("same-event"))
                .body("items[0].source", equalTo(SOURCE))
                .body("items[0].contents", hasSize(2));
    }

    @Test
    void shouldShowTwoMarksUnderOneRevision() {
        // Given
        append(claim("c", 3000), "1");
        append(new Retraction(zone, "c", 2, "withdrawn", null), "2");

        // When
        String position = append(new Retraction(zone, "c", 2, "for another reason", null), "3");

        // Then
        get("/v1/conflicts?zone=" + zone, position)
                .body("items", hasSize(1))
                .body("items[0].kind", equalTo("claim"))
                .body("items[0].revision", equalTo(2));
    }

    @Test
    void shouldSeeNoConflictInRepetitionsAndCorrections() {
        // Given
        append(claim("c", 3000), "1");
        append(claim("c", 3000), "1");
        append(
                read(
                        Organisation.class,
                        "{\"zone\":\"" + zone
                                + "\",\"id\":\"c\",\"revision\":1,\"name\":\"C\",\"role\":\"enterprise\"}"),
                "2");

        // When
        String position = append(new Retraction(zone, "c", 2, "withdrawn", null), "3");

        // Then
        get("/v1/conflicts?zone=" + zone, position).body("items", empty());
        get("/v1/claims/c?zone=" + zone, position).body("conflicts", nullValue());
    }

    @Test
    void shouldAskForAZone() {
        given().auth().oauth2(Tokens.reader()).get("/v1/conflicts").then().statusCode(400);
        given().get("/v1/conflicts?zone=" + zone).then().statusCode(401);
    }

    private ValidatableResponse get(String path, String after) {
        return given().auth()
                .oauth2(Tokens.reader())
                .header("Prefer", "wait=30")
                .get(path + "&after=" + after)
                .then()
                .statusCode(200);
    }

    private String append(ZoneEvent event, String eventId) {
        Encoded encoded = codec.encode(event, SOURCE, eventId);
        return log.append(topic, encoded.key(), encoded.headers(), encoded.data())
                .position();
    }

    private Claim claim(String id, int value) {
        return read(Claim.class, """
                {"zone": "%s", "id": "%s", "revision": 1, "subject": {"project": "line"}, "measure": "capacity",
                 "product": "ndfeb-sintered", "quantity": {"value": %d, "unit": "t/a", "qualifier": "exact"},
                 "status": "operating", "basis": "actual", "effectiveFrom": {"date": "2020", "precision": "year"},
                 "rank": "normal", "source": {"uri": "urn:test", "machineTranslated": false}}""".formatted(zone, id, value));
    }

    private static <T> T read(Class<T> type, String json) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
