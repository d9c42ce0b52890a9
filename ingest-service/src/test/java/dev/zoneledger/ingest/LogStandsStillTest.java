package dev.zoneledger.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec.Decoded;
import dev.zoneledger.contract.EventLog;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The broker is there but does nothing, as one whose disk or network stalls: connections stay open, no answer comes. */
@QuarkusTest
@QuarkusTestResource(value = OwnBrokerResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class LogStandsStillTest {

    private final Door door = new Door();

    @AfterEach
    void goOn() throws Exception {
        signal("-CONT");
    }

    @Test
    void shouldAnswerEveryWayAndGoOnWhenTheLogDoes() throws Exception {
        // Given: each way has been gone, and the token is known
        door.posting(door.claim(1)).statusCode(202);
        door.posting("[" + door.claim(2) + "]").statusCode(202);
        door.importing("", door.line(3)).statusCode(202);
        door.importing("?atomic=true", door.line(4), door.line(5)).statusCode(202);

        // When: all wait for the same log
        signal("-STOP");
        List<ValidatableResponse> answers = atOnce(
                () -> door.posting(door.claim(11)),
                () -> door.posting("[" + door.claim(12) + "]"),
                () -> door.importing("", door.line(13)),
                () -> door.importing("?atomic=true", door.line(14), door.line(15)));

        // Then: nobody was told that it is on record, and nobody waits until the log goes on
        for (ValidatableResponse answer : answers) {
            answer.statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("urn:zone-ledger:problem:log-unavailable"));
        }
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(503);

        // When
        signal("-CONT");

        // Then
        Door.awaitThat(() -> statusOf(door.posting(door.claim(11))) == 202);
        Door.awaitThat(() -> given().get("/q/health/ready").statusCode() == 200);
        door.posting("[" + door.claim(12) + "]").statusCode(202);
        door.importing("", door.line(13)).statusCode(202);
        Door.awaitThat(() -> statusOf(door.importing("?atomic=true", door.line(14), door.line(15))) == 202);
        // A transaction is committed a moment before its readers are let on.
        Door.awaitThat(() -> valuesInLog().equals(Set.of(1, 2, 3, 4, 5, 11, 12, 13, 14, 15)));
    }

    @SafeVarargs
    private static List<ValidatableResponse> atOnce(Supplier<ValidatableResponse>... requests) {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            return Stream.of(requests).map(request -> CompletableFuture.supplyAsync(request, each)).toList().stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private static int statusOf(ValidatableResponse answer) {
        return answer.extract().statusCode();
    }

    private Set<Integer> valuesInLog() {
        try (TestLog log = TestLog.of(setting("kafka.bootstrap.servers", String.class))) {
            return log.readAll(EventLog.TOPIC).stream()
                    .filter(each -> door.zone.equals(each.key()))
                    .map(Door::decoded)
                    .map(LogStandsStillTest::value)
                    .collect(Collectors.toSet());
        }
    }

    private static int value(Decoded record) {
        return ((Quantity.Figure) ((Claim) record.event()).quantity()).value().intValueExact();
    }

    private static void signal(String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, setting("test.broker.pid", String.class))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static <T> T setting(String name, Class<T> type) {
        return ConfigProvider.getConfig().getValue(name, type);
    }
}
