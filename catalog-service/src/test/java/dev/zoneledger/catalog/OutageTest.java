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
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = SwitchedPostgres.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class OutageTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final int LINES = 4000;

    private final TestLog log = TestLog.open();
    private final String zone = TestIds.zone("outage");

    /** True takes the database away. */
    Consumer<Boolean> databaseAway;

    @Inject
    DataSource database;

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
    void shouldWaitOutAMinuteWithoutTheDatabaseUnderLoadAndHaveTheTotalsExact() throws Exception {
        // Given
        append(EventType.ZONE_REGISTERED, "{\"id\": \"%1$s\", \"revision\": 1, \"name\": \"A zone\"}");
        append(EventType.PROJECT_REGISTERED, project());
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> load = CompletableFuture.supplyAsync(() -> appendUntil(over));

        // When
        Instant end = Instant.now().plus(OUTAGE);
        databaseAway.accept(true);
        log.append(topic, zone, Map.of("ce_id", "no event"), bytes("nothing"));
        until("/q/health/ready", 503);
        while (Instant.now().isBefore(end)) {
            given().get("/q/health/live").then().statusCode(200);
            given().get("/q/health/ready").then().statusCode(503);
            given().auth()
                    .oauth2(Tokens.reader())
                    .get("/v1/zones/" + zone)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("5"));
        }
        databaseAway.accept(false);
        until("/q/health/ready", 200);
        over.set(true);
        int claims = load.get();

        // Then
        String position =
                append(EventType.ZONE_REGISTERED, "{\"id\": \"%1$s\", \"revision\": 2, \"name\": \"A zone\"}");
        given().auth()
                .oauth2(Tokens.steward())
                .header("Prefer", "wait=30")
                .get("/v1/zones/" + zone + "?after=" + position)
                .then()
                .statusCode(200)
                .body("revision", equalTo(2));
        assertThat(claims).isGreaterThan(100);
        assertThat(held()).isEqualTo(new Held(claims, BigDecimal.valueOf(claims * (claims + 1L) / 2)));
        // The one that is no event, sent once however often its batch was tried.
        assertThat(log.readAll(deadLetters)).hasSize(1);
        given().auth().oauth2(Tokens.steward()).get("/v1/dead-letters").then().body("items", hasSize(1));
    }

    private record Held(int claims, BigDecimal sum) {}

    /** Of every line the claim that holds, with the figures 1, 2, 3 ... */
    private Held held() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT count(*), sum(figure) FROM hold WHERE zone = ?")) {
            query.setString(1, zone);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Held(
                        row.getInt(1), row.getBigDecimal(2).stripTrailingZeros().setScale(0));
            }
        }
    }

    private int appendUntil(AtomicBoolean over) {
        int claims = 0;
        // Each acknowledged before the next: some hundred a second.
        while (!over.get() && claims < LINES) {
            claims++;
            append(EventType.CAPACITY_REPORTED, """
                    {"zone": "%%1$s", "id": "c%1$d", "revision": 1,
                     "subject": {"project": "p", "phase": "main", "line": "line-%1$d"}, "measure": "capacity",
                     "product": "ndfeb-sintered", "quantity": {"value": %1$d, "unit": "t/a", "qualifier": "exact"},
                     "status": "operating", "basis": "actual", "rank": "normal", "effectiveFrom": {"date": "2020"},
                     "source": {"uri": "urn:test"}}""".formatted(claims));
        }
        return claims;
    }

    private static String project() {
        String lines = IntStream.rangeClosed(1, LINES)
                .mapToObj("{\"id\": \"line-%1$d\", \"name\": \"Line %1$d\"}"::formatted)
                .collect(Collectors.joining(","));
        return "{\"zone\": \"%1$s\", \"id\": \"p\", \"revision\": 1, \"name\": \"P\", \"phases\": [{\"id\": \"main\","
                + " \"name\": \"Main\", \"lines\": [" + lines + "]}]}";
    }

    private static void until(String path, int status) {
        Instant end = Instant.now().plus(LONG_ENOUGH);
        int seen = 0;
        while (seen != status && Instant.now().isBefore(end)) {
            seen = given().get(path).statusCode();
        }
        assertThat(seen).as(path).isEqualTo(status);
    }

    private String append(EventType type, String data) {
        Map<String, String> headers =
                Map.of("ce_specversion", "1.0", "ce_id", TestIds.unique("e"), "ce_type", type.type());
        return log.append(topic, zone, headers, bytes(data.formatted(zone))).position();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
