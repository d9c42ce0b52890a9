package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PressureTest.Small.class)
class PressureTest {

    private final Door door = new Door();

    @TestHTTPResource("/v1/imports")
    URI imports;

    /** An instance that holds little. */
    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "zone.ingest.limits.imports", "1",
                    "zone.ingest.limits.bodies", "64K",
                    "zone.ingest.limits.body", "256K",
                    "zone.ingest.limits.entries", "3",
                    "zone.ingest.limits.file", "20K",
                    "zone.ingest.limits.rows", "10",
                    "zone.ingest.limits.rejected-file", "1K");
        }

        @Override
        public java.util.List<TestResourceEntry> testResources() {
            return java.util.List.of(
                    new TestResourceEntry(KafkaResource.class), new TestResourceEntry(TokensResource.class));
        }
    }

    @Test
    void shouldAskToComeBackWhileItsImportsAreTaken() throws Exception {
        // Given
        PipedOutputStream body = new PipedOutputStream();
        PipedInputStream sent = new PipedInputStream(body);
        HttpRequest first = HttpRequest.newBuilder(imports)
                .header("Authorization", "Bearer " + Tokens.reporter(door.zone))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofInputStream(() -> sent))
                .build();
        CompletableFuture<HttpResponse<String>> underWay =
                HttpClient.newHttpClient().sendAsync(first, BodyHandlers.ofString());
        body.write((door.line(1) + "\n").getBytes(StandardCharsets.UTF_8));
        body.flush();

        // When
        ValidatableResponse second = importingUntil(status -> status == 429);

        // Then
        second.statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:zone-ledger:problem:busy"));

        // When
        body.close();

        // Then
        assertThat(underWay.join().statusCode()).isEqualTo(202);
        importingUntil(status -> status == 200).statusCode(200);
    }

    private ValidatableResponse importingUntil(IntPredicate status) {
        Instant patience = Instant.now().plusSeconds(60);
        ValidatableResponse answer;
        do {
            answer = door.importing("?dryRun=true", door.line(2));
        } while (!status.test(answer.extract().statusCode()) && Instant.now().isBefore(patience));
        return answer;
    }

    @Test
    void shouldAskToComeBackWhereABodyFindsNoRoom() {
        door.posting("[" + " ".repeat(100_000) + "]").statusCode(429).header("Retry-After", notNullValue());
        door.posting(door.claim(1)).statusCode(202);
    }

    @Test
    void shouldGiveBackWhatARequestHasTaken() {
        for (int i = 0; i < 50; i++) {
            door.posting(door.claim(i)).statusCode(202);
            door.posting("{").statusCode(400);
        }
    }

    @Test
    void shouldNameTheLimitThatARequestIsOver() {
        door.posting("[" + String.join(",", door.claim(1), door.claim(2), door.claim(3), door.claim(4)) + "]")
                .statusCode(413)
                .body("detail", containsString("zone.ingest.limits.entries"));
        door.importing("", "\n".repeat(30_000))
                .statusCode(413)
                .body("detail", containsString("zone.ingest.limits.file"));
        String[] rows = new String[11];
        java.util.Arrays.setAll(rows, door::line);
        door.importing("", rows)
                .statusCode(413)
                .body("detail", containsString("zone.ingest.limits.rows"))
                .body("detail", containsString("10 entries are on record"));
        assertThat(door.inLog()).hasSize(10);
    }

    @Test
    void shouldCountRejectedRowsThatFindNoRoomInTheFile() {
        String[] rows = new String[10];
        java.util.Arrays.setAll(rows, door::badLine);
        String leftOut = door.importing("?answer=rejected", rows)
                .statusCode(400)
                .header("Zone-Rejected", "10")
                .extract()
                .header("Zone-Rejected-Left-Out");
        assertThat(Integer.parseInt(leftOut)).isBetween(1, 9);
    }
}
