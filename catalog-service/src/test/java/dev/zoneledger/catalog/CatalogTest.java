package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Zone;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class CatalogTest {

    private static final EventCodec CODEC = new EventCodec();

    private final TestLog log = TestLog.open();
    private final String zone = TestIds.unique("zone");

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @ConfigProperty(name = "zone.dead-letters.topic")
    String deadLetters;

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldShowWhatWasRegistered() {
        // Given
        append(zone("{\"name\": \"A zone\", \"localName\": \"稀土高新区\"}"));
        append(read(Organisation.class, "{\"id\": \"maker\", \"name\": \"A maker\", \"role\": \"enterprise\"}"));

        // When
        String position = append(project("line", "maker"));

        // Then
        get("/v1/zones/" + zone, position).body("name", equalTo("A zone")).body("localName", equalTo("稀土高新区"));
        get("/v1/organisations?zone=" + zone, position).body("items.id", contains("maker"));
        get("/v1/projects?organisation=maker&zone=" + zone, position).body("items.id", contains("line"));
        get("/v1/projects/line?zone=" + zone, position).body("links.claims", containsString("project=line"));
    }

    @Test
    void shouldHoldTheGreatestRevisionInAnyOrderAndAnyNumber() {
        // Given
        append(project("line", null));
        append(claim("c", 2, "line", "3200"));

        // When
        append(claim("c", 1, "line", "3000"));
        append(claim("c", 2, "line", "3200"));
        String position = append(claim("c", 1, "line", "3000"));

        // Then
        get("/v1/claims?zone=" + zone, position)
                .body("items", hasSize(1))
                .body("items[0].revision", equalTo(2))
                .body("items[0].quantity.value", equalTo(3200));
    }

    @Test
    void shouldKeepEveryDigit() {
        // Given
        String digits = "123456789012345.123456789012345678";

        // When
        String position = append(claim("c", 1, "line", digits));

        // Then
        assertThat(get("/v1/claims/c?zone=" + zone, position).extract().asString())
                .contains("\"value\":" + digits + ",");
    }

    @Test
    void shouldResolveClaimWhenItsProjectComes() {
        // Given
        String early = append(claim("c", 1, "line", "10"));
        get("/v1/claims?resolved=false&zone=" + zone, early).body("items.id", contains("c"));

        // When
        String late = append(project("line", null));

        // Then
        get("/v1/claims?resolved=false&zone=" + zone, late).body("items", empty());
        get("/v1/claims/c?zone=" + zone, late).body("resolved", equalTo(true));
    }

    @Test
    void shouldApplyMarksThatComeBeforeTheirClaim() {
        // Given
        append(new Reranking(zone, "ranked", 2, dev.zoneledger.contract.ClaimRank.DEPRECATED, "wrong", null));
        append(new Retraction(zone, "gone", 2, "taken back", null));

        // When
        append(claim("ranked", 1, "line", "1"));
        String position = append(claim("gone", 1, "line", "2"));

        // Then
        get("/v1/claims?zone=" + zone, position)
                .body("items.id", contains("ranked"))
                .body("items[0].rankInForce", equalTo("deprecated"))
                .body("items[0].rank", equalTo("normal"));
        get("/v1/claims?rank=deprecated&zone=" + zone, position).body("items", hasSize(1));
        get("/v1/claims?retracted=true&zone=" + zone, position).body("items.id", contains("gone"));
        get("/v1/claims/gone?zone=" + zone, position).body("mark.reason", equalTo("taken back"));
    }

    @Test
    void shouldFilterByProductWithItsDescendantsAndByOrganisationWithItsProjects() {
        // Given
        append(project("line", "maker"));
        String position = append(claim("c", 1, "line", "1"));

        // Then
        for (String filter : List.of(
                "product=ndfeb-sintered",
                "product=magnet-material",
                "organisation=maker",
                "project=line",
                "measure=capacity",
                "status=operating",
                "rank=normal")) {
            get("/v1/claims?" + filter + "&zone=" + zone, position).body("items.id", contains("c"));
        }
        for (String filter : List.of(
                "product=cerium-oxide", "organisation=other", "project=other", "measure=output", "status=retired")) {
            get("/v1/claims?" + filter + "&zone=" + zone, position).body("items", empty());
        }
    }

    @Test
    void shouldPageThroughAllWithoutGapsWhileMoreIsWritten() {
        // Given
        String position = "";
        for (int i = 10; i < 35; i++) {
            position = append(claim("c" + i, 1, "line", "1"));
        }
        List<String> seen = new ArrayList<>();
        String next = null;

        // When
        do {
            var page = get("/v1/claims?limit=7&zone=" + zone + (next == null ? "" : "&cursor=" + next), position)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id", String.class));
            next = page.getString("next");
            position = append(claim("a" + seen.size(), 1, "line", "1"));
        } while (next != null);

        // Then
        List<String> expected = new ArrayList<>();
        for (int i = 10; i < 35; i++) {
            expected.add("c" + i);
        }
        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @Test
    void shouldPutAsideRecordsOfAnySizeThatTheLogTakes() {
        // Given
        byte[] noise = new byte[2_000_000];
        new Random(7).nextBytes(noise);
        log.append(topic, zone, Map.of("ce_specversion", "1.0", "ce_id", "noise"), noise);
        log.append(topic, zone, Map.of("ce_specversion", "1.0", "ce_id", "x", "ce_type", "x".repeat(100_000)), noise);
        byte[] zeros = new byte[40_000_000];
        TestLog.Appended huge = log.append(topic, zone, Map.of("ce_specversion", "1.0", "ce_id", "zeros"), zeros);

        // When
        String position = append(claim("good", 1, "line", "1"));

        // Then
        get("/v1/claims?zone=" + zone, position).body("items.id", contains("good"));
        assertThat(log.readAll(deadLetters))
                .filteredOn(record -> zone.equals(record.key()))
                .satisfiesExactlyInAnyOrder(
                        record -> assertThat(record.value()).isEqualTo(noise),
                        record -> {
                            assertThat(record.value()).isEqualTo(noise);
                            assertThat(header(record, "dlq-reason")).hasSizeLessThanOrEqualTo(1000);
                        },
                        record -> {
                            assertThat(record.value()).isNull();
                            assertThat(header(record, "dlq-left-out")).isEqualTo("headers and data");
                            assertThat(header(record, "dlq-offset")).isEqualTo(Long.toString(huge.offset()));
                        });
    }

    @Test
    void shouldSayPositionThatIsNotReachedYet() {
        String position = append(zone("{\"name\": \"A zone\"}"));
        String beyond = position.replaceAll("@.*", "@") + 1_000_000;

        given().auth()
                .oauth2(Tokens.reader())
                .header("Prefer", "wait=1")
                .get("/v1/zones?after=" + beyond)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("1"))
                .body("type", equalTo("urn:zone-ledger:problem:position-not-reached"));
    }

    @Test
    void shouldAskForZoneWhenIdIsTakenInTwo() {
        append(project("shared-" + zone, null));
        String other = TestIds.unique("zone");
        Project twin = read(Project.class, "{\"id\": \"shared-" + zone + "\", \"name\": \"P\"}", other);
        String position = append(twin);

        given().auth()
                .oauth2(Tokens.reader())
                .header("Prefer", "wait=30")
                .get("/v1/projects/shared-" + zone + "?after=" + position)
                .then()
                .statusCode(409)
                .body("detail", containsString(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=operatin",
                "measure=x",
                "rank=best",
                "product=ndfeb-sinterd",
                "limit=0",
                "cursor=x",
                "limit=1001",
                "limit=many",
                "limit=99999999999999999999",
                "resolved=perhaps",
                "retracted=2",
                "zone=%00",
                "unknown=1"
            })
    void shouldRefuseWhatIsNoFilterOrNoValueOfIt(String query) {
        given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.reader())
                .get("/v1/claims?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'; drop table claim; --", "' or '1'='1", "%", "\\", "x' union select 1 --", "稀土", "${jndi:x}"})
    void shouldRefuseInjectionsAsIds(String text) {
        String position = append(claim("c", 1, "line", "1"));

        for (String filter : List.of("zone", "organisation", "project")) {
            given().auth()
                    .oauth2(Tokens.reader())
                    .header("Prefer", "wait=30")
                    .queryParam(filter, text)
                    .queryParam("after", position)
                    .get("/v1/claims")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    private ValidatableResponse get(String path, String after) {
        return given().auth()
                .oauth2(Tokens.reader())
                .header("Prefer", "wait=30")
                .get(path + (path.contains("?") ? "&" : "?") + "after=" + after)
                .then()
                .statusCode(200)
                .header("Zone-Position", not(empty()));
    }

    private String append(ZoneEvent event) {
        EventCodec.Encoded encoded = encode(event);
        return log.append(topic, encoded.key(), encoded.headers(), encoded.data())
                .position();
    }

    private static EventCodec.Encoded encode(ZoneEvent event) {
        return CODEC.encode(event, "urn:test", null);
    }

    private Zone zone(String json) {
        return read(Zone.class, json.replaceFirst("\\{", "{\"id\": \"" + zone + "\", "));
    }

    private Project project(String id, String organisation) {
        return read(
                Project.class,
                "{\"id\": \"" + id + "\", \"name\": \"P\""
                        + (organisation == null ? "}" : ", \"organisation\": \"" + organisation + "\"}"));
    }

    private Claim claim(String id, int revision, String project, String value) {
        return read(Claim.class, """
                {"id": "%s", "revision": %d, "subject": {"project": "%s"}, "measure": "capacity",
                 "product": "ndfeb-sintered", "quantity": {"value": %s, "unit": "t/a", "qualifier": "exact"},
                 "status": "operating", "basis": "actual", "rank": "normal", "effectiveFrom": {"date": "2020"},
                 "source": {"uri": "urn:test"}}""".formatted(id, revision, project, value));
    }

    private <T extends ZoneEvent> T read(Class<T> type, String json) {
        return read(type, json, zone);
    }

    private static <T extends ZoneEvent> T read(Class<T> type, String json, String zone) {
        try {
            String revision = json.contains("\"revision\"") ? "" : "\"revision\": 1, ";
            return Json.mapper().readValue(json.replaceFirst("\\{", "{\"zone\": \"" + zone + "\", " + revision), type);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
