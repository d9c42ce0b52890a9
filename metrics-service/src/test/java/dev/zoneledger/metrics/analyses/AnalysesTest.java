package dev.zoneledger.metrics.analyses;

import static dev.zoneledger.metrics.analyses.Works.LINE;
import static dev.zoneledger.metrics.analyses.Works.MAKER;
import static dev.zoneledger.metrics.analyses.Works.MILL;
import static dev.zoneledger.metrics.analyses.Works.OTHER_LINE;
import static dev.zoneledger.metrics.analyses.Works.YARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.metrics.totals.Client;
import dev.zoneledger.metrics.totals.WithLedger;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Totals set against each other: growth, coverage and concentration; and what is refused. */
@QuarkusTest
class AnalysesTest extends WithLedger {

    @Test
    void shouldTellGrowthOfCapacityAndOfFlows() {
        // Given
        client.append(Works.registered(events));
        String position = client.append(List.of(
                events.capacity("before", LINE, "3000").claim(),
                events.capacity("after", LINE, "3600").from("2021-07-01").claim(),
                events.capacity("new", OTHER_LINE, "500")
                        .product("ndfeb-bonded")
                        .from("2021-07-01")
                        .claim(),
                events.money("value-2019", Measure.GROSS_OUTPUT_VALUE, MAKER, "250", "CNY", "2019")
                        .claim(),
                events.money("value-2020", Measure.GROSS_OUTPUT_VALUE, MAKER, "0", "CNY", "2020")
                        .figure("300", "CNY", Qualifier.AT_LEAST)
                        .claim(),
                events.output("jan-oct-2020", LINE, "1000", "2020-01/2020-10").claim(),
                events.output("jan-oct-2021", LINE, "900", "2021-01/2021-10").claim()));

        // When
        JsonNode capacity =
                client.ask("/growth?from=2020-12-31&to=2021-12-31", position).get("growth");
        JsonNode value = client.ask("/growth?measure=gross-output-value&from=2019&to=2020", position)
                .get("growth")
                .get(0);
        JsonNode output = client.ask(
                        "/growth?measure=output&product=ndfeb-sintered&from=2020-01/2020-10&to=2021-01/2021-10",
                        position)
                .get("growth")
                .get(0);

        // Then
        JsonNode sintered = Client.found(capacity, "product", "ndfeb-sintered");
        assertThat(sintered.get("difference").toString()).isEqualTo("{\"value\":600,\"lower\":600,\"upper\":600}");
        assertThat(sintered.get("ratio").get("value").toString()).isEqualTo("1.2");
        assertThat(sintered.get("exact").asBoolean()).isTrue();
        assertThat(Client.ids(Client.follow(sintered.get("links").get("from")).get("claims")))
                .containsExactly("before");
        assertThat(Client.ids(Client.follow(sintered.get("links").get("to")).get("claims")))
                .containsExactly("after");
        JsonNode bonded = Client.found(capacity, "product", "ndfeb-bonded");
        assertThat(bonded.get("difference").isNull()).isTrue();
        assertThat(bonded.get("ratio").isNull()).isTrue();
        assertThat(bonded.get("reason").asText()).isEqualTo("no-figure-from");
        assertThat(bonded.get("to").get("value").decimalValue()).isEqualByComparingTo("500");
        assertThat(value.get("difference").toString()).isEqualTo("{\"value\":50,\"lower\":50,\"upper\":null}");
        assertThat(value.get("ratio").toString()).isEqualTo("{\"value\":1.2,\"lower\":1.2,\"upper\":null}");
        assertThat(value.get("exact").asBoolean()).isFalse();
        assertThat(output.get("ratio").get("value").toString()).isEqualTo("0.9");
        assertThat(Client.ids(Client.follow(output.get("links").get("to")).get("claims")))
                .containsExactly("jan-oct-2021");
    }

    @Test
    void shouldCoverWhatOrganisationsDeclareOfThemselves() {
        // Given
        client.append(Works.registered(events));
        client.append(List.of(events.organisation("widely"), events.project("narrow", "widely")));
        String position = client.append(List.of(
                events.capacity("maker-says", MAKER, "1000").claim(),
                events.capacity("line", LINE, "900").claim(),
                events.capacity("mill", MILL, "300").claim(),
                events.capacity("rival-says", Subject.organisation("rival"), "50")
                        .claim(),
                events.capacity("widely-says", Subject.organisation("widely"), "80")
                        .product("magnet-material")
                        .claim(),
                events.capacity("narrow", Subject.project("narrow"), "60").claim()));

        // When
        JsonNode rows = client.ask("/coverage?asOf=2020-10-15&level=organisation", position)
                .get("coverage");

        // Then
        JsonNode maker = Client.found(rows, "organisation", "maker");
        assertThat(maker.get("declared").get("value").decimalValue()).isEqualByComparingTo("1000");
        assertThat(maker.get("registered").get("value").decimalValue()).isEqualByComparingTo("1200");
        assertThat(maker.get("ratio").toString()).isEqualTo("1.2");
        assertThat(maker.get("unexplained").toString()).isEqualTo("-200");
        assertThat(maker.get("overCovered").asBoolean()).isTrue();
        assertThat(maker.get("hint").asText()).contains("double counting");
        assertThat(maker.get("counts").asText()).isEqualTo("registered");
        assertThat(Client.ids(Client.follow(maker.get("links").get("declared")).get("claims")))
                .containsExactly("maker-says");
        assertThat(Client.ids(
                        Client.follow(maker.get("links").get("registered")).get("claims")))
                .containsExactly("line", "mill");
        JsonNode rival = Client.found(rows, "organisation", "rival");
        assertThat(rival.get("counts").asText()).isEqualTo("declared");
        assertThat(rival.get("ratio").toString()).isEqualTo("0");
        assertThat(rival.get("unexplained").toString()).isEqualTo("50");
        assertThat(rival.get("overCovered").asBoolean()).isFalse();
        JsonNode widely = Client.found(rows, "organisation", "widely");
        assertThat(widely.get("counts").asText()).isEqualTo("both");
        assertThat(widely.get("hint").asText()).contains("both in the zone's total");
        assertThat(client.ask("/coverage?asOf=2020-10-15&organisation=rival", position)
                        .get("coverage"))
                .hasSize(1);
        assertThat(client.ask("/coverage?asOf=2020-10-15", position).get("coverage"))
                .isEmpty();
    }

    @Test
    void shouldFlagAZoneThatIsCoveredMoreThanOnce() {
        // Given
        client.append(Works.registered(events));
        String position = client.append(List.of(
                events.capacity("zone-says", Subject.zone(zone), "1000").claim(),
                events.capacity("line", LINE, "1001").claim()));

        // When
        JsonNode row = client.ask("/coverage?asOf=2020-10-15", position)
                .get("coverage")
                .get(0);

        // Then
        assertThat(row.get("overCovered").asBoolean()).isTrue();
        assertThat(row.get("hint").asText()).contains("double counting");
        assertThat(row.get("unexplained").toString()).isEqualTo("-1");
    }

    @Test
    void shouldTellInHowFewHandsACapacityIs() {
        // Given
        client.append(Works.registered(events));
        String position = client.append(List.of(
                events.capacity("line", LINE, "300").claim(),
                events.capacity("mill", MILL, "200").product("ndfeb-bonded").claim(),
                events.capacity("rival", Subject.organisation("rival"), "300").claim(),
                events.capacity("yard", YARD, "200").claim(),
                events.capacity("building", YARD, "1")
                        .product("ndfeb-bonded")
                        .status(Status.CONSTRUCTION)
                        .claim()));

        // When
        JsonNode rows = client.ask("/concentration?asOf=2020-10-15", position).get("concentration");
        JsonNode two = client.ask("/concentration?asOf=2020-10-15&product=ndfeb-sintered&largest=2", position)
                .get("concentration");

        // Then: 50, 30 and 20 percent
        JsonNode magnets = Client.found(rows, "product", "magnet-material");
        assertThat(magnets.get("stage").asText()).isEqualTo("midstream");
        assertThat(magnets.get("hhi").toString()).isEqualTo("3800");
        assertThat(magnets.get("organisations").asInt()).isEqualTo(2);
        assertThat(magnets.get("projectsWithoutOrganisation").asInt()).isEqualTo(1);
        assertThat(magnets.get("exact").asBoolean()).isTrue();
        assertThat(magnets.get("largest").findValuesAsText("share")).containsExactly("0.5", "0.3", "0.2");
        assertThat(magnets.get("largest").get(2).get("project").asText()).isEqualTo("yard");
        assertThat(Client.ids(Client.follow(magnets.get("largest").get(0).get("links"))
                        .get("claims")))
                .containsExactly("line", "mill");
        assertThat(two.get(0).get("hhi").toString()).isEqualTo("3437.5");
        assertThat(two.get(0).get("largest")).hasSize(2);
        assertThat(Client.found(rows, "product", "ndfeb-bonded").get("hhi").toString())
                .isEqualTo("10000");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstandAndSayWhatWasExpected() {
        // Given
        client.ask("/capacity", client.append(baotou.all()));

        // Then
        assertProblem("/capacity?by=organisation,product", "product,status");
        assertProblem("/capacity?by=product,status,colour", "organisation");
        assertProblem("/capacity?organisation=jinmeng-huimen", "\"suggestion\":\"jinmeng-huimeng\"");
        assertProblem("/capacity?organisation=Jinmeng%20Huimeng", "id of an organisation");
        assertProblem("/capacity?stage=upsteam", "upstream");
        assertProblem("/capacity?product=none", "there is no product none");
        assertProblem("/output?grain=week", "quarter");
        assertProblem("/output?grain=quarter&period=2021-01/2021-10", "2021-Q1");
        assertProblem("/output?grain=year&period=2021-Q1", "there is no year in 2021-Q1");
        assertProblem("/output/claims?grain=quarter&period=2021", "quarter");
        assertProblem("/growth?to=2021-12-31", "from");
        assertProblem("/growth?from=2020&to=2021-12-31", "2020-10-15");
        assertProblem("/growth?measure=output&from=2020&to=2021-Q1", "as long as 2020");
        assertProblem("/growth?measure=output&from=XXXX&to=2021", "both ends");
        assertProblem("/growth?measure=output&status=operating&from=2020&to=2021", "status");
        assertProblem("/growth?measure=count&from=2020&to=2021", "capacity");
        assertProblem("/coverage?level=project", "organisation");
        assertProblem("/coverage?level=zone&organisation=ke-rui", "level=organisation");
        assertProblem("/coverage/claims?side=registered", "organisation");
        assertProblem("/coverage?measure=output", "period");
        assertProblem("/coverage?measure=output&period=2021&asOf=2021-12-31", "is of a capacity");
        assertProblem("/coverage?period=2021", "is of a flow");
        assertProblem("/utilisation", "period");
        assertProblem("/utilisation?period=2021-01/2021-10", "2021-Q1");
        assertProblem("/utilisation?period=2021&by=subject", "product");
        assertProblem("/concentration?largest=0", "1 to 100");
        assertProblem("/concentration?larges=3", "largest");
    }

    private void assertProblem(String question, String mentioned) {
        Response answer = Client.reader().get(client.path(question));
        assertThat(answer.statusCode()).as(question).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).contains(mentioned);
    }
}
