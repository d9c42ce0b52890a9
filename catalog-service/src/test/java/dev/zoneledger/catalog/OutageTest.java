package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.zoneledger.contract.EventType;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = SwitchedPostgres.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class OutageTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private final TestLog log = TestLog.open();
    private final String zone = TestIds.zone("outage");

    /** True takes the database away. */
    Consumer<Boolean> databaseAway;

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @ConfigProperty(name = "zone.dead-letters.topic")
    String deadLetters;

    @AfterEach
    void close() {
        databaseAway.accept(false);
        log.close();
    }

    @Test
    void shouldWaitOutTheDatabaseAndSendEachDeadLetterOnce() {
        // Given
        appendZone(1);
        databaseAway.accept(true);
        log.append(topic, zone, Map.of("ce_id", "no event"), bytes("nothing"));
        String position = appendZone(2);

        // When
        until("/q/health/ready", 503);
        given().get("/q/health/live").then().statusCode(200);
        given().auth()
                .oauth2(Tokens.reader())
                .get("/v1/zones/" + zone)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"));
        databaseAway.accept(false);
        until("/q/health/ready", 200);

        // Then
        given().auth()
                .oauth2(Tokens.steward())
                .header("Prefer", "wait=30")
                .get("/v1/zones/" + zone + "?after=" + position)
                .then()
                .statusCode(200)
                .body("revision", equalTo(2));
        assertThat(log.readAll(deadLetters)).hasSize(1);
        given().auth().oauth2(Tokens.steward()).get("/v1/dead-letters").then().body("items", hasSize(1));
    }

    private static void until(String path, int status) {
        Instant end = Instant.now().plus(LONG_ENOUGH);
        int seen = 0;
        while (seen != status && Instant.now().isBefore(end)) {
            seen = given().get(path).statusCode();
        }
        assertThat(seen).as(path).isEqualTo(status);
    }

    private String appendZone(int revision) {
        String data = "{\"id\": \"" + zone + "\", \"revision\": " + revision + ", \"name\": \"A zone\"}";
        return log.append(
                        topic,
                        zone,
                        Map.of(
                                "ce_specversion",
                                "1.0",
                                "ce_id",
                                "e" + revision,
                                "ce_type",
                                EventType.ZONE_REGISTERED.type()),
                        bytes(data))
                .position();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
