package dev.zoneledger.metrics.analyses;

import static dev.zoneledger.metrics.analyses.Works.LINE;
import static dev.zoneledger.metrics.analyses.Works.MAKER;
import static dev.zoneledger.metrics.analyses.Works.MILL;
import static dev.zoneledger.metrics.analyses.Works.OTHER_LINE;
import static dev.zoneledger.metrics.analyses.Works.YARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.metrics.totals.Client;
import dev.zoneledger.metrics.totals.WithLedger;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Totals told apart: by organisation, stage and period. */
@QuarkusTest
class SlicesTest extends WithLedger {

    @Test
    void shouldTellCapacityByOrganisation() {
        // Given
        String position = client.append(baotou.all());

        // When
        JsonNode all = client.ask("/capacity?asOf=2020-10-15&by=organisation,product,status", position);
        JsonNode one = client.ask("/capacity?asOf=2020-10-15&organisation=jinmeng-huimeng", position);
        JsonNode none = client.ask("/capacity?asOf=2020-10-15&organisation=none&product=servo-motor", position);

        // Then
        assertThat(Client.rows(one.get("totals"), "organisation", "product", "status"))
                .isEqualTo(Map.of(
                        "jinmeng-huimeng magnet-material operating", "3000 [3000, 3000] t/a of 1",
                        "jinmeng-huimeng ndfeb-sintered operating", "3000 [3000, 3000] t/a of 1"));
        assertThat(none.get("totals")).hasSize(1);
        assertThat(none.get("totals").get(0).has("organisation")).isFalse();
        assertThat(all.get("totals").findValuesAsText("organisation"))
                .containsOnly("jinmeng-huimeng", "ke-rui")
                .hasSize(12 - 1);
        assertThat(all.get("totals")).hasSize(13);
        for (JsonNode total : all.get("totals")) {
            assertThatClaimsAddUp(total);
        }
    }

    @Test
    void shouldAnswerOfTheOrganisationThatARecordIsMergedInto() {
        // Given
        client.append(baotou.all());
        client.append(List.of(events.organisation("jinmeng")));

        // When
        String position = client.append(List.of(events.organisationMerged("jinmeng-huimeng", 1, "jinmeng")));

        // Then
        for (String id : List.of("jinmeng", "jinmeng-huimeng")) {
            JsonNode answer =
                    client.ask("/capacity?asOf=2020-10-15&product=ndfeb-sintered&organisation=" + id, position);
            assertThat(Client.rows(answer.get("totals"), "organisation", "product"))
                    .isEqualTo(Map.of("jinmeng ndfeb-sintered", "3000 [3000, 3000] t/a of 1"));
        }
    }

    @Test
    void shouldTellWhereProductsStandInTheirChains() {
        // Given
        String position = client.append(baotou.all());

        // When
        JsonNode all = client.ask("/capacity?asOf=2020-10-15&by=stage,product,status", position);
        JsonNode downstream = client.ask("/capacity?asOf=2020-10-15&stage=downstream", position);

        // Then
        assertThat(stages(all))
                .containsEntry("ndfeb-powder-rapidly-quenched", "upstream")
                .containsEntry("ndfeb-granules-injection", "midstream")
                .containsEntry("ndfeb-bonded-injection", "midstream")
                .containsEntry("servo-motor", "downstream");
        assertThat(stages(downstream)).isEqualTo(Map.of("magnet-motor", "downstream", "servo-motor", "downstream"));
    }

    @Test
    void shouldTakeAYearsOwnFigureAndElseTheSumOfWhatIsStatedOfItsParts() {
        // Given
        client.append(Works.registered(events));
        String position = client.append(List.of(
                events.output("line-2020", LINE, "100", "2020").claim(),
                events.output("line-2020-q1", LINE, "70", "2020-Q1").claim(),
                events.output("line-q1", LINE, "30", "2021-01/2021-03").claim(),
                events.output("line-04", LINE, "12", "2021-04").claim(),
                events.output("other-2021", OTHER_LINE, "50", "2021").claim(),
                events.output("mill-h1", MILL, "44", "2021-01/2021-06").claim(),
                events.output("yard-q1", YARD, "1", "2021-Q1").claim(),
                events.output("yard-q2", YARD, "2", "2021-Q2").claim(),
                events.output("yard-q3", YARD, "3", "2021-Q3").claim(),
                events.output("yard-q4", YARD, "4", "2021-Q4").claim(),
                events.output("since", YARD, "999", "../2021-06")
                        .basis(Basis.CUMULATIVE)
                        .claim()));

        // When
        JsonNode years = client.ask("/output?grain=year&product=ndfeb-sintered", position);
        JsonNode quarters = client.ask("/output?grain=quarter&period=2021&product=ndfeb-sintered", position);
        JsonNode months = client.ask("/output?grain=month&period=2021-Q2&product=ndfeb-sintered", position);

        // Then
        assertThat(Client.rows(years.get("totals"), "period"))
                .isEqualTo(Map.of(
                        "2020", "100 [100, 100] t of 1",
                        "2021", "102 [102, null] t of 7"));
        JsonNode year = years.get("totals").get(1);
        assertThat(year.get("composition").toString())
                .isEqualTo("{\"stated\":1,\"derived\":6,\"partial\":{\"subjects\":1,\"months\":4,\"of\":12}}");
        assertThat(Client.rows(quarters.get("totals"), "period"))
                .isEqualTo(Map.of(
                        "2021-Q1", "31 [31, 31] t of 2",
                        "2021-Q2", "14 [14, null] t of 2",
                        "2021-Q3", "3 [3, 3] t of 1",
                        "2021-Q4", "4 [4, 4] t of 1"));
        assertThat(Client.rows(months.get("totals"), "period")).isEqualTo(Map.of("2021-04", "12 [12, 12] t of 1"));
        for (JsonNode total : years.get("totals")) {
            assertThatClaimsAddUp(total);
        }
        assertThat(Client.leftOut(Client.follow(year.get("links"))))
                .isEqualTo(Map.of("mill-h1", "no-calendar-period", "since", "cumulative"));
        assertThat(Client.leftOut(Client.follow(years.get("totals").get(0).get("links"))))
                .isEqualTo(Map.of("line-2020-q1", "part-of-stated", "since", "cumulative"));
    }

    @Test
    void shouldTellMoneyByYearAndOrganisationAndNeverAddCurrencies() {
        // Given
        client.append(Works.registered(events));
        String position = client.append(List.of(
                events.money("cny", Measure.SALES_REVENUE, MAKER, "700", "CNY", "2021")
                        .claim(),
                events.money("q1", Measure.SALES_REVENUE, Subject.organisation("rival"), "10", "CNY", "2021-Q1")
                        .claim(),
                events.money("q2", Measure.SALES_REVENUE, Subject.organisation("rival"), "20", "USD", "2021-Q2")
                        .claim()));

        // When
        JsonNode answer = client.ask("/value?grain=year&by=measure,organisation,period,product", position);
        JsonNode zoneWide = client.ask("/value?grain=year&measure=sales-revenue&product=none", position);

        // Then
        assertThat(Client.rows(answer.get("totals"), "organisation", "period", "unit"))
                .isEqualTo(Map.of(
                        "maker 2021 CNY", "700 [700, 700] CNY of 1",
                        "rival 2021 CNY", "10 [10, null] CNY of 1",
                        "rival 2021 USD", "20 [20, null] USD of 1"));
        assertThat(Client.rows(zoneWide.get("totals"), "unit"))
                .isEqualTo(Map.of("CNY", "710 [710, null] CNY of 2", "USD", "20 [20, null] USD of 1"));
        for (JsonNode total : answer.get("totals")) {
            assertThatClaimsAddUp(total);
        }
    }

    @Test
    void shouldHaveTheSumsOf2021ComeOut() {
        // Given
        client.append(baotou.all());
        String position = client.append(baotou.figuresOf2021());

        // When
        JsonNode whole = client.ask("/value?period=2021-01/2021-10&product=none", position)
                .get("totals");
        JsonNode segments = client.ask("/value?period=2021-01/2021-10&by=measure,organisation,period", position)
                .get("totals");

        // Then
        assertThat(Client.rows(whole, "measure"))
                .isEqualTo(Map.of("gross-output-value", "17230000000 [17230000000, 17230000000] CNY of 3"));
        assertThat(Client.leftOut(Client.follow(whole.get(0).get("links")))).containsEntry("value-all", "declared");
        BigDecimal newMaterials = BigDecimal.ZERO;
        for (JsonNode row : segments) {
            if (row.get("organisation").asText().equals("new-material-makers") && row.has("product")) {
                newMaterials = newMaterials.add(row.get("value").decimalValue());
            }
        }
        // Printed as 7.41 billion.
        assertThat(newMaterials).isEqualByComparingTo("7413000000");
        JsonNode coverage = client.ask("/coverage?measure=gross-output-value&period=2021-01/2021-10", position)
                .get("coverage");
        assertThat(coverage).hasSize(1);
        assertThat(coverage.get(0).has("product")).isFalse();
        assertThat(coverage.get(0).get("ratio").toString()).isEqualTo("1");
        assertThat(coverage.get(0).get("unexplained").toString()).isEqualTo("0");
        assertThat(coverage.get(0).get("overCovered").asBoolean()).isFalse();
        assertThat(Client.ids(Client.follow(coverage.get(0).get("links").get("declared"))
                        .get("claims")))
                .containsExactly("value-all");
        assertThat(Client.ids(Client.follow(coverage.get(0).get("links").get("registered"))
                        .get("claims")))
                .containsExactly("value-end", "value-new", "value-raw");
    }

    private static Map<String, String> stages(JsonNode answer) {
        Map<String, String> stages = new TreeMap<>();
        answer.get("totals")
                .forEach(row ->
                        stages.put(row.get("product").asText(), row.get("stage").asText()));
        return stages;
    }

    private static void assertThatClaimsAddUp(JsonNode total) {
        JsonNode claims = Client.follow(total.get("links"));
        assertThat(claims.get("total")).isEqualTo(total);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode claim : claims.get("claims")) {
            sum = sum.add(claim.get("amount").get("value").decimalValue());
        }
        assertThat(claims.get("claims")).hasSize(total.get("claims").asInt());
        assertThat(sum).isEqualByComparingTo(total.get("value").decimalValue());
    }
}
