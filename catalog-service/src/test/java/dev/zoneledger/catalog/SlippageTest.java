package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How plans moved, against what came. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class SlippageTest {

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    private Probe probe;

    @BeforeEach
    void open() {
        probe = new Probe(topic);
        probe.append("project", """
                {"id": "line", "name": "A line", "phases": [{"id": "one", "name": "One", "lines": [
                    {"id": "powder", "name": "Powder", "product": "ndfeb-powder"}]}]}""");
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void shouldTellHowADueDateAndACapacityMoved() {
        // Given
        said("second", 1, "planned", "2022-06", "1500", "2021-11");
        said("first", 1, "planned", "2021-12", "2000", "2020-10");
        said("third", 1, "planned", "2023", "1.5e3", "2022-09-01");

        // Then
        slippage()
                .body("plans", hasSize(1))
                .body("plans[0].subject.line", equalTo("powder"))
                .body("plans[0].vintages.claim", contains("first", "second", "third"))
                .body("plans[0].vintages.due.date", contains("2021-12", "2022-06", "2023"))
                .body("plans[0].vintages[0].sinceBefore", nullValue())
                .body("plans[0].vintages[1].sinceBefore.days", equalTo(181))
                .body("plans[0].vintages[1].sinceBefore.months", equalTo(6))
                .body("plans[0].vintages[1].sinceBefore.capacity", equalTo(-500))
                .body("plans[0].vintages[2].sinceBefore.days", equalTo(549))
                .body("plans[0].vintages[2].sinceBefore.months", nullValue())
                .body("plans[0].vintages[2].sinceBefore.capacity", equalTo(0))
                .body("plans[0].vintages[2].sinceFirst.days", equalTo(730))
                .body("plans[0].vintages[2].sinceFirst.capacity", equalTo(-500))
                .body("plans[0].state", equalTo("not yet"))
                .body("plans[0].came", nullValue());
    }

    @Test
    void shouldHoldPlansAgainstWhatCame() {
        // Given
        said("first", 1, "planned", "2021-12", "2000", "2020-10");
        said("second", 1, "planned", "2022-06", "1500", "2021-11");
        said("ran-later", 1, "actual", "2024", "1800", "2024-02");
        said("ran", 1, "actual", "2022-09-15", "1800", "2022-10");

        // Then
        slippage()
                .body("plans[0].state", equalTo("came"))
                .body("plans[0].came.claim", equalTo("ran"))
                .body("plans[0].came.sinceFirst.days", equalTo(258))
                .body("plans[0].came.sinceFirst.months", equalTo(9))
                .body("plans[0].came.sinceFirst.capacity", equalTo(-200))
                .body("plans[0].came.sinceLast.days", equalTo(77))
                .body("plans[0].came.sinceLast.capacity", equalTo(300));
        slippage("asOf", "2022-07-01")
                .body("plans[0].state", equalTo("not yet"))
                .body("plans[0].vintages", hasSize(2));
        slippage("asOf", "2021-01-01").body("plans[0].vintages.claim", contains("first"));
    }

    @Test
    void shouldTakeCorrectionsForVintagesAndLeaveOutWhatIsNotMeant() {
        // Given
        Appended first = said("plan", 1, "planned", "2021-12", "2000", "2020-10");
        said("plan", 2, "planned", "2022-12", "2000", "2020-10");
        said("odd", 1, "planned", "2055", "2000", "2021");
        probe.append("reranking", """
                {"id": "odd", "revision": 2, "rank": "quarantined", "reason": "a misprint?"}""");
        said("last", 1, "planned", "2023-12", "2000", "2022");

        // Then
        slippage()
                .body("plans[0].vintages.claim", contains("plan", "plan", "odd", "last"))
                .body("plans[0].vintages.revision", contains(1, 2, 1, 1))
                .body("plans[0].vintages.counts", contains(true, true, false, true))
                .body("plans[0].vintages[2].standing", equalTo("quarantined"))
                .body("plans[0].vintages[2].sinceBefore", nullValue())
                .body("plans[0].vintages[3].sinceBefore.days", equalTo(365))
                .body("plans[0].vintages[3].sinceFirst.days", equalTo(730));
        slippage("knownAt", first.at().toString())
                .body("plans[0].vintages", hasSize(1))
                .body("plans[0].vintages[0].due.date", equalTo("2021-12"));
    }

    @Test
    void shouldFindWhatCameOfAPartOrOfTheWhole() {
        // Given
        said("plan", 1, "planned", "2021-12", "2000", "2020-10");
        append("whole", 1, "actual", "2022-01", "2000", "2022", "\"project\": \"line\", \"phase\": \"one\"");

        // Then
        slippage()
                .body("plans[0].came.claim", equalTo("whole"))
                .body("plans[0].came.subject.line", nullValue())
                .body("plans[0].came.sinceFirst.months", equalTo(1));
    }

    @Test
    void shouldTellPlansOfTheProjectThatItIsMergedInto() {
        // Given
        said("plan", 1, "planned", "2021-12", "2000", "2020-10");
        probe.append("project", "{\"id\": \"twin\", \"name\": \"The same\"}");
        probe.append("project-merge", "{\"id\": \"twin\", \"into\": \"line\", \"reason\": \"one line\"}");

        // Then
        probe.getHere("/v1/projects/twin/slippage").body("plans[0].vintages.claim", contains("plan"));
    }

    @Test
    void shouldKnowProjectsOnly() {
        slippage().body("plans", empty());
        given().auth()
                .oauth2(Tokens.reader())
                .get("/v1/projects/none/slippage")
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(Tokens.reader())
                .get("/v1/projects/line/slippage?asOf=2020")
                .then()
                .statusCode(400);
    }

    private ValidatableResponse slippage(Object... query) {
        return probe.getHere("/v1/projects/line/slippage", query);
    }

    private Appended said(String id, int revision, String basis, String from, String value, String published) {
        return append(
                id,
                revision,
                basis,
                from,
                value,
                published,
                "\"project\": \"line\", \"phase\": \"one\", \"line\": \"powder\"");
    }

    private Appended append(
            String id, int revision, String basis, String from, String value, String published, String subject) {
        return probe.append("claim", """
                {"id": "%s", "revision": %d, "subject": {%s}, "measure": "capacity", "product": "ndfeb-powder",
                 "quantity": {"value": %s, "unit": "t/a", "qualifier": "exact"}, "status": "operating", "basis": "%s",
                 "effectiveFrom": {"date": "%s"}, "rank": "normal",
                 "source": {"uri": "urn:report:%s", "publishedOn": "%s"}}""".formatted(id, revision, subject, value, basis, from, published, published));
    }
}
