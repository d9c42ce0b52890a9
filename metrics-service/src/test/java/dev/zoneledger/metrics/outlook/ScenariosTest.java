package dev.zoneledger.metrics.outlook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.state.Events;
import dev.zoneledger.metrics.totals.Client;
import dev.zoneledger.metrics.totals.WithLedger;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is supposed, and what is once it has really come. */
@QuarkusTest
class ScenariosTest extends WithLedger {

    private static final String POWDER = "ndfeb-powder-rapidly-quenched";
    private static final String NEW_LINE = """
            {"changes": [{"id": "%s", "revision": %s, "subject": {"project": "servo-motors"}, "product": "servo-motor",
                          "status": "operating", "quantity": {"value": 1, "unit": "{set}/a"},
                          "effectiveFrom": {"date": "2021"}, "note": "%s"}]}""";
    private static final String NOTHING = "{\"changes\": []}";

    private String position;

    @BeforeEach
    void appendTheFacts() {
        List<ZoneEvent> all = new ArrayList<>(baotou.all());
        all.add(plan().claim());
        position = client.append(all);
    }

    @Test
    void shouldBeWhatIsWhereNothingIsSupposed() {
        for (String basis : List.of("actual", "outlook")) {
            // When
            JsonNode scenario = suppose("asOf=2021-12-31&basis=" + basis, NOTHING);

            // Then
            JsonNode now = client.ask(
                    basis.equals("outlook") ? "/outlook?asOf=2021-12-31" : "/capacity?asOf=2021-12-31", position);
            assertThat(figures(scenario, "supposed"))
                    .isEqualTo(figures(now, ""))
                    .isNotEmpty();
            assertThat(figures(scenario, "present")).isEqualTo(figures(now, ""));
            assertThat(scenario.get("timeline")).isEmpty();
            assertThat(scenario.get("hypothetical").asBoolean()).isTrue();
            assertThat(scenario.get("complete").asBoolean()).isTrue();
        }
    }

    @Test
    void shouldSayWhatWouldBeIfALineWereLateAnotherCameAndAClaimFellAway() {
        // When
        JsonNode scenario = suppose("asOf=2022-06-30", """
                {"changes": [
                  {"claim": "plan", "delay": "P1Y"},
                  {"claim": "f12", "cancel": true},
                  {"id": "new-line", "subject": {"organisation": "ke-rui"}, "product": "ndfeb-bonded", "status": "operating",
                   "basis": "planned", "quantity": {"value": 0.8, "unit": "kt/a"}, "effectiveFrom": {"date": "2022-01"}}]}""");

        // Then
        assertThat(rows(scenario.get("totals")))
                .containsEntry(POWDER + " operating", "2000 > null: -2000")
                .containsEntry(POWDER + " construction", "null > 2000: 2000")
                .containsEntry("ndfeb-bonded operating", "null > 800: 800")
                .containsEntry("magnet-material operating", "3000 > 800: -2200")
                .containsEntry("servo-motor announced", "50000 > 50000: 0");
        assertThat(days(scenario))
                .contains(
                        "2021-12-31 " + POWDER + " operating 2000 > null: -2000",
                        "2022-12-31 " + POWDER + " operating 2000 > 2000: 0",
                        "2022-01-31 ndfeb-bonded operating null > 800: 800",
                        "2020-10-15 ndfeb-sintered operating 3000 > null: -3000")
                .noneMatch(day -> day.contains("servo-motor"));
        assertThat(scenario.get("changes").toString())
                .isEqualTo(
                        "[{\"claim\":\"plan\",\"change\":\"delayed\",\"effectiveFrom\":{\"date\":\"2022-12\",\"precision\":\"month\"},"
                                + "\"reason\":\"not-yet\"},"
                                + "{\"claim\":\"f12\",\"change\":\"cancelled\",\"reason\":\"retracted\"},"
                                + "{\"claim\":\"new-line\",\"change\":\"added\",\"effectiveFrom\":{\"date\":\"2022-01\",\"precision\":\"month\"}}]");
    }

    @Test
    void shouldBeWhatIsOnceTheClaimsAreReallyPosted() {
        // Given
        List<String> days = List.of("2020-10-15", "2021-12-31", "2022-01-31", "2022-12-31", "2030-01-01");
        String changes = """
                {"changes": [
                  {"claim": "plan", "delay": "P1Y"},
                  {"claim": "f12", "cancel": true},
                  {"id": "f22", "revision": 2, "subject": {"project": "servo-motors"}, "product": "servo-motor",
                   "status": "construction", "quantity": {"value": 60000, "unit": "{set}/a", "qualifier": "at-least"},
                   "effectiveFrom": {"date": "2021"}, "source": {"uri": "urn:test:f22", "publishedOn": "2021-03"}},
                  {"id": "new-line", "subject": {"organisation": "ke-rui"}, "product": "ndfeb-bonded", "status": "operating",
                   "basis": "planned", "quantity": {"value": 800, "unit": "t/a"}, "effectiveFrom": {"date": "2022-01"}}]}""";
        Map<String, JsonNode> supposed = new TreeMap<>();
        days.forEach(day -> supposed.put(day, suppose("asOf=" + day, changes)));
        String before =
                client.ask("/outlook?asOf=2030-01-01", position).get("totals").toString();

        // When
        assertThat(client.ask("/outlook?asOf=2030-01-01", position)
                        .get("totals")
                        .toString())
                .isEqualTo(before);
        String after = client.append(List.of(
                plan().revision(2).from("2022-12").claim(),
                new Retraction(zone, "f12", 2, "taken back", null),
                events.capacity("f22", Subject.project("servo-motors"), "0")
                        .revision(2)
                        .product("servo-motor")
                        .figure("60000", "{set}/a", dev.zoneledger.contract.Qualifier.AT_LEAST)
                        .status(Status.CONSTRUCTION)
                        .from("2021")
                        .publishedOn("2021-03")
                        .claim(),
                events.capacity("new-line", Subject.organisation("ke-rui"), "800")
                        .product("ndfeb-bonded")
                        .basis(Basis.PLANNED)
                        .from("2022-01")
                        .publishedOn(null)
                        .claim()));

        // Then
        for (String day : days) {
            JsonNode now = client.ask("/outlook?asOf=" + day, after);
            assertThat(figures(supposed.get(day), "supposed")).as(day).isEqualTo(figures(now, ""));
            assertThat(figures(supposed.get(day), "present")).as(day).isNotEqualTo(figures(now, ""));
        }
    }

    @Test
    void shouldSayWhyASupposedClaimIsInNoTotal() {
        // When
        JsonNode scenario = suppose("asOf=2022-06-30&product=ndfeb-sintered", """
                {"changes": [{"subject": {"project": "nobody-knows-it"}, "product": "ndfeb-sintered", "status": "operating",
                              "quantity": {"value": 1, "unit": "t/a"}, "effectiveFrom": {"date": "2021"}}]}""");

        // Then
        assertThat(scenario.at("/changes/0/reason").asText()).isEqualTo("unresolved");
        assertThat(scenario.at("/changes/0/claim").asText()).startsWith("c-");
        assertThat(rows(scenario.get("totals"))).isEqualTo(Map.of("ndfeb-sintered operating", "3000 > 3000: 0"));
        assertThat(scenario.get("timeline")).isEmpty();
    }

    @Test
    void shouldPlaceASupposedLineInASupposedProject() {
        // Given
        String changes = """
                {"changes": [
                  {"project": {"id": "second-works", "organisation": "jinmeng-huimeng",
                               "phases": [{"id": "one", "name": "One", "lines": [{"id": "a", "name": "A"}]}]}},
                  {"id": "second", "subject": {"project": "second-works", "phase": "one", "line": "a"}, "status": "operating",
                   "product": "ndfeb-sintered", "quantity": {"value": 1000, "unit": "t/a"}, "effectiveFrom": {"date": "2021"}},
                  {"project": {"id": "jinmeng-sintered-line", "revision": 2}}]}""";

        // When
        JsonNode scenario = suppose("asOf=2022-06-30&product=ndfeb-sintered&basis=actual", changes);

        // Then
        assertThat(rows(scenario.get("totals"))).isEqualTo(Map.of("ndfeb-sintered operating", "3000 > 4000: 1000"));
        assertThat(days(scenario)).containsExactly("2021-12-31 ndfeb-sintered operating 3000 > 4000: 1000");
        assertThat(scenario.at("/changes/0").toString())
                .isEqualTo("{\"project\":\"second-works\",\"change\":\"registered\"}");
        String after = client.append(List.of(
                events.project("second-works", "jinmeng-huimeng", "one/a"),
                events.project("jinmeng-sintered-line", 2, null),
                events.capacity("second", Subject.line("second-works", "one", "a"), "1000")
                        .from("2021")
                        .publishedOn(null)
                        .claim()));
        assertThat(figures(scenario, "supposed"))
                .isEqualTo(figures(client.ask("/capacity?asOf=2022-06-30&product=ndfeb-sintered", after), ""));
    }

    @Test
    void shouldTellAllFaultsWithTheirPlaces() {
        // When
        Response answer = post("", """
                {"changes": [
                  {"claim": "nobody", "delay": "a year"},
                  {"claim": "plan", "dely": "P1Y"},
                  {"subject": {"project": "servo-motors"}, "product": "servo-moter", "status": "operating",
                   "quantity": {"value": 1, "unit": "{set}/a"}, "effectiveFrom": {"date": "2021"}},
                  {"subject": {"project": "servo-motors"}, "product": "servo-motor", "status": "operatin",
                   "quantity": {"value": 1, "unit": "{set}/a"}, "effectiveFrom": {"date": "2021"}},
                  {"subject": {"project": "servo-motors"}, "product": "servo-motor", "status": "operating",
                   "quantity": {"value": "much", "unit": "{set}/a"}, "effectiveFrom": {"date": "2021"}},
                  {"subject": {"project": "servo-motors"}, "product": "servo-motor", "status": "operating",
                   "quantity": {"value": 1, "unit": "t/a"}, "effectiveFrom": {"date": "2021"}},
                  {"subject": {"project": "servo-motors", "lin": "a"}, "product": "servo-motor", "status": "operating",
                   "quantity": {"value": 1, "unit": "t/a"}, "effectiveFrom": {"date": "2021"}},
                  {"subject": {"project": "servo-motors"}, "measure": "output", "product": "servo-motor",
                   "quantity": {"value": 1, "unit": "{set}"}, "period": "2021"},
                  {"claim": "plan", "cancel": true},
                  7]}""");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().<String>getList("errors.pointer"))
                .containsExactly(
                        "/changes/0/delay",
                        "/changes/1/dely",
                        "/changes/1",
                        "/changes/2/product",
                        "/changes/3/status",
                        "/changes/4/quantity/value",
                        "/changes/5/quantity/unit",
                        "/changes/6/subject/lin",
                        "/changes/7/measure",
                        "/changes/9");
        assertThat(answer.jsonPath().<String>getList("errors.suggestion"))
                .contains("P1Y6M", "delay", "servo-motor", "operating", "line", "capacity");
    }

    @Test
    void shouldRefuseWhatItCannotSuppose() {
        assertProblem("", "{\"changes\": [{\"claim\": \"nobody\", \"delay\": \"P1Y\"}]}", "/changes/0/claim");
        assertProblem("", "{\"changes\": [{\"claim\": \"f13-2017\", \"cancel\": true}]}", "only capacities");
        assertProblem("", "{\"changes\": [{\"claim\": \"plan\", \"delay\": \"P9999Y\"}]}", "/changes/0/delay");
        assertProblem(
                "",
                "{\"changes\": [{\"claim\": \"plan\", \"delay\": \"P1Y\"}, {\"claim\": \"plan\", \"cancel\": true}]}",
                "claim plan is changed above");
        assertProblem("", "{\"changes\": [{\"project\": {\"id\": \"servo-motors\"}}]}", "/changes/0/project/revision");
        assertProblem("", "{\"changes\": [{\"project\": {\"id\": \"Servo\"}}]}", "id must be an id");
        assertProblem("", "{\"changes\": [{\"project\": {\"id\": \"a\", \"phase\": []}}]}", "\"phases\"");
        assertProblem("", NEW_LINE.formatted("f12", "1", "a note"), "/changes/0/revision");
        assertProblem("", NEW_LINE.formatted("another", "1", "a \\u0000 note"), "null character");
        assertProblem(
                "", "{\"changes\": [" + "{\"claim\": \"plan\", \"cancel\": true},".repeat(50) + "7]}", "at most 50");
        assertProblem("", "{\"changes\": [}", "is no JSON");
        assertProblem("", "[]", "an array of changes");
        assertProblem("basis=target", NOTHING, "outlook");
        assertProblem("after_=1", NOTHING, "after");
        assertThat(given().contentType("application/json")
                        .body(NOTHING)
                        .post(client.path("/scenarios"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(Client.reader()
                        .contentType("text/plain")
                        .body(NOTHING)
                        .post(client.path("/scenarios"))
                        .statusCode())
                .isEqualTo(415);
    }

    private Events.ClaimDraft plan() {
        return events.capacity("plan", Subject.line("ke-rui-industrialisation", "phase-1", "powder"), "2000")
                .product(POWDER)
                .basis(Basis.PLANNED)
                .from("2021-12");
    }

    private void assertProblem(String parameters, String body, String mentioned) {
        Response answer = post(parameters, body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(answer.asString()).contains(mentioned);
    }

    private JsonNode suppose(String parameters, String body) {
        Response answer = post(parameters, body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("Zone-Position")).isEqualTo(answer.path("position"));
        return Client.read(answer);
    }

    private Response post(String parameters, String body) {
        return Client.reader()
                .contentType("application/json")
                .body(body)
                .post(client.path("/scenarios?after=" + position + "&" + parameters));
    }

    /** Every total that has a claim, whatever it is called in the answer. */
    private static Map<String, String> figures(JsonNode answer, String side) {
        Map<String, String> figures = new TreeMap<>();
        for (JsonNode row : answer.get("totals")) {
            JsonNode told = side.isEmpty() ? row : row.get(side);
            if (told.get("claims").asInt() > 0 || told.has("mayHaveBegunEarlier")) {
                figures.put(
                        row.get("product").asText() + " " + row.get("status").asText() + " "
                                + row.get("unit").asText(),
                        told.get("value") + " [" + told.get("lower") + ", " + told.get("upper") + "] "
                                + told.get("claims") + " " + told.get("approximate") + " " + told.get("withoutFigure")
                                + " "
                                + told.path("mayHaveBegunEarlier"));
            }
        }
        return figures;
    }

    private static Map<String, String> rows(JsonNode totals) {
        Map<String, String> rows = new TreeMap<>();
        for (JsonNode row : totals) {
            rows.put(
                    row.get("product").asText() + " " + row.get("status").asText(),
                    row.at("/present/value") + " > " + row.at("/supposed/value") + ": " + row.get("change"));
        }
        return rows;
    }

    private static List<String> days(JsonNode scenario) {
        List<String> days = new ArrayList<>();
        for (JsonNode step : scenario.get("timeline")) {
            rows(step.get("totals"))
                    .forEach((row, figures) -> days.add(step.get("date").asText() + " " + row + " " + figures));
        }
        return days;
    }
}
