package dev.zoneledger.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.zoneledger.local.KafkaProcess;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = OwnBrokerResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class LogOutageTest {

    private final String zone = TestIds.zone("outage");
    private final String steward = Tokens.steward(zone);

    @Test
    void shouldAskToComeBackWhileKafkaIsAwayAndGoOnWhenItIsThereAgain() {
        // Given
        post("/v1/zones", "application/json", zone()).statusCode(202);
        stopBroker();

        // When
        CompletableFuture<ValidatableResponse> whileAway =
                CompletableFuture.supplyAsync(() -> post("/v1/zones", "application/json", zone()));

        // Then
        given().get("/q/health/live").then().statusCode(200);
        isUnavailable(whileAway.join());
        whileAway.join().body("", equalTo(Door.shownFailure("post", "/v1/zones", 503)));
        ValidatableResponse plain = post("/v1/claims", "application/json", claim());
        isUnavailable(plain);
        plain.body("", equalTo(Door.shownFailure(503)));
        ValidatableResponse imported = post("/v1/imports", "application/x-ndjson", line());
        isUnavailable(imported);
        imported.body("", equalTo(Door.shownFailure("post", "/v1/imports", 503)));
        lastLineIsUnavailable(asSteward()
                .accept("application/x-ndjson")
                .contentType("application/x-ndjson")
                .body(line().getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then());
        given().get("/q/health/ready").then().statusCode(503);
        given().get("/q/health/live").then().statusCode(200);

        // When
        KafkaProcess again = startBrokerAgain();
        try {
            // Then
            awaitAccepted();
            Door.awaitThat(() -> given().get("/q/health/ready").statusCode() == 200);
            post("/v1/claims", "application/json", claim()).statusCode(202);
        } finally {
            again.stop();
        }
    }

    private static void isUnavailable(ValidatableResponse answer) {
        answer.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:zone-ledger:problem:log-unavailable"))
                .body("detail", containsString("send it again"));
    }

    private static void lastLineIsUnavailable(ValidatableResponse answer) {
        String lines = answer.statusCode(200).extract().asString();
        JsonPath last =
                new JsonPath(lines.lines().reduce((first, second) -> second).orElseThrow());
        assertThat(last.getString("type")).isEqualTo("urn:zone-ledger:problem:log-unavailable");
        assertThat(last.getInt("status")).isEqualTo(503);
        assertThat(last.getInt("retryAfter")).isPositive();
    }

    /** Each request waits some seconds for the log by itself, so that asking again is no busy waiting. */
    private void awaitAccepted() {
        int status = 0;
        for (int i = 0; i < 10 && status != 202; i++) {
            status = post("/v1/zones", "application/json", zone()).extract().statusCode();
        }
        post("/v1/zones", "application/json", zone()).statusCode(202);
    }

    private static KafkaProcess startBrokerAgain() {
        return OwnBrokerResource.start(
                setting("folder", Path.class),
                setting("port", Integer.class),
                setting("controller-port", Integer.class));
    }

    private static <T> T setting(String name, Class<T> type) {
        return ConfigProvider.getConfig().getValue("test.broker." + name, type);
    }

    private static void stopBroker() {
        ProcessHandle broker = ProcessHandle.of(setting("pid", Long.class)).orElseThrow();
        broker.destroy();
        broker.onExit().join();
    }

    private String zone() {
        return "{\"id\": \"" + zone + "\", \"name\": \"Baotou\"}";
    }

    /** The token is known by then: it goes the shorter way. */
    private String claim() {
        return """
                {"zone": "%s", "subject": {"project": "a-line"}, "measure": "capacity", "product": "ndfeb-sintered",\
                 "quantity": {"value": 5, "unit": "t/a"}, "status": "operating", "effectiveFrom": {"date": "2020-10"},\
                 "source": {"uri": "urn:test"}}""".formatted(zone);
    }

    private String line() {
        return "{\"type\": \"zone\", " + zone().substring(1);
    }

    private RequestSpecification asSteward() {
        return given().config(Requests.BYTES_AS_THEY_ARE).auth().oauth2(steward);
    }

    private ValidatableResponse post(String path, String contentType, String body) {
        return asSteward()
                .contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path)
                .then();
    }
}
