package dev.zoneledger.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three requests and two entries at once for each caller, and next to nothing after that. */
@QuarkusTest
@TestProfile(RatesTest.Slow.class)
class RatesTest {

    private final Door door = new Door();
    private final String token = Tokens.of(TestIds.unique("caller"), List.of("reporter"), List.of(door.zone));

    public static final class Slow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "zone.ingest.rates.requests", "3",
                    "zone.ingest.rates.entries", "4",
                    "zone.ingest.rates.burst", "1s");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KafkaResource.class), new TestResourceEntry(TokensResource.class));
        }
    }

    @Test
    void shouldTakeAnImportAsAWholeAndLetItsCallerWait() {
        // Given
        String file =
                String.join("\n", IntStream.range(0, 4000).mapToObj(door::line).toList());

        // When
        ValidatableResponse imported = send(token, "application/x-ndjson", "/v1/imports", file);
        ValidatableResponse next = send(token, "application/json", "/v1/claims", door.claim(1));

        // Then
        imported.statusCode(202).body("accepted", equalTo(4000));
        next.statusCode(429)
                .contentType("application/problem+json")
                .header("RateLimit-Policy", "\"entries\";q=4;w=1")
                .header("RateLimit", containsString("\"entries\";r=0;t="))
                .body("type", equalTo("urn:zone-ledger:problem:busy"))
                .body("detail", containsString("zone.ingest.rates.entries"));
        assertThat(Integer.parseInt(next.extract().header("Retry-After"))).isBetween(2, 1000);
        assertThat(door.inLog()).hasSize(4000);
        given().get("/q/metrics").then().body(containsString("zone_ingest_refused_total{limit=\"entries\"}"));
    }

    @Test
    void shouldChargeCloudEventsAndWhatHasFaultsTooAndEachCallerForItself() {
        // Given
        String tooMany = "["
                + String.join(",", IntStream.range(0, 4000).mapToObj(i -> "{}").toList()) + "]";

        // When
        ValidatableResponse faulty = send(token, "application/json", "/v1/claims", tooMany);
        ValidatableResponse event = send(token, CloudEvents.STRUCTURED, "/v1/events", "{}");
        ValidatableResponse another = send(
                Tokens.of(TestIds.unique("caller"), List.of("reporter"), List.of(door.zone)),
                "application/json",
                "/v1/claims",
                door.claim(1));

        // Then
        faulty.statusCode(400);
        event.statusCode(429);
        another.statusCode(202);
    }

    private static ValidatableResponse send(String token, String contentType, String path, String body) {
        return Door.as(token)
                .contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path)
                .then();
    }
}
