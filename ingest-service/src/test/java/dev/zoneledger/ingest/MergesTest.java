package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.zoneledger.contract.EventCodec.Decoded;
import dev.zoneledger.contract.OrganisationMerge;
import dev.zoneledger.contract.ProjectMerge;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stewards say which records are one, by every way in. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class MergesTest {

    private final Door door = new Door();

    @Test
    void shouldTakeMergesOfBothKindsInOneArray() {
        // Given
        String array = "[" + merge("organisation", "\"id\": \"a\", \"into\": \"b\"") + ", "
                + merge("project", "\"id\": \"p\", \"into\": \"q\"") + "]";

        // When
        ValidatableResponse answer = post("/v1/merges", array);

        // Then
        answer.statusCode(202).body("accepted.id", equalTo(List.of("a", "p")));
        assertThat(door.eventsInLog())
                .extracting(Decoded::event)
                .containsExactly(
                        new OrganisationMerge(door.zone, "a", 1, "b", "why", null, null, null, null),
                        new ProjectMerge(door.zone, "p", 1, "q", "why", null, null, null, null));
    }

    @Test
    void shouldTakeTheUndoingOfAMerge() {
        // When
        ValidatableResponse answer = post("/v1/merges", merge("project", "\"id\": \"p\", \"revision\": 2"));

        // Then
        answer.statusCode(202).body("accepted[0].revision", equalTo(2));
        assertThat(door.eventsInLog())
                .extracting(Decoded::event)
                .containsExactly(new ProjectMerge(door.zone, "p", 2, null, "why", null, null, null, null));
    }

    @Test
    void shouldLeaveMergesToStewards() {
        // Given
        String merge = merge("project", "\"id\": \"p\", \"into\": \"q\"");
        String event = event(merge);

        // When
        ValidatableResponse posted = send(Tokens.reporter(door.zone), "application/json", "/v1/merges", merge);

        // Then
        posted.statusCode(403);
        send(Tokens.reporter(door.zone), "application/x-ndjson", "/v1/imports", merge)
                .statusCode(400)
                .body("errors[0].detail", equalTo("only a steward decides which records are one"));
        send(Tokens.reporter(door.zone), CloudEvents.STRUCTURED, "/v1/events", event)
                .statusCode(400)
                .body("errors[0].detail", equalTo("only a steward decides which records are one"));
        assertThat(door.eventsInLog()).isEmpty();
    }

    @Test
    void shouldTakeTheSameMergeByFileAndAsACloudEvent() {
        // Given
        String merge = merge("project", "\"id\": \"p\", \"into\": \"q\"");

        // When
        send(Tokens.steward(door.zone), "application/x-ndjson", "/v1/imports", merge)
                .statusCode(202);
        send(Tokens.steward(door.zone), CloudEvents.STRUCTURED, "/v1/events", event(merge))
                .statusCode(202);
        post("/v1/merges", merge).statusCode(202);

        // Then
        assertThat(door.eventsInLog())
                .hasSize(3)
                .extracting(Decoded::event)
                .containsOnly(new ProjectMerge(door.zone, "p", 1, "q", "why", null, null, null, null));
        assertThat(door.eventsInLog().stream().map(Decoded::version).distinct()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "type": "project-merge", "id": "p", "into": "p"     | /into | is the record itself
            "type": "project-merge", "id": "p"                  | /into | is missing
            "type": "project-merge", "id": "p", "into": "A b"   | /into | expected an id
            "type": "project-merges", "id": "p", "into": "q"    | /type | there is no such type; expected one of
            "type": "organisation", "id": "p", "into": "q"      | /type | is not taken here; expected one of
            "id": "p", "into": "q"                              | /type | is missing; expected one of
            "type": "project-merge", "id": "p", "in": "q"       | /in   | there is no such field
            """)
    void shouldSayWhatIsWrongWithAMerge(String fields, String pointer, String detail) {
        // Given
        String merge = "{" + fields + ", \"zone\": \"" + door.zone + "\", \"reason\": \"why\"}";

        // When
        ValidatableResponse answer = post("/v1/merges", "[" + merge + "]");

        // Then
        answer.statusCode(400)
                .body("errors[0].pointer", equalTo("/0" + pointer))
                .body("errors[0].detail", containsString(detail));
    }

    @Test
    void shouldNotTakeATypeWhereTheAddressSaysIt() {
        post("/v1/projects", "{\"type\": \"project\", \"zone\": \"" + door.zone + "\", \"id\": \"p\", \"name\": \"P\"}")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/type"));
    }

    @ParameterizedTest
    @CsvSource({
        "lei, 3003009A0B1C2D3E4F71, MOD 97-10, ",
        "lei, 3003-009A0B1C2D3E4f70, characters, 3003009A0B1C2D3E4F70",
        "uscc, 91150291MA0Q12345X, GB 32100-2015, ",
        "uscc, 91150291ma0q12345y, in place 9, 91150291MA0Q12345Y"
    })
    void shouldRefuseRegisterIdsWhoseCheckDigitsAreWrong(String field, String id, String detail, String suggestion) {
        // When
        ValidatableResponse answer = post("/v1/organisations", organisation(field, id));

        // Then
        answer.statusCode(400)
                .body("errors[0].pointer", equalTo("/" + field))
                .body("errors[0].detail", containsString(detail))
                .body("errors[0].suggestion", suggestion == null ? nullValue() : equalTo(suggestion));
        post("/v1/organisations", organisation("lei", "3003009A0B1C2D3E4F70")).statusCode(202);
        post("/v1/organisations", organisation("uscc", "91150291MA0Q12345Y")).statusCode(202);
    }

    private String organisation(String field, String id) {
        return "{\"zone\": \"" + door.zone + "\", \"id\": \"o\", \"name\": \"O\", \"role\": \"enterprise\", \"" + field
                + "\": \"" + id + "\"}";
    }

    private String merge(String kind, String fields) {
        return "{\"type\": \"" + kind + "-merge\", \"zone\": \"" + door.zone + "\", \"reason\": \"why\", " + fields
                + "}";
    }

    private String event(String merge) {
        return "{\"specversion\": \"1.0\", \"type\": \"zone.project.merged.v1\", \"source\": \"urn:test\", \"id\": \"1\","
                + " \"data\": " + merge.replace("\"type\": \"project-merge\", ", "") + "}";
    }

    private ValidatableResponse post(String path, String body) {
        return send(Tokens.steward(door.zone), "application/json", path, body);
    }

    private static ValidatableResponse send(String token, String contentType, String path, String body) {
        RequestSpecification request = Door.as(token).contentType(contentType);
        return request.body(body.getBytes(StandardCharsets.UTF_8)).post(path).then();
    }
}
