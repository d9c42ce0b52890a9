package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TestLog.Appended;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Totals as clients see them; that their arithmetic is right for any history, TotalsOfHistoriesTest and AgreementIT show. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class TotalsTest {

    private final TestLog log = TestLog.open();
    private final EventCodec codec = new EventCodec();
    private final String zone = TestIds.unique("zone");

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldAddTheLinesOfAPhaseAndNotThePhaseItself() {
        // Given
        append(read(Project.class, """
                {"id": "plant", "name": "P",
                 "phases": [{"id": "one", "name": "1", "lines": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}]}"""));
        append(capacity("of-phase", "\"phase\": \"one\"", "9000", "t/a", "exact"));
        append(capacity("of-a", "\"phase\": \"one\", \"line\": \"a\"", "1.50", "kt/a", "at-least"));

        // When
        Appended last = append(capacity("of-b", "\"phase\": \"one\", \"line\": \"b\"", "0.25", "t/a", "at-most"));

        // Then
        totals("measure=capacity&asOf=2020-12-31&by=product,status", last)
                .body("measure", equalTo("capacity"))
                .body("basis", equalTo("actual"))
                .body("asOf", equalTo("2020-12-31"))
                .body("totals.product", contains("magnet-material", "ndfeb-sintered"))
                .body("totals[1].status", equalTo("operating"))
                .body("totals[1].unit", equalTo("t/a"))
                .body("totals[1].claims", equalTo(2))
                .body("totals[1].upper", nullValue());
        String text = totals("measure=capacity&asOf=2020-12-31&product=ndfeb-sintered", last)
                .body("totals", hasSize(1))
                .extract()
                .asString();
        assertThat(text).contains("\"value\":1500.25,\"lower\":1500,\"upper\":null,");
        totals("measure=capacity&asOf=2020-12-30", last).body("totals", empty());
    }

    @Test
    void shouldTellATotalAsItWasKnown() {
        // Given
        append(read(Organisation.class, "{\"id\": \"maker\", \"name\": \"M\", \"role\": \"enterprise\"}"));
        Appended first = append(money("c", 1, "100"));
        append(money("c", 2, "120"));

        // When
        Appended last = append(new Retraction(zone, "c", 3, "withdrawn", null));

        // Then
        totals("measure=sales-revenue", last).body("totals", empty());
        totals("measure=sales-revenue&knownAt=" + first.at(), last)
                .body("knownAt", equalTo(first.at().toString()))
                .body("totals", hasSize(1))
                .body("totals[0].measure", equalTo("sales-revenue"))
                .body("totals[0].period", equalTo("2019"))
                .body("totals[0].basis", equalTo("actual"))
                .body("totals[0].value", equalTo(100));
        totals("measure=sales-revenue&product=none&period=2019&basis=actual&knownAt=" + first.at(), last)
                .body("totals", hasSize(1));
        totals("measure=sales-revenue&product=ndfeb-sintered&knownAt=" + first.at(), last)
                .body("totals", empty());
    }

    @Test
    void shouldKeepWhatTheZoneDeclaresApart() {
        // Given
        Appended last = append(read(Claim.class, """
                {"id": "declared", "subject": {"zone": "%s"}, "measure": "capacity", "product": "ndfeb-sintered",
                 "quantity": {"value": 50000, "unit": "t/a", "qualifier": "exact"}, "status": "operating",
                 "basis": "actual", "rank": "normal", "effectiveFrom": {"date": "2020-10-15", "bound": "not-later"},
                 "source": {"uri": "urn:test"}}""".formatted(zone)));

        // When
        ValidatableResponse registered = totals("measure=capacity&asOf=2020-12-31", last);
        ValidatableResponse declared = totals("measure=capacity&asOf=2020-12-31&scope=declared", last);

        // Then
        registered.body("totals", empty());
        // Of that product alone, not of those above it.
        declared.body("totals.product", contains("ndfeb-sintered")).body("totals[0].value", equalTo(50000));
        totals("measure=capacity&asOf=2020-10-14&scope=declared", last)
                .body("totals[0].value", nullValue())
                .body("totals[0].claims", equalTo(0))
                .body("totals[0].mayHaveBegunEarlier", equalTo(1));
    }

    @Test
    void shouldAnswerNotModifiedForADayAndTakeTodayForAnother() {
        // Given
        Appended last = append(read(Organisation.class, "{\"id\": \"m\", \"name\": \"M\", \"role\": \"enterprise\"}"));
        String day = ask("measure=capacity&asOf=2020-12-31", last).header("ETag");
        String today = ask("measure=capacity", last).header("ETag");

        // When
        int sameDay = asked("measure=capacity&asOf=2020-12-31", day);
        int otherDay = asked("measure=capacity", day);

        // Then
        assertThat(sameDay).isEqualTo(304);
        assertThat(otherDay).isEqualTo(200);
        assertThat(today).contains(";20");
    }

    @ParameterizedTest
    @CsvSource({
        "asOf=2020-01-01, measure",
        "measure=count, measure",
        "measure=capacity&asOf=2020-13-01, asOf",
        "measure=capacity&period=2020, period",
        "measure=capacity&basis=target, basis",
        "measure=capacity&product=none, product",
        "measure=capacity&product=ndfeb-sinterd, product",
        "measure=capacity&by=product, by",
        "measure=output&asOf=2020-01-01, asOf",
        "measure=output&status=operating, status",
        "measure=output&period=20, period",
        "measure=output&basis=cumulative, basis",
        "measure=output&scope=all, scope",
        "measure=output&knownAt=yesterday, knownAt",
        "measure=output&zone=z, zone",
    })
    void shouldRefuseWhatCannotBeAsked(String query, String parameter) {
        // When
        Response response = given().header("Authorization", "Bearer " + Tokens.reader())
                .get("/v1/zones/" + zone + "/totals?" + query);

        // Then
        response.then()
                .statusCode(400)
                .contentType(containsString("application/problem+json"))
                .body("errors[0].parameter", equalTo(parameter));
    }

    @Test
    void shouldNotKnowAZoneOfWhichNothingHasCome() {
        // When
        Response response = given().header("Authorization", "Bearer " + Tokens.reader())
                .get("/v1/zones/" + zone + "/totals?measure=output");

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
    }

    private ValidatableResponse totals(String query, Appended after) {
        return ask(query, after).then().statusCode(200);
    }

    /** The status of an answer to one who has that version. */
    private int asked(String query, String tag) {
        return given().header("Authorization", "Bearer " + Tokens.reader())
                .header("If-None-Match", tag)
                .get("/v1/zones/" + zone + "/totals?" + query)
                .statusCode();
    }

    private Response ask(String query, Appended after) {
        return given().header("Authorization", "Bearer " + Tokens.reader())
                .header("Prefer", "wait=30")
                .get("/v1/zones/" + zone + "/totals?" + query + "&after=" + after.position());
    }

    private Appended append(ZoneEvent event) {
        Encoded encoded = codec.encode(event, "urn:test", null);
        return log.append(topic, encoded.key(), encoded.headers(), encoded.data());
    }

    private Claim capacity(String id, String place, String value, String unit, String qualifier) {
        return read(Claim.class, """
                {"id": "%s", "subject": {"project": "plant", %s}, "measure": "capacity", "product": "ndfeb-sintered",
                 "quantity": {"value": %s, "unit": "%s", "qualifier": "%s"}, "status": "operating",
                 "basis": "actual", "rank": "normal", "effectiveFrom": {"date": "2020"},
                 "source": {"uri": "urn:test"}}""".formatted(id, place, value, unit, qualifier));
    }

    private Claim money(String id, int revision, String value) {
        return read(Claim.class, """
                {"id": "%s", "revision": %d, "subject": {"organisation": "maker"}, "measure": "sales-revenue",
                 "quantity": {"value": %s, "unit": "CNY", "qualifier": "exact"}, "basis": "actual", "rank": "normal",
                 "period": "2019", "source": {"uri": "urn:test"}}""".formatted(id, revision, value));
    }

    private <T extends ZoneEvent> T read(Class<T> type, String json) {
        try {
            String revision = json.contains("\"revision\"") ? "" : "\"revision\": 1, ";
            return Json.mapper().readValue(json.replaceFirst("\\{", "{\"zone\": \"" + zone + "\", " + revision), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
