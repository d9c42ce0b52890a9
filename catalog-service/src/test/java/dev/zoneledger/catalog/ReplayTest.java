package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TestLog.Appended;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading again what was no event when it was read first. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class ReplayTest {

    private final TestZone zone = new TestZone();

    @Inject
    DataSource database;

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @AfterEach
    void close() {
        zone.close();
    }

    @Test
    void shouldTakeInWhatIsAnEventByNowAsIfItHadBeenReadInItsPlace() throws Exception {
        // Given
        zone.sayCapacity("c", "1");
        Appended at = zone.sayCapacity("late", "2");
        String address = "/v1/claims?zone=" + zone.id() + "&after=" + at.position();
        var read = reader().get(address).then().statusCode(200).extract();
        asAnEarlierVersionLeftIt("late", at);
        String without = reader().get(address)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .header("ETag");
        String letter = "/v1/dead-letters/" + at.position();
        steward()
                .get(letter)
                .then()
                .statusCode(200)
                .body("reasonNow", nullValue())
                .body("event.id", equalTo("late"));

        // When
        ValidatableResponse replayed = steward().post(letter + "/replay").then();

        // Then
        replayed.statusCode(200)
                .body("event.kind", equalTo("claim"))
                .body("event.zone", equalTo(zone.id()))
                .body("replayed.by", equalTo("test"));
        var again = reader().header("If-None-Match", without)
                .get(address)
                .then()
                .statusCode(200)
                .extract();
        assertThat(again.asString()).isEqualTo(read.asString());
        assertThat(again.header("Zone-Position")).isEqualTo(read.header("Zone-Position"));
        steward()
                .get("/v1/dead-letters?replayed=true&limit=1000")
                .then()
                .body("items.position", hasItem(at.position()));
        steward()
                .get("/v1/dead-letters?replayed=false&limit=1000")
                .then()
                .body("items.position", not(hasItem(at.position())));
        String first = replayed.extract().path("replayed.at");
        steward().post(letter + "/replay").then().statusCode(200).body("replayed.at", equalTo(first));
        assertThat(reader().get(address).then().extract().asString()).isEqualTo(read.asString());
    }

    /** Passed over, and noted. */
    private void asAnEarlierVersionLeftIt(String id, Appended at) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement revision =
                        connection.prepareStatement("DELETE FROM revision WHERE zone = ? AND id = ?");
                PreparedStatement claim = connection.prepareStatement("DELETE FROM claim WHERE zone = ? AND id = ?");
                PreparedStatement letter = connection.prepareStatement(
                        "INSERT INTO dead_letter VALUES (?, ?, 'unknown event type', 1, to_timestamp(?))")) {
            revision.setString(1, zone.id());
            revision.setString(2, id);
            claim.setString(1, zone.id());
            claim.setString(2, id);
            letter.setInt(1, at.partition());
            letter.setLong(2, at.offset());
            letter.setLong(3, at.at().getEpochSecond());
            assertThat(revision.executeUpdate() + claim.executeUpdate() + letter.executeUpdate())
                    .isEqualTo(3);
        }
    }

    @Test
    void shouldSayWhyARecordIsStillNoEvent() {
        // Given
        Appended at = appendNoEvent();
        String position = zone.sayCapacity("good", "1").position();
        steward()
                .get("/v1/dead-letters/" + at.position() + "?after=" + position)
                .then()
                .statusCode(200);

        // When
        ValidatableResponse answer =
                steward().post("/v1/dead-letters/" + at.position() + "/replay").then();

        // Then
        answer.statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:zone-ledger:problem:still-undecodable"))
                .body("detail", containsString("ce_id"));
        steward().post("/v1/dead-letters/" + position + "/replay").then().statusCode(404);
    }

    private static RequestSpecification reader() {
        return given().auth().oauth2(Tokens.reader()).header("Prefer", "wait=30");
    }

    private static RequestSpecification steward() {
        return given().auth().oauth2(Tokens.steward()).header("Prefer", "wait=30");
    }

    private Appended appendNoEvent() {
        try (TestLog log = TestLog.open()) {
            return log.append(topic, zone.id(), Map.of("ce_specversion", "1.0"), "{}".getBytes(StandardCharsets.UTF_8));
        }
    }
}
