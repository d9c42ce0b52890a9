package dev.zoneledger.metrics.totals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.testing.BadToken;
import dev.zoneledger.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How it answers: positions, refusals, roles, and what it does with what is no event. */
@QuarkusTest
class RestHabitsTest extends WithLedger {

    @Test
    void shouldSayWhatPositionAnAnswerReflectsAndNotRepeatItself() {
        // Given
        String position = client.append(baotou.all());

        // When
        Response answer = Client.reader().get(client.path("/capacity?asOf=2020-10-15&after=" + position));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Zone-Position")).isEqualTo(answer.path("position"));
        assertThat(answer.header("ETag")).isEqualTo("\"" + answer.path("position") + "\"");
        assertThat(answer.headers().getValues("Cache-Control")).containsExactly("private, no-cache");
        Response again = Client.reader()
                .header("If-None-Match", answer.header("ETag"))
                .get(client.path("/capacity?asOf=2020-10-15"));
        assertThat(again.statusCode()).isIn(200, 304);
        assertThat(again.statusCode() == 304).isEqualTo(again.header("ETag").equals(answer.header("ETag")));
    }

    @Test
    void shouldAskForAnotherTryWhenAPositionIsNotReachedInTime() {
        // Given
        String position = client.append(baotou.all());
        String beyond = position.substring(0, position.indexOf('@')) + "@1000000";

        // When
        Response answer = Client.reader(0).get(client.path("/capacity?after=" + beyond));

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(Client.reader().get(client.path("/capacity?after=999@0")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstandAndSayWhatWasExpected() {
        // Given
        client.ask("/capacity", client.append(baotou.all()));

        // Then
        assertProblem("/capacity?product=ndfeb-sinterd", 400, "ndfeb-sintered");
        assertProblem("/capacity?status=operatin", 400, "operating");
        assertProblem("/capacity?by=product", 400, "product,status");
        assertProblem("/capacity?asOf=2020-02-31", 400, "2020-10-15");
        assertProblem("/capacity?asof=2020-10-15", 400, "asOf");
        assertProblem("/value?basis=cumulative", 400, "actual");
        assertProblem("/output?period=last-year", 400, "2017-Q1");
        assertThat(statusOnceReady("/v1/zones/no-such-zone/capacity")).isEqualTo(404);
    }

    /** The partition of another zone may still be opening. */
    private static int statusOnceReady(String path) {
        Instant patience = Instant.now().plusSeconds(60);
        int status = Client.reader().get(path).statusCode();
        while (status == 503 && Instant.now().isBefore(patience)) {
            status = Client.reader().get(path).statusCode();
        }
        return status;
    }

    @Test
    void shouldAnswerNobodyWithoutAToken() {
        for (String question : List.of(
                "/capacity",
                "/capacity/claims",
                "/output",
                "/output/claims",
                "/value",
                "/value/claims",
                "/coverage",
                "/coverage/claims",
                "/growth",
                "/utilisation",
                "/concentration")) {
            assertThat(given().get(client.path(question)).statusCode())
                    .as(question)
                    .isEqualTo(401);
        }
        assertThat(given().auth()
                        .oauth2(BadToken.OF_ANOTHER_KEY.token())
                        .get(client.path("/capacity"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().auth()
                        .oauth2(Tokens.of(List.of("passer-by"), List.of()))
                        .get(client.path("/capacity"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldAnswerExactlyWhatItsPositionSaysWhileClaimsKeepChanging() {
        // Given: a claim that goes to and fro between two products, a ton more each time
        client.ask("/capacity", client.append(List.of(events.zoneRegistered(), events.project("works", null))));
        Map<String, String> expected = new HashMap<>();
        List<String> answers = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean isOver = new AtomicBoolean();
        Thread asking = Thread.ofPlatform().start(() -> {
            do {
                JsonNode answer = client.ask("/capacity?asOf=2020-10-15", null);
                answers.add(answer.get("position").asText() + " " + leaves(answer));
            } while (!isOver.get());
        });

        // When
        String position = null;
        for (int revision = 1; revision <= 300; revision++) {
            String product = revision % 2 == 0 ? "ndfeb-sintered" : "ndfeb-bonded";
            position = client.append(List.of(events.capacity("restless", Subject.project("works"), "" + revision)
                    .revision(revision)
                    .product(product)
                    .claim()));
            expected.put(position, Map.of(product, "" + revision).toString());
        }
        client.ask("/capacity", position);
        isOver.set(true);
        joined(asking);

        // Then
        assertThat(answers).isNotEmpty().allSatisfy(answer -> {
            String at = answer.substring(0, answer.indexOf(' '));
            // Other tests of this application write to the same partition, but none at the same time.
            assertThat(answer).isEqualTo(at + " " + expected.getOrDefault(at, "{}"));
        });
    }

    @Test
    void shouldBeReadyAndAlive() {
        // Given
        client.ask("/capacity", client.append(List.of(events.zoneRegistered())));

        // Then
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldPassOverWhatIsNoEvent() {
        // Given
        client.append(List.of(events.zoneRegistered()));
        String position = log.append(topic, zone, Map.of("ce_type", "nonsense"), new byte[] {0, 1, 2})
                .position();

        // When
        JsonNode answer = client.ask("/capacity", position);

        // Then
        assertThat(answer.get("totals")).isEmpty();
        assertThat(given().get("/q/metrics").asString()).contains("zone_records_undecodable_total");
    }

    /** The totals of the two products, not of those above them. */
    private static String leaves(JsonNode answer) {
        Map<String, String> leaves = new HashMap<>();
        for (JsonNode row : answer.get("totals")) {
            if (!row.get("product").asText().equals("magnet-material")) {
                leaves.put(row.get("product").asText(), row.get("value").toString());
            }
        }
        return leaves.toString();
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void assertProblem(String question, int status, String mentioned) {
        Response answer = Client.reader().get(client.path(question));
        assertThat(answer.statusCode()).as(question).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).contains(mentioned);
    }
}
