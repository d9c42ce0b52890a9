package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestLog.Appended;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All claims that compete, which one holds, and by which rule. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class SeriesTest {

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    private Probe probe;

    @BeforeEach
    void open() {
        probe = new Probe(topic);
        probe.append("project", """
                {"id": "line", "name": "A line", "phases": [{"id": "one", "name": "One"}]}""");
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void shouldSayWhichClaimHoldsAndByWhichRule() {
        // Given
        claim("b-older", "3000", "operating", "2020", "2020-10");
        claim("a-newer", "3200", "operating", "2020", "2021-01");
        claim("c-same-day", "3300", "operating", "2020", "2021-01");
        claim("d-wrong", "9", "operating", "2020", "2022", ", \"rank\": \"deprecated\", \"reason\": \"a slip\"");
        claim("e-gone", "8", "operating", "2020", "2022", "");
        probe.append("retraction", "{\"id\": \"e-gone\", \"revision\": 2, \"reason\": \"taken back\"}");

        // Then
        one().body("points", hasSize(1))
                .body("points[0].from", equalTo("2020-12-31"))
                .body("points[0].claims.claim.id", contains("c-same-day", "a-newer", "b-older", "e-gone", "d-wrong"))
                .body("points[0].claims.holds", contains(true, false, false, false, false))
                .body("points[0].claims.because", contains("id", "id", "published", "retracted", "deprecated"))
                .body("points[0].claims[0].claim.quantity.value", equalTo(3300))
                .body("timeline", hasSize(1))
                .body("holding.claim", equalTo("c-same-day"))
                .body("complete", equalTo(true));
    }

    @Test
    void shouldLetRankDecideAndSayWhatIsQuarantined() {
        // Given
        claim("older", "3000", "operating", "2020", "2020-10");
        claim("newer", "3200", "operating", "2020", "2021-01");
        Appended before = claim("odd", "32000", "operating", "2020", "2021-02");
        probe.append(
                "reranking", "{\"id\": \"older\", \"revision\": 2, \"rank\": \"preferred\", \"reason\": \"seen\"}");
        probe.append(
                "reranking", "{\"id\": \"odd\", \"revision\": 2, \"rank\": \"quarantined\", \"reason\": \"unit?\"}");

        // Then
        one().body("points[0].claims.claim.id", contains("older", "newer", "odd"))
                .body("points[0].claims.because", contains("rank", "rank", "quarantined"))
                .body("points[0].claims[0].claim.mark.reason", equalTo("seen"));
        one("knownAt", before.at().toString())
                .body("points[0].claims.claim.id", contains("odd", "newer", "older"))
                .body("points[0].claims.because", contains("published", "published", "published"));
    }

    @Test
    void shouldTellATimelineFromDateToDate() {
        // Given
        claim("building", "3000", "construction", "2020-10-15", "2020-10");
        claim("running", "3100", "operating", "2021-06-30", "2021-07");
        claim("mothballed", "3100", "mothballed", "2023", "2024");

        // Then
        one().body("timeline.from", contains("2020-10-15", "2021-06-30", "2023-12-31"))
                .body("timeline.to", contains("2021-06-30", "2023-12-31", null))
                .body("timeline.status", contains("construction", "operating", "mothballed"))
                .body("timeline.quantity.value", contains(3000, 3100, 3100))
                .body("holding.claim", equalTo("mothballed"));
        one("asOf", "2023-12-30")
                .body("holding.claim", equalTo("running"))
                .body("points", hasSize(2))
                .body("asOf", equalTo("2023-12-30"));
        one("asOf", "2019-01-01").body("timeline", empty()).body("holding", nullValue());
    }

    @Test
    void shouldKeepPeriodsOfAFlowApart() {
        // Given
        for (String year : List.of("2018", "2019")) {
            probe.append("claim", """
                    {"id": "value-%1$s", "subject": {"project": "line"}, "measure": "gross-output-value",
                     "quantity": {"value": 250000000, "unit": "CNY", "qualifier": "at-least"}, "basis": "actual",
                     "period": "%1$s", "rank": "normal", "source": {"uri": "urn:test"}}""".formatted(year));
        }

        // Then
        String id = probe.zone() + ":project~line:gross-output-value:-:actual";
        probe.get("/v1/series/" + id, Map.of())
                .body("points.period", contains("2018", "2019"))
                .body("points.claims.because.flatten()", contains("only", "only"))
                .body("timeline.period", contains("2018", "2019"))
                .body("holding", nullValue());
        probe.get("/v1/series/" + id, Map.of("asOf", "2018-12-31")).body("points.period", contains("2018"));
    }

    @Test
    void shouldListTheSeriesOfAZoneWithFiltersAndPages() {
        // Given
        claim("one", "1", "operating", "2020", "2020");
        claim("two", "2", "operating", "2021", "2021");
        claim("planned", "1", "operating", "2022", "2020", ", \"basis\": \"planned\"");
        claim("phase", "1", "operating", "2020", "2020", ", \"subject\": {\"project\": \"line\", \"phase\": \"one\"}");
        claim("firm", "1", "operating", "2020", "2020", ", \"subject\": {\"organisation\": \"maker\"}");
        Appended before = claim("other", "1", "operating", "2020", "2020", ", \"product\": \"cerium-oxide\"");
        probe.append(
                "project", "{\"id\": \"line\", \"revision\": 2, \"name\": \"A line\", \"organisation\": \"maker\"}");

        // Then
        probe.getHere("/v1/series")
                .body("items", hasSize(5))
                .body("items.find { it.id == '" + id() + "' }.claims", equalTo(2))
                .body("items.find { it.id == '" + id() + "' }.earliest", equalTo("2020-12-31"))
                .body("items.find { it.id == '" + id() + "' }.latest", equalTo("2021-12-31"))
                .body("items.find { it.id == '" + id() + "' }.links.self", equalTo("/v1/series/" + id()));
        probe.getHere("/v1/series", "project", "line").body("items", hasSize(4));
        probe.getHere("/v1/series", "organisation", "maker").body("items", hasSize(5));
        probe.getHere(
                        "/v1/series",
                        "organisation",
                        "maker",
                        "knownAt",
                        before.at().toString())
                .body("items.subject.organisation", contains("maker"));
        probe.getHere("/v1/series", "product", "magnet-material").body("items", hasSize(4));
        probe.getHere("/v1/series", "basis", "planned").body("items.id", contains(id().replace(":actual", ":planned")));
        probe.getHere("/v1/series", "measure", "output").body("items", empty());
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            var page = (next.isEmpty()
                            ? probe.getHere("/v1/series", "limit", 2)
                            : probe.getHere("/v1/series", "limit", 2, "cursor", next))
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id", String.class));
            next = page.getString("next");
        }
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void shouldBringClaimsOfMergedProjectsTogether() {
        // Given
        claim("one", "3000", "operating", "2020", "2020");
        claim("two", "3100", "operating", "2020", "2021", ", \"subject\": {\"project\": \"twin\"}");
        probe.append("project", "{\"id\": \"twin\", \"name\": \"The same line\"}");

        // When
        probe.append("project-merge", "{\"id\": \"twin\", \"into\": \"line\", \"reason\": \"one line\"}");

        // Then
        one().body("points[0].claims.claim.id", contains("two", "one"))
                .body("points[0].claims.because", contains("published", "published"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "a:b:c:d:e", "z:project~p:capacity:ndfeb-sintered:actual:x:y", "z:zone~z:weight:-:actual"})
    void shouldNotKnowWhatIsNoSeries(String id) {
        given().auth().oauth2(Tokens.reader()).get("/v1/series/" + id).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=1", "zone=x&measure=weight", "zone=x&cursor=x", "zone=x&basis=hoped", "zone=x&product=y"})
    void shouldRefuseWhatIsNoFilter(String query) {
        given().auth().oauth2(Tokens.reader()).get("/v1/series?" + query).then().statusCode(400);
    }

    private ValidatableResponse one(String... query) {
        return probe.get("/v1/series/" + id(), query.length == 0 ? Map.of() : Map.of(query[0], query[1]));
    }

    private String id() {
        return probe.zone() + ":project~line:capacity:ndfeb-sintered:actual";
    }

    private Appended claim(String id, String value, String status, String from, String published) {
        return claim(id, value, status, from, published, "");
    }

    /** @param more fields that go before those of the same name */
    private Appended claim(String id, String value, String status, String from, String published, String more) {
        return probe.append("claim", """
                {"id": "%s", "subject": {"project": "line"}, "measure": "capacity", "product": "ndfeb-sintered",
                 "quantity": {"value": %s, "unit": "t/a", "qualifier": "exact"}, "status": "%s", "basis": "actual",
                 "effectiveFrom": {"date": "%s"}, "rank": "normal",
                 "source": {"uri": "urn:report:%s", "publishedOn": "%s"}%s}""".formatted(id, value, status, from, id, published, more));
    }
}
