package dev.zoneledger.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.zoneledger.testing.BadToken;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is not taken, of whatever caller, and from whom nothing is. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class RefusalsTest extends SendingTest {

    @Test
    void shouldPublishNothingOfAnArrayWithOneFault() {
        // Given
        String array = "[" + claim(1) + "," + claim(2).replace("ndfeb-sintered", "ndfeb-sinterd") + "]";

        // When
        ValidatableResponse answer = post("/v1/claims", array);

        // Then
        answer.statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:zone-ledger:problem:invalid-input"))
                .body("errors[0].pointer", equalTo("/1/product"))
                .body("errors[0].suggestion", equalTo("ndfeb-sintered"));
        assertThat(inLog()).isEmpty();
    }

    @Test
    void shouldCountWhyEntriesAreRejected() {
        // Given
        Map<String, Double> before = rejected();
        byte[] file = bytes(String.join(
                "\n",
                line(1),
                "[]",
                line(2).replace("\"t/a\"", "\"tons\""),
                line(3).replace(zone, zone + "-of-others"),
                "{\"type\": \"claim\"}"));
        String array =
                "[" + claim(4) + "," + claim(5) + "," + claim(6).replace("ndfeb-sintered", "ndfeb-sinterd") + "]";
        String large = claim(7).replace("annual output", "annual output\"}, \"note\": \"" + "注".repeat(400_000))
                .replace(" of 3000 tons\"}", " of 3000 tons\"");

        // When
        importing(file, Tokens.reporter(zone)).statusCode(202).body("rejected", equalTo(4));
        post("/v1/claims", array).statusCode(400);
        post("/v1/claims", large).statusCode(400).body("errors.detail", hasItem(containsString("1048576 bytes")));
        post("/v1/claims", "").statusCode(400);

        // Then
        Map<String, Double> after = rejected();
        after.replaceAll((reason, count) -> count - before.get(reason));
        assertThat(after)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "unreadable", 2.0, "invalid", 3.0, "not-allowed", 1.0, "too-large", 1.0, "with-others", 2.0));
    }

    /** Rejected entries by reason, since the start. */
    private static Map<String, Double> rejected() {
        Map<String, Double> rejected = new HashMap<>();
        Matcher counters = Pattern.compile("zone_ingest_rejected_entries_total\\{reason=\"([^\"]*)\"} (\\S+)")
                .matcher(given().get("/q/metrics").then().extract().asString());
        while (counters.find()) {
            rejected.put(counters.group(1), Double.valueOf(counters.group(2)));
        }
        return rejected;
    }

    @Test
    void shouldRefuseAnImportWithoutOneGoodLine() {
        // Given
        byte[] file = bytes("{}\n[]\nNaN\n");

        // When
        ValidatableResponse answer = importing(file, Tokens.reporter(zone));

        // Then
        answer.statusCode(400).contentType("application/problem+json").body("errors.row", hasItems(1, 2, 3));
    }

    @Test
    void shouldRefuseAnEmptyBody() {
        post("/v1/claims", "").statusCode(400).body("errors[0].detail", containsString("empty"));
        post("/v1/claims", " ").statusCode(400).body("errors[0].detail", containsString("empty"));
        post("/v1/claims", "[]").statusCode(400).body("errors[0].detail", containsString("empty"));
        importing(bytes("\n\n"), Tokens.reporter(zone)).statusCode(400);
    }

    @Test
    void shouldRefuseTruncatedJson() {
        // Given
        String truncated = "[" + claim(1) + "," + claim(2).substring(0, 40);

        // When
        ValidatableResponse answer = post("/v1/claims", truncated);

        // Then
        answer.statusCode(400)
                .body("errors[0].pointer", equalTo("/1"))
                .body("errors[0].detail", containsString("too early"));
        assertThat(inLog()).isEmpty();
    }

    @Test
    void shouldRefuseAnArrayOf10001() {
        // Given
        String array =
                IntStream.rangeClosed(1, 10_001).mapToObj(this::claim).collect(Collectors.joining(",", "[", "]"));

        // When
        ValidatableResponse answer = post("/v1/claims", array);

        // Then
        answer.statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:zone-ledger:problem:too-large"));
        assertThat(inLog()).isEmpty();
    }

    @Test
    void shouldRefuseABodyOfMoreThan10MiB() {
        // Given
        String body = "[\"" + "x".repeat(11 * 1024 * 1024) + "\"]";

        // When
        ValidatableResponse answer = post("/v1/claims", body);

        // Then
        answer.statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("zone.ingest.limits.body"));
    }

    @Test
    void shouldRefuseDeepNesting() {
        // Given
        String deep = claim(1).replace("\"urn:test\"", "[".repeat(5000) + "]".repeat(5000));

        // When
        ValidatableResponse answer = post("/v1/claims", deep);

        // Then
        answer.statusCode(400).body("errors[0].detail", containsString("nested deeper than 32 levels"));
    }

    @Test
    void shouldRefuseUtf8BrokenInTheMiddle() {
        // Given
        byte[] broken = claim(1).replace("annual", "ann§al").getBytes(StandardCharsets.ISO_8859_1);

        // When
        ValidatableResponse answer = given().auth()
                .oauth2(Tokens.reporter(zone))
                .contentType("application/json")
                .body(broken)
                .post("/v1/claims")
                .then();

        // Then
        answer.statusCode(400).body("errors[0].detail", containsString("UTF-8"));
    }

    @Test
    void shouldRefuseAnEntryThatIsLargerThanOneMiB() {
        // Given
        String large = claim(1).replace("annual output", "annual output\"}, \"note\": \"" + "注".repeat(400_000))
                .replace(" of 3000 tons\"}", " of 3000 tons\"");

        // When
        ValidatableResponse answer = post("/v1/claims", large);

        // Then
        answer.statusCode(400)
                .body("errors.detail", hasItem(containsString("1048576 bytes (zone.ingest.limits.entry)")));
    }

    @Test
    void shouldRefuseAnotherContentType() {
        // When
        ValidatableResponse answer = given().auth()
                .oauth2(Tokens.reporter(zone))
                .contentType("application/xml")
                .body("<claim/>")
                .post("/v1/claims")
                .then();

        // Then
        answer.statusCode(415).contentType("application/problem+json");
    }

    @Test
    void shouldTakeNothingFromCallersWithoutAToken() {
        given().contentType("application/json")
                .body(claim(1))
                .post("/v1/claims")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(BadToken.OF_ANOTHER_KEY.token())
                .contentType("application/json")
                .body(claim(1))
                .post("/v1/claims")
                .then()
                .statusCode(401);
    }

    @Test
    void shouldTakeNothingFromReaders() {
        post("/v1/claims", claim(1), Tokens.reader()).statusCode(403).contentType("application/problem+json");
    }

    @Test
    void shouldTakeEntriesOnlyForZonesInTheToken() {
        // Given
        String elsewhere = Tokens.reporter("another-zone");

        // When
        ValidatableResponse answer = post("/v1/claims", claim(1), elsewhere);

        // Then
        answer.statusCode(403)
                .body("type", equalTo("urn:zone-ledger:problem:zone-not-allowed"))
                .body("detail", containsString(zone));
        importing(bytes(line(1)), elsewhere).statusCode(403).body("detail", containsString(zone));
        assertThat(inLog()).isEmpty();
    }

    @Test
    void shouldTakeEntriesForEveryZoneWhereTheTokenSaysSo() {
        post("/v1/claims", claim(1), Tokens.reporter("*")).statusCode(202);
    }

    @Test
    void shouldLeaveReRankingToStewards() {
        // Given
        String reranking = "{\"zone\": \"" + zone
                + "\", \"id\": \"c-1\", \"revision\": 2, \"rank\": \"deprecated\", \"reason\": \"r\"}";
        String asLine = reranking.replace("{", "{\"type\": \"reranking\", ");

        // When
        ValidatableResponse answer = post("/v1/rerankings", reranking, Tokens.reporter(zone));

        // Then
        answer.statusCode(403);
        importing(bytes(asLine), Tokens.reporter(zone))
                .statusCode(400)
                .body("errors[0].detail", containsString("steward"));
        importing(bytes(asLine), Tokens.steward(zone)).statusCode(202);
    }

    @Test
    void shouldRefuseUndeclaredParameters() {
        post("/v1/claims?dry=1", claim(1)).statusCode(400);
    }
}
