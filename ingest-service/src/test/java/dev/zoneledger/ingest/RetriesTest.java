package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.zoneledger.contract.EventCodec.Decoded;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class RetriesTest {

    private final Door door = new Door();
    private final String key = "\"" + TestIds.unique("key") + "\"";

    @Test
    void shouldGiveTheSameRequestTheSameIds() {
        // Given
        ValidatableResponse first = posting(key, "[" + door.claim(1) + "," + door.claim(2) + "]");

        // When
        ValidatableResponse second = posting(key, "[" + door.claim(1) + "," + door.claim(2) + "]");

        // Then
        second.statusCode(202)
                .body("accepted", equalTo(first.statusCode(202).extract().path("accepted")));
        assertThat(door.eventsInLog().stream().map(each -> each.event().id()).distinct())
                .hasSize(2);
    }

    @Test
    void shouldTakeAnotherBodyUnderTheSameKeyForTheSameClaim() {
        // Given
        posting(key, door.claim(1)).statusCode(202);

        // When
        posting(key, door.claim(2)).statusCode(202);

        // Then
        List<Decoded> events = door.eventsInLog();
        assertThat(events).hasSize(2);
        assertThat(events.stream().map(Decoded::eventId).distinct()).hasSize(1);
        assertThat(events.stream().map(each -> each.event().id()).distinct()).hasSize(1);
        assertThat(events.stream().map(Decoded::version).distinct()).hasSize(2);
    }

    @Test
    void shouldTellClaimsApartThatSayTheSameUnderTwoKeys() {
        posting(key, door.claim(1)).statusCode(202);
        posting("another", door.claim(1)).statusCode(202);

        assertThat(door.eventsInLog().stream().map(each -> each.event().id()).distinct())
                .hasSize(2);
    }

    @Test
    void shouldTakeTheKeyWithAndWithoutQuotationMarks() {
        ValidatableResponse quoted = posting(key, door.claim(1));
        posting(key.replace("\"", ""), door.claim(1))
                .body("accepted", equalTo(quoted.extract().path("accepted")));
    }

    @Test
    void shouldKeepIdsThatEntriesBear() {
        String named = door.claim(1).replace("\"zone\"", "\"id\": \"my-claim\", \"zone\"");
        posting(key, named).statusCode(202).body("accepted[0].id", equalTo("my-claim"));
    }

    @Test
    void shouldGiveTheLinesOfAnImportTheSameIds() {
        for (int i = 0; i < 2; i++) {
            door.asReporter()
                    .header("Idempotency-Key", key)
                    .contentType("application/x-ndjson")
                    .body((door.line(1) + "\n" + door.line(1)).getBytes(StandardCharsets.UTF_8))
                    .post("/v1/imports")
                    .then()
                    .statusCode(202)
                    .body("duplicates", equalTo(0));
        }
        assertThat(door.eventsInLog().stream().map(Decoded::eventId).distinct()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"a", "a b", "\"ä\"", "a\"b"})
    void shouldRefuseWhatIsNoKey(String noKey) {
        posting(noKey, door.claim(1)).statusCode(400).body("errors[0].parameter", equalTo("Idempotency-Key"));
    }

    private ValidatableResponse posting(String idempotencyKey, String body) {
        return door.asReporter()
                .header("Idempotency-Key", idempotencyKey)
                .contentType("application/json")
                .body(body)
                .post("/v1/claims")
                .then();
    }
}
