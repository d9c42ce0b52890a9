package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestLog.Appended;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where sources disagree. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class DisagreementsTest {

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    private Probe probe;

    @BeforeEach
    void open() {
        probe = new Probe(topic);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    /** DOMAIN (a): one report has phase one opened, another one, of the same month, has its line under construction. */
    @Test
    void shouldShowThatOneReportHasOpenedWhatAnotherOneBuilds() {
        // Given
        probe.append("project", """
                {"id": "ke-rui-industrialisation", "name": "Industrialisation of rapidly quenched powder",
                 "phases": [{"id": "phase-1", "name": "First phase", "lines": [
                     {"id": "powder", "name": "Powder", "product": "ndfeb-powder-rapidly-quenched"},
                     {"id": "granules", "name": "Granules", "product": "ndfeb-granules-injection"}]}]}""");
        String built = "\"line\": \"powder\", \"phase\": \"phase-1\", \"project\": \"ke-rui-industrialisation\"";
        String phase = "\"phase\": \"phase-1\", \"project\": \"ke-rui-industrialisation\"";
        capacity("announced", phase, 5000, "announced", "2020-10-15", "urn:article", "ndfeb-powder-rapidly-quenched");
        capacity("building", built, 2000, "construction", "2020-10-15", "urn:article", "ndfeb-powder-rapidly-quenched");
        capacity(
                "granules",
                built.replace("powder", "granules"),
                500,
                "construction",
                "2020-10-15",
                "urn:article",
                "ndfeb-granules-injection");

        // When
        capacity("opened", phase, 5000, "operating", "2020-10", "urn:other", "ndfeb-powder-rapidly-quenched");

        // Then
        conflicts()
                .body("items", hasSize(1))
                .body("items[0].on", equalTo("status"))
                .body("items[0].subject.project", equalTo("ke-rui-industrialisation"))
                .body("items[0].product", equalTo("ndfeb-powder-rapidly-quenched"))
                .body("items[0].claims.id", containsInAnyOrder("announced", "building", "opened"))
                .body("items[0].claims.status", containsInAnyOrder("announced", "construction", "operating"));
        conflicts("id", "building").body("items", hasSize(1));
        conflicts("id", "granules").body("items", empty());
        String series = conflicts().extract().path("items[0].links.series");
        assertThat(given().auth()
                        .oauth2(Tokens.reader())
                        .get(series)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("items.id"))
                .hasSize(2);
    }

    @Test
    void shouldSeeNoConflictInProgress() {
        // Given
        String line = "\"project\": \"line\"";
        capacity("building", line, 3000, "construction", "2020-10-15", "urn:one", "ndfeb-sintered");
        capacity("opened", line, 3000, "operating", "2020-11-01", "urn:two", "ndfeb-sintered");
        capacity("stopped", line, 3000, "mothballed", "2022", "urn:three", "ndfeb-sintered");

        // Then
        conflicts().body("items", empty());
    }

    @Test
    void shouldSeeAConflictWhenALineGoesBackInLife() {
        // Given
        String line = "\"project\": \"line\"";
        capacity("opened", line, 3000, "operating", "2020-11-01", "urn:two", "ndfeb-sintered");
        capacity("building", line, 3000, "construction", "2021-03", "urn:one", "ndfeb-sintered");
        conflicts("kind", "status").body("items.claims.id.flatten()", contains("building", "opened"));

        // When
        probe.append("reranking", """
                {"id": "building", "revision": 2, "rank": "deprecated", "reason": "an old text printed again"}""");

        // Then
        conflicts().body("items", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "exact 250 t/a,    exact 310 t/a,         0.05, 0.1935",
        "exact 300 t/a,    exact 310 t/a,         0.05, ",
        "exact 300 t/a,    exact 310 t/a,         0.01, 0.0323",
        "at-least 250 t/a, exact 310 t/a,         0.05, ",
        "at-least 310 t/a, exact 250 t/a,         0.05, 0.1935",
        "at-most 250 t/a,  exact 310 t/a,         0.05, 0.1935",
        "at-most 310 t/a,  exact 250 t/a,         0.05, ",
        "at-most 250 t/a,  at-least 310 t/a,      0.05, 0.1935",
        "at-least 1 t/a,   at-least 999 t/a,      0,    ",
        "exact 250 t/a,    exact 0.25 kt/a,       0,    ",
        "exact 250 t/a,    approximately 310000 kg/a, 0.05, 0.1935",
        "exact 0 t/a,      exact 0 t/a,           0,    ",
        "exact 0 t/a,      exact 5 t/a,           0.9,  1"
    })
    void shouldCompareWhatFiguresMayBe(String one, String two, String tolerance, Double spread) {
        // Given
        figure("one", one, "urn:one");
        figure("two", two, "urn:two");

        // Then
        var found = conflicts("kind", "figure", "tolerance", tolerance);
        if (spread == null) {
            found.body("items", empty());
        } else {
            found.body("items", hasSize(1))
                    .body("items[0].on", equalTo("figure"))
                    .body("items[0].spread.toDouble()", equalTo(spread))
                    .body("items[0].unit", equalTo("t/a"))
                    .body("items[0].from", equalTo("2020-12-31"))
                    .body("items[0].claimsInAll", equalTo(2))
                    .body("items[0].claims.id", contains("two", "one"))
                    .body(
                            "items[0].links.series",
                            equalTo("/v1/series/" + probe.zone() + ":project~line:capacity:ndfeb-sintered:actual"));
        }
    }

    @Test
    void shouldSeeNoConflictOfASourceWithItselfNorWithWhatIsTakenBack() {
        // Given
        figure("one", "exact 100 t/a", "urn:one");
        figure("same-source", "exact 200 t/a", "urn:one");
        conflicts().body("items", empty());
        figure("other", "exact 300 t/a", "urn:two");
        conflicts().body("items.claims.id.flatten()", containsInAnyOrder("one", "same-source", "other"));

        // When
        probe.append("retraction", "{\"id\": \"other\", \"revision\": 2, \"reason\": \"a slip\"}");

        // Then
        conflicts().body("items", empty());
    }

    @Test
    void shouldTellWhatDisagreedByWhatWasOnRecordThenAndOnADay() {
        // Given
        String line = "\"project\": \"line\"";
        figure("one", "exact 100 t/a", "urn:one");
        Instant alone = figure("two", "exact 101 t/a", "urn:two").at();
        figure("three", "exact 200 t/a", "urn:three");
        capacity("opened", line, 3000, "operating", "2021-11-01", "urn:two", "ndfeb-bonded");
        Instant disagreeing = capacity("building", line, 3000, "construction", "2022-03", "urn:one", "ndfeb-bonded")
                .at();
        figure("one", "exact 300 t/a", "urn:one");

        // When
        for (String id : List.of("one", "three", "opened")) {
            probe.append("retraction", "{\"id\": \"%s\", \"revision\": 2, \"reason\": \"a slip\"}".formatted(id));
        }

        // Then
        conflicts().body("items.on", contains("revision"));
        conflicts("knownAt", alone).body("items", empty());
        conflicts("knownAt", disagreeing)
                .body("items.on", contains("status", "figure"))
                .body("items[0].claims.id", contains("building", "opened"))
                .body("items[1].claims.id", contains("two", "three", "one"))
                .body("items[1].spread.toDouble()", equalTo(0.5));
        conflicts("knownAt", disagreeing, "asOf", "2021-12-31").body("items.on", contains("figure"));
        conflicts("knownAt", disagreeing, "asOf", "2020-12-30").body("items", empty());
    }

    @Test
    void shouldPageThroughAllSortsOfConflicts() {
        // Given
        for (String project : List.of("a", "b", "c")) {
            String subject = "\"project\": \"" + project + "\"";
            capacity(project + "1", subject, 1000, "operating", "2020-11-01", "urn:one", "ndfeb-sintered");
            capacity(project + "2", subject, 3000, "construction", "2020-11-01", "urn:two", "ndfeb-sintered");
        }
        figure("twice", "exact 100 t/a", "urn:one");
        figure("twice", "exact 200 t/a", "urn:one");
        List<String> seen = new ArrayList<>();
        String next = "";

        // When
        while (next != null) {
            var page = (next.isEmpty() ? conflicts("limit", 2) : conflicts("limit", 2, "cursor", next))
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.on", String.class));
            next = page.getString("next");
        }

        // Then
        assertThat(seen).containsExactly("status", "status", "status", "figure", "figure", "figure", "revision");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kind=series", "tolerance=x", "tolerance=-1", "tolerance=1.5", "cursor=x", "cursor=WyJldmVudCJd"
            })
    void shouldRefuseWhatIsNoParameter(String query) {
        given().auth()
                .oauth2(Tokens.reader())
                .get("/v1/conflicts?zone=x&" + query)
                .then()
                .statusCode(400);
    }

    private ValidatableResponse conflicts(Object... query) {
        return probe.getHere("/v1/conflicts", query);
    }

    private Appended figure(String id, String figure, String source) {
        String[] words = figure.split(" ");
        return append(
                id,
                "\"project\": \"line\"",
                "{\"qualifier\": \"%s\", \"value\": %s, \"unit\": \"%s\"}".formatted(words[0], words[1], words[2]),
                "operating",
                "2020",
                source,
                "ndfeb-sintered");
    }

    private Appended capacity(
            String id, String subject, int value, String status, String from, String source, String product) {
        return append(
                id,
                subject,
                "{\"qualifier\": \"exact\", \"value\": %d, \"unit\": \"t/a\"}".formatted(value),
                status,
                from,
                source,
                product);
    }

    private Appended append(
            String id, String subject, String quantity, String status, String from, String source, String product) {
        return probe.append("claim", """
                {"id": "%s", "subject": {%s}, "measure": "capacity", "product": "%s", "quantity": %s, "status": "%s",
                 "basis": "actual", "effectiveFrom": {"date": "%s", "bound": "not-later"}, "rank": "normal",
                 "source": {"uri": "%s", "publishedOn": "2020-10"}}""".formatted(id, subject, product, quantity, status, from, source));
    }
}
