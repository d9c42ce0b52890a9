package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(PressureTest.Small.class)
class PressureTest {

    private static final String TOO_DEEP = "nested deeper than 8 levels (zone.ingest.limits.depth)";

    private final Door door = new Door();

    @TestHTTPResource("/v1/imports")
    URI imports;

    /** An instance that holds little. */
    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("zone.ingest.limits.imports", "1"),
                    Map.entry("zone.ingest.limits.bodies", "64K"),
                    Map.entry("zone.ingest.limits.body", "256K"),
                    Map.entry("zone.ingest.limits.entries", "3"),
                    Map.entry("zone.ingest.limits.depth", "8"),
                    Map.entry("zone.ingest.limits.file", "20K"),
                    Map.entry("zone.ingest.limits.rows", "10"),
                    Map.entry("zone.ingest.limits.atomic-spool", "4K"),
                    Map.entry("zone.ingest.limits.duplicates", "2"),
                    Map.entry("zone.ingest.limits.rejected-file", "1K"),
                    Map.entry("zone.ingest.limits.errors-of-post", "2"),
                    Map.entry("zone.ingest.limits.errors-of-import", "2"));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KafkaResource.class), new TestResourceEntry(TokensResource.class));
        }
    }

    @Test
    void shouldAskToComeBackWhileItsImportsAreTaken() throws Exception {
        try (OpenImport first = underWay("", "")) {
            // When
            ValidatableResponse second = door.importing("?dryRun=true", door.line(2));

            // Then
            second.statusCode(429)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("urn:zone-ledger:problem:busy"));

            // When
            String answer = first.end();

            // Then
            assertThat(answer).startsWith("HTTP/1.1 202 ");
            door.importing("?dryRun=true", door.line(2)).statusCode(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', application/x-ndjson, application/json, 202",
        "'', application/x-ndjson, application/x-ndjson, 200",
        "?answer=rejected, application/x-ndjson, application/json, 202",
        "?dryRun=true, application/x-ndjson, application/json, 200",
        "?atomic=true, application/x-ndjson, application/json, 400",
        "'', text/csv, application/json, 400",
        "'', text/csv, application/x-ndjson, 200",
        "'', application/pdf, application/json, 415",
        "'', multipart/form-data; boundary=b, application/json, 400",
    })
    void shouldHaveAPlaceForWhoImportsOneFileAfterTheOther(
            String query, String contentType, String accept, int expected) throws Exception {
        // Given
        HttpRequest request = HttpRequest.newBuilder(URI.create(imports + query))
                .header("Authorization", "Bearer " + Tokens.reporter(door.zone))
                .header("Content-Type", contentType)
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(door.line(1) + "\n" + door.badLine(2)))
                .build();
        List<Integer> answers = new ArrayList<>();

        // When
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < 50; i++) {
                answers.add(client.send(request, BodyHandlers.ofString()).statusCode());
            }
        }

        // Then
        assertThat(answers).containsOnly(expected);
    }

    @ParameterizedTest
    @CsvSource({"'', application/json", "'', application/x-ndjson", "?answer=rejected, application/json"})
    void shouldTakeThePlaceBackFromWhoGoesAway(String query, String accept) throws Exception {
        // Given
        OpenImport leaving = underWay(query, "Accept: " + accept + "\r\n");
        door.importing("?dryRun=true", door.line(2))
                .statusCode(429)
                .body("", equalTo(Door.shownFailure("post", "/v1/imports", 429)));

        // When
        leaving.close();

        // Then
        Door.awaitThat(
                () -> door.importing("?dryRun=true", door.line(2)).extract().statusCode() == 200);
    }

    /** An import of which a line is in the log already. */
    private OpenImport underWay(String query, String header) throws Exception {
        OpenImport first = new OpenImport(URI.create(imports + query), Tokens.reporter(door.zone), header);
        first.send(door.line(1));
        Door.awaitThat(() -> !door.inLog().isEmpty());
        return first;
    }

    @Test
    void shouldAskToComeBackWhereABodyFindsNoRoom() {
        door.posting("[" + " ".repeat(100_000) + "]")
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("", equalTo(Door.shownFailure(429)));
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

    @ParameterizedTest
    @ValueSource(strings = {"?atomic=true", "?atomic=true&dryRun=true"})
    void shouldPublishNothingOfAnAtomicImportThatTakesTooMuchOfTheDisk(String query) {
        String[] rows = new String[10];
        java.util.Arrays.setAll(rows, door::line);
        door.importing(query, rows).statusCode(413).body("detail", containsString("zone.ingest.limits.atomic-spool"));
        assertThat(door.inLog()).isEmpty();
    }

    @Test
    void shouldTakeJsonAsDeepAsItMayBeAndNameTheLimitOfWhatIsDeeper() {
        // Given
        String deepest = door.claim(1).replace("\"urn:test\"", "[".repeat(6) + "]".repeat(6));
        String tooDeep = door.claim(1).replace("\"urn:test\"", "[".repeat(7) + "]".repeat(7));

        // When, then
        door.posting(deepest).statusCode(400).body("errors[0].pointer", equalTo("/source/uri"));
        door.posting(tooDeep).statusCode(400).body("errors[0].detail", containsString(TOO_DEEP));
        door.posting("[" + deepest + "]").statusCode(400).body("errors[0].detail", containsString(TOO_DEEP));
        door.importing("", "{\"type\": \"claim\", " + tooDeep.substring(1))
                .statusCode(400)
                .body("errors[0].row", equalTo(1))
                .body("errors[0].detail", containsString(TOO_DEEP));
        door.asReporter()
                .contentType(CloudEvents.STRUCTURED)
                .body(("{\"data\": " + deepest + "}").getBytes(StandardCharsets.UTF_8))
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("errors.detail", hasItem(containsString(TOO_DEEP)));
    }

    @Test
    void shouldTellAsManyFaultsAsItMay() {
        door.posting("[" + "{},".repeat(2) + "{}]")
                .statusCode(400)
                .body("errors", hasSize(2))
                .body("detail", containsString("more errors are not shown"));
        door.importing("", door.line(1), door.badLine(2), door.badLine(3), door.badLine(4))
                .statusCode(202)
                .body("rejected", equalTo(3))
                .body("errors", hasSize(2));
    }

    @Test
    void shouldSayAmongHowManyItLookedForDuplicates() {
        door.importing("?dryRun=true", door.line(1), door.line(1), door.line(2), door.line(2))
                .statusCode(200)
                .body("duplicates", equalTo(1))
                .body("duplicatesSoughtAmong", equalTo(2));
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
