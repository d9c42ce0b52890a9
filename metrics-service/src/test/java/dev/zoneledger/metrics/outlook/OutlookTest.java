package dev.zoneledger.metrics.outlook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.state.Events;
import dev.zoneledger.metrics.totals.Client;
import dev.zoneledger.metrics.totals.WithLedger;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Timelines, the outlook and the pipeline, with the Baotou facts and a plan for its powder line. */
@QuarkusTest
class OutlookTest extends WithLedger {

    private static final String POWDER = "ndfeb-powder-rapidly-quenched";

    @Test
    void shouldTellEachStepOfACapacityAndWhatHappened() {
        // When
        JsonNode timeline = client.ask("/timeline?product=ndfeb-unspecified", client.append(baotou.all()));

        // Then
        assertThat(timeline.get("basis").asText()).isEqualTo("actual");
        assertThat(timeline.get("start")).isEmpty();
        assertThat(steps(timeline)).containsExactly("1988-12-31 operating +40 = 40", "1989-01-01 operating -40 = null");
        assertThat(causes(timeline))
                .containsExactly(
                        "1988-12-31 commissioned first-domestic-ndfeb-line phase-1 ndfeb: null > operating, f9 for null",
                        "1989-01-01 status-unknown first-domestic-ndfeb-line phase-1 ndfeb: operating > null, null for f9");
    }

    @Test
    void shouldContinueWhatIsWithWhatIsPlanned() {
        // Given
        String position = client.append(withPlan());

        // When
        JsonNode actual = client.ask("/timeline?from=2020-10-15&product=" + POWDER, position);
        JsonNode outlook = client.ask("/timeline?basis=outlook&from=2020-10-15&product=" + POWDER, position);
        JsonNode planned = client.ask("/timeline?basis=planned&product=" + POWDER, position);

        // Then
        assertThat(totals(outlook.get("start"))).containsExactly("announced 5000", "construction 2000");
        assertThat(actual.get("start")
                        .toString()
                        .replace("capacity/claims", "outlook/claims")
                        .replace("&basis=actual", ""))
                .isEqualTo(outlook.get("start").toString());
        assertThat(actual.get("steps")).isEmpty();
        assertThat(steps(outlook))
                .containsExactly("2021-12-31 construction -2000 = null", "2021-12-31 operating +2000 = 2000");
        assertThat(causes(outlook))
                .containsExactly(
                        "2021-12-31 commissioned ke-rui-industrialisation phase-1 powder: construction > operating, "
                                + "plan for f3-powder");
        assertThat(outlook.at("/steps/0/causes/0/planned").asBoolean()).isTrue();
        assertThat(outlook.at("/steps/0/causes/0/begins/source").asText()).isEqualTo("urn:test:plan");
        assertThat(steps(planned)).containsExactly("2021-12-31 operating +2000 = 2000");
    }

    @Test
    void shouldOvertakeAPlanByWhatIsHeardLater() {
        // Given
        List<ZoneEvent> history = new ArrayList<>(withPlan());
        history.add(
                powder("f3-later", "1500", Status.CONSTRUCTION, "2022-03-01").claim());

        // When
        String position = client.append(history);
        JsonNode timeline = client.ask("/timeline?basis=outlook&from=2020-10-15&product=" + POWDER, position);
        JsonNode claims = client.ask("/outlook/claims?asOf=2022-06-30&product=" + POWDER, position);

        // Then
        assertThat(steps(timeline)).containsExactly("2022-03-01 construction -500 = 1500");
        assertThat(causes(timeline))
                .containsExactly(
                        "2022-03-01 restated ke-rui-industrialisation phase-1 powder: construction > construction, "
                                + "f3-later for f3-powder");
        assertThat(Client.leftOut(claims)).isEqualTo(Map.of("plan", "overtaken", "f3-powder", "no-longer"));
    }

    @Test
    void shouldSayWhenAWholeGivesWayToItsPartsAndWhatWasCorrected() {
        // Given
        String position = client.append(List.of(
                events.organisation("maker"),
                events.project("works", "maker"),
                events.capacity("whole", Subject.organisation("maker"), "900")
                        .revision(2)
                        .claim(),
                events.capacity("part", Subject.project("works"), "400")
                        .from("2021-01-01")
                        .claim(),
                events.capacity("gone", Subject.project("works"), "400")
                        .status(Status.RETIRED)
                        .from("2022-01-01")
                        .claim()));

        // When
        JsonNode timeline = client.ask("/timeline?product=magnet-material", position);

        // Then
        assertThat(steps(timeline))
                .containsExactly(
                        "2020-01-01 operating +900 = 900",
                        "2021-01-01 operating -500 = 400",
                        "2022-01-01 operating +500 = 900",
                        "2022-01-01 retired +400 = 400");
        assertThat(causes(timeline))
                .containsExactly(
                        "2020-01-01 commissioned maker: null > operating, whole for null",
                        "2021-01-01 gives-way-to-parts maker: operating > null, null for whole",
                        "2021-01-01 commissioned works: null > operating, part for null",
                        "2022-01-01 parts-fall-silent maker: null > operating, whole for null",
                        "2022-01-01 retired works: operating > retired, gone for part");
        assertThat(timeline.at("/steps/0/causes/0/corrected").asBoolean()).isTrue();
        assertThat(timeline.at("/steps/1/causes/1/corrected").asBoolean()).isFalse();
    }

    @Test
    void shouldGoOnFromPageToPageWithTheTotalsOfTheStepBefore() {
        // Given
        String position = client.append(withPlan());
        String question = "/timeline?basis=outlook&product=magnet-material";
        JsonNode whole = client.ask(question, position);

        // When
        List<String> steps = new ArrayList<>();
        JsonNode page = client.ask(question + "&limit=1", position);
        while (true) {
            steps.addAll(steps(page));
            if (!page.has("next")) {
                break;
            }
            JsonNode next = Client.follow(page.get("next"));
            assertThat(totals(next.get("start")))
                    .containsAll(totals(page.at("/steps/0/totals")).stream()
                            .filter(total -> !total.endsWith("null"))
                            .toList());
            page = next;
        }

        // Then
        assertThat(steps).isEqualTo(steps(whole)).hasSize(4);
    }

    @Test
    void shouldAnswerWithTheOutlookOfADateToComeAndListClaimsThatAddUpToIt() {
        // When
        JsonNode outlook = client.ask("/outlook?asOf=2030-01-01", client.append(withPlan()));

        // Then
        assertThat(Client.rows(outlook.get("totals"), "product", "status"))
                .containsEntry(POWDER + " operating", "2000 [2000, 2000] t/a of 1")
                .containsEntry("ndfeb-powder operating", "2000 [2000, 2000] t/a of 1")
                .containsEntry("ndfeb-sintered operating", "3000 [3000, 3000] t/a of 1")
                .doesNotContainKey(POWDER + " construction");
        for (JsonNode total : outlook.get("totals")) {
            JsonNode claims = Client.follow(total.get("links").get("claims"));
            assertThat(claims.get("total")).isEqualTo(total);
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode claim : claims.get("claims")) {
                sum = sum.add(claim.get("amount").get("value").decimalValue());
            }
            assertThat(sum).isEqualByComparingTo(total.get("value").decimalValue());
        }
    }

    @Test
    void shouldTellWhatPlansBringIntoOperationByYearAndWhatWaitsWithoutOne() {
        // Given
        List<ZoneEvent> history = new ArrayList<>(withPlan());
        history.add(powder("second-plan", "2600", Status.OPERATING, "2031-06-30")
                .basis(Basis.PLANNED)
                .claim());

        // When
        JsonNode pipeline = client.ask("/pipeline?asOf=2026-01-01", client.append(history));

        // Then
        assertThat(texts(
                        pipeline.get("years"),
                        year -> year.get("product").asText() + " " + year.get("year")
                                + (year.get("overdue").asBoolean() ? " overdue" : "") + ": "
                                + year.get("begins").get("value") + " - "
                                + year.at("/ceases/value") + " = " + year.get("net")))
                .containsExactly(
                        "ndfeb-powder 2021 overdue: 2000 -  = 2000",
                        "ndfeb-powder 2031: 2600 - 2000 = 600",
                        POWDER + " 2021 overdue: 2000 -  = 2000",
                        POWDER + " 2031: 2600 - 2000 = 600");
        assertThat(Client.rows(pipeline.get("undated"), "product", "status"))
                .containsEntry(POWDER + " announced", "5000 [5000, 5000] t/a of 1")
                .containsEntry("ndfeb-granules construction", "500 [500, 500] t/a of 1")
                .containsEntry("servo-motor announced", "50000 [50000, 50000] {set}/a of 1")
                .doesNotContainKey(POWDER + " construction");
        JsonNode steps = Client.follow(pipeline.at("/years/1/links/timeline"));
        assertThat(steps(steps)).containsExactly("2031-06-30 operating +600 = 2600");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstandAndSayWhatWasExpected() {
        // Given
        client.ask("/outlook", client.append(baotou.all()));

        // Then
        assertProblem("/timeline", "product");
        assertProblem("/timeline?product=ndfeb-sinterd", "ndfeb-sintered");
        assertProblem("/timeline?product=ndfeb-sintered&basis=outlok", "outlook");
        assertProblem("/timeline?product=ndfeb-sintered&from=2021", "from");
        assertProblem("/timeline?product=ndfeb-sintered&from=2021-01-02&to=2021-01-01", "not before");
        assertProblem("/timeline?product=ndfeb-sintered&limit=0", "1 to 1000");
        assertProblem("/timeline?product=ndfeb-sintered&asOf=2021-01-01", "asOf");
        assertProblem("/outlook?status=running", "operating");
        assertProblem("/outlook/claims?asOf=2020-10-15", "product");
        assertProblem("/pipeline?product=nothing", "product");
        for (String question :
                List.of("/timeline?product=ndfeb-sintered", "/outlook", "/outlook/claims", "/pipeline")) {
            assertThat(given().get(client.path(question)).statusCode())
                    .as(question)
                    .isEqualTo(401);
        }
    }

    private void assertProblem(String question, String mentioned) {
        Response answer = Client.reader().get(client.path(question));
        assertThat(answer.statusCode()).as(question).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).contains(mentioned);
    }

    private List<ZoneEvent> withPlan() {
        List<ZoneEvent> all = new ArrayList<>(baotou.all());
        all.add(powder("plan", "2000", Status.OPERATING, "2021-12")
                .basis(Basis.PLANNED)
                .claim());
        return all;
    }

    private Events.ClaimDraft powder(String id, String value, Status status, String from) {
        return events.capacity(id, Subject.line("ke-rui-industrialisation", "phase-1", "powder"), value)
                .product(POWDER)
                .status(status)
                .from(from);
    }

    static List<String> steps(JsonNode timeline) {
        List<String> steps = new ArrayList<>();
        for (JsonNode step : timeline.get("steps")) {
            for (JsonNode total : step.get("totals")) {
                BigDecimal change = total.get("change").decimalValue();
                steps.add(step.get("date").asText() + " " + total.get("status").asText() + " "
                        + (change.signum() > 0 ? "+" : "") + change.toPlainString() + " = " + total.get("value"));
            }
        }
        return steps;
    }

    private static List<String> causes(JsonNode timeline) {
        List<String> causes = new ArrayList<>();
        for (JsonNode step : timeline.get("steps")) {
            for (JsonNode cause : step.get("causes")) {
                List<String> subject = new ArrayList<>();
                cause.get("subject").forEach(part -> subject.add(part.asText()));
                causes.add(step.get("date").asText() + " " + cause.get("cause").asText() + " "
                        + String.join(" ", subject) + ": " + text(cause.get("leaves")) + " > "
                        + text(cause.get("enters")) + ", " + text(cause.at("/begins/claim")) + " for "
                        + text(cause.at("/ceases/claim")));
            }
        }
        return causes;
    }

    private static String text(JsonNode node) {
        return node == null || node.isMissingNode() ? "null" : node.asText();
    }

    private static List<String> totals(JsonNode totals) {
        return texts(totals, total -> total.get("status").asText() + " " + total.get("value"));
    }

    private static List<String> texts(JsonNode nodes, java.util.function.Function<JsonNode, String> text) {
        return StreamSupport.stream(nodes.spliterator(), false).map(text).toList();
    }
}
