package dev.zoneledger.metrics.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Position;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.testing.TestIds;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions about one zone, asked of several. */
@QuarkusTest
class ZonesTest extends WithLedger {

    private final String one = zone;
    private final String other = TestIds.zone("ganzhou");
    private final Baotou there = new Baotou(other);
    private String after;

    @BeforeEach
    void writeBoth() {
        client.append(baotou.all());
        client.append(baotou.supposedYear());
        String here = client.append(baotou.figuresOf2021());
        Client ofOther = client(other);
        ofOther.append(there.all());
        ofOther.append(there.supposedYear());
        String elsewhere = ofOther.append(List.of(
                there.events().project("more", null),
                there.events().capacity("more", Subject.project("more"), "0.25").claim(),
                there.events()
                        .capacity("due", Subject.project("more"), "1.25")
                        .basis(Basis.PLANNED)
                        .from("2026-12")
                        .claim(),
                there.events().organisation("only-there"),
                there.events()
                        .capacity("theirs", Subject.organisation("only-there"), "7")
                        .product("ndfeb-bonded")
                        .claim()));
        after = Position.parse(here).and(Position.parse(elsewhere)).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "capacity?asOf=2020-10-15",
                "capacity?asOf=2020-10-15&by=organisation,product,status,stage",
                "output?basis=actual",
                "output?grain=year&by=organisation,product,period",
                "value?measure=gross-output-value",
                "coverage?asOf=2020-10-15",
                "coverage?asOf=2021-12-31&level=organisation",
                "growth?from=2020-12-31&to=2021-12-31",
                "growth?measure=output&from=2021-Q1&to=2021-Q2&by=organisation,product",
                "utilisation?period=2021-Q1",
                "utilisation?period=2021-Q1&by=product,subject",
                "concentration?asOf=2020-10-15",
                "timeline?product=magnet-material",
                "timeline?product=magnet-material&basis=outlook&from=2020-10-15&status=operating&limit=1",
                "outlook?asOf=2030-01-01",
                "pipeline?asOf=2020-10-15",
                "balance?chain=permanent-magnet&asOf=2021-12-31&set=sintered-yield:0.7"
            })
    void shouldAnswerForEachZoneAsIfItWereAskedAlone(String question) {
        JsonNode answer = ask(question + "&zones=" + other + "," + one);

        assertThat(zones(answer)).containsExactly(one, other).isSorted();
        for (JsonNode zone : answer.get("zones")) {
            // A chain is part of the path where one zone is asked.
            String alone = question.replaceFirst("^balance\\?chain=([^&]*)&", "chains/$1/balance?");
            assertThat(zone).isEqualTo(client(zone.get("zone").asText()).ask("/" + alone, after));
        }
        assertThat(answer.get("together").has("zone")).isFalse();
        // Which of them goes on is another matter.
        assertThat(fields(((ObjectNode) answer.get("together")).without("next")))
                .isEqualTo(fields(((ObjectNode) answer.get("zones").get(0)).without(List.of("zone", "next"))));
    }

    @Test
    void shouldAddOnlyRowsThatAreTheSameButForTheZone() {
        JsonNode together = together("capacity?asOf=2020-10-15");

        assertThat(Client.rows(together.get("totals"), "product", "status"))
                .containsEntry("ndfeb-sintered operating", "6000.25 [6000.25, 6000.25] t/a of 3")
                .containsEntry("ndfeb-powder-rapidly-quenched construction", "4000 [4000, 4000] t/a of 2");
        assertThat(together.get("totals"))
                .allSatisfy(row -> assertThat(row.has("links")).isFalse());
    }

    @Test
    void shouldKeepTheOrganisationsOfSeveralZonesApart() {
        JsonNode together = together("capacity?asOf=2020-10-15&by=organisation,product,status&product=ndfeb-sintered");

        assertThat(together.get("totals")).hasSize(3);
        assertThat(together.get("totals"))
                .filteredOn(row -> row.has("organisation"))
                .allSatisfy(row -> {
                    assertThat(row.get("organisation").asText()).isEqualTo("jinmeng-huimeng");
                    assertThat(row.get("value").asText()).isEqualTo("3000");
                    JsonNode claims = Client.follow(row.get("links"));
                    assertThat(claims.get("zone")).isEqualTo(row.get("zone"));
                    assertThat(Client.ids(claims.get("claims"))).containsExactly("f12");
                })
                .extracting(row -> row.get("zone").asText())
                .containsExactly(one, other);
        // Nobody's projects are nobody's everywhere.
        assertThat(together.get("totals").get(2).has("zone")).isFalse();
        assertThat(together.get("totals").get(2).get("value").asText()).isEqualTo("0.25");
    }

    @Test
    void shouldLookForAnOrganisationInEachZone() {
        JsonNode answer = ask("capacity?organisation=only-there&zones=" + one + "," + other);

        assertThat(answer.at("/zones/0/totals")).isEmpty();
        assertThat(answer.at("/zones/1/totals")).isNotEmpty();
        assertThat(answer.at("/together/totals/0/zone").asText()).isEqualTo(other);
        assertThat(answer.at("/together/totals/0/value").asText()).isEqualTo("7");
        assertThat(problem("/v1/capacity?organisation=only-ther&zones=" + one + "," + other, 400))
                .contains("only-ther");
    }

    @Test
    void shouldCoverWhatSeveralZonesDeclareTogether() {
        JsonNode coverage = together("coverage?asOf=2020-10-15").get("coverage");

        JsonNode row = coverage.get(0);
        assertThat(coverage).hasSize(1);
        assertThat(row.get("product").asText()).isEqualTo("magnet-material");
        assertThat(row.at("/declared/value").decimalValue()).isEqualByComparingTo("100000");
        assertThat(row.at("/registered/value").decimalValue()).isEqualByComparingTo("6007.25");
        assertThat(row.get("unexplained").decimalValue()).isEqualByComparingTo(new BigDecimal("93992.75"));
        assertThat(row.get("ratio").decimalValue()).isEqualByComparingTo("0.060072");
    }

    @Test
    void shouldCompareWhatSeveralZonesComeTo() {
        // 3000 and 3000.25 in the end of 2020, 3600 and 3600.25 a year later.
        JsonNode growth =
                ofProduct(together("growth?from=2020-12-31&to=2021-12-31").get("growth"), "ndfeb-sintered");
        assertThat(growth.at("/from/value").asText()).isEqualTo("6000.25");
        assertThat(growth.at("/difference/value").asText()).isEqualTo("1200");
        assertThat(growth.at("/ratio/value").asText()).isEqualTo("1.199992");

        // The projects that nothing is told to have been made by are in no ratio.
        JsonNode use = ofProduct(together("utilisation?period=2021-Q1").get("utilisation"), "ndfeb-sintered");
        assertThat(use.at("/output/value").asText()).isEqualTo("1200");
        assertThat(use.at("/ratio/value").asText()).isEqualTo("0.811111");
        assertThat(use.at("/subjects/both").asInt()).isEqualTo(2);
        assertThat(use.at("/subjects/capacityOnly").asInt()).isEqualTo(1);

        // No organisation of one zone is taken for one of another.
        JsonNode hands =
                ofProduct(together("concentration?asOf=2020-10-15&largest=2").get("concentration"), "ndfeb-sintered");
        assertThat(hands.get("hhi").asText()).isEqualTo("4999.58");
        assertThat(hands.get("organisations").asInt()).isEqualTo(2);
        assertThat(hands.get("projectsWithoutOrganisation").asInt()).isEqualTo(1);
        assertThat(hands.get("largest"))
                .extracting(
                        share -> share.get("zone").asText(),
                        share -> share.get("share").asText())
                .containsExactly(tuple(one, "0.499979"), tuple(other, "0.499979"));
    }

    @Test
    void shouldTellWhatIsPlannedInSeveralZonesAndBalanceThemAsOne() {
        JsonNode pipeline = together("pipeline?asOf=2020-10-15");
        assertThat(ofProduct(pipeline.get("years"), "ndfeb-sintered")
                        .at("/begins/value")
                        .asText())
                .isEqualTo("1.25");
        assertThat(ofProduct(pipeline.get("undated"), "servo-motor")
                        .get("value")
                        .asText())
                .isEqualTo("100000");

        JsonNode outlook = together("outlook?asOf=2030-01-01&status=operating");
        assertThat(ofProduct(outlook.get("totals"), "ndfeb-sintered")
                        .get("value")
                        .asText())
                .isEqualTo("7201.25");

        JsonNode balance = together("balance?chain=permanent-magnet&asOf=2020-10-15");
        JsonNode sintered = StreamSupport.stream(
                        balance.findValues("capacities").spliterator(), false)
                .flatMap(parts -> StreamSupport.stream(parts.spliterator(), false))
                .filter(part -> part.get("product").asText().equals("ndfeb-sintered"))
                .findFirst()
                .orElseThrow();
        assertThat(sintered.at("/capacity/value").asText()).isEqualTo("6000.25");
    }

    @Test
    void shouldFindAllZonesByThemselves() {
        JsonNode answer = ask("capacity?zones=all&asOf=2020-10-15");

        assertThat(zones(answer)).contains(one, other).isSorted();
        JsonNode named = ask("capacity?zones=" + one + "&asOf=2020-10-15");
        JsonNode among = StreamSupport.stream(answer.get("zones").spliterator(), false)
                .filter(zone -> zone.get("zone").asText().equals(one))
                .findFirst()
                .orElseThrow();
        assertThat(withoutPosition(among))
                .isEqualTo(withoutPosition(named.get("zones").get(0)));
    }

    @Test
    void shouldSayWhatPositionItReflectsAndNotRepeatItself() {
        Response answer =
                Client.reader().get("/v1/capacity?zones=" + one + "," + other + "&asOf=2020-10-15&after=" + after);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("Zone-Position")).isEqualTo(answer.path("together.position"));
        Response again = Client.reader()
                .header("If-None-Match", answer.header("ETag"))
                .get("/v1/capacity?zones=" + one + "," + other + "&asOf=2020-10-15");
        assertThat(again.statusCode() == 304).isEqualTo(again.header("ETag").equals(answer.header("ETag")));
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstandAndNameAZoneThatItDoesNotKnow() {
        assertThat(problem("/v1/capacity", 400)).contains("zones", "all");
        assertThat(problem("/v1/capacity?zones=", 400)).contains("zones");
        assertThat(problem("/v1/capacity?zones=" + one + "&status=operatin", 400))
                .contains("operating");
        assertThat(problem("/v1/output?zones=all&period=last-year", 400)).contains("2017-Q1");
        assertThat(problem("/v1/value?zones=all&measure=output", 400)).contains("sales-revenue");
        assertThat(problem("/v1/coverage?zone=" + one, 400)).contains("\"suggestion\":\"zones\"");
        assertThat(problem("/v1/capacity?zones=" + one + ",no-such-zone", 404))
                .contains("no-such-zone")
                .doesNotContain(one);
        assertThat(problem("/v1/balance?zones=all", 400)).contains("chain");
        assertThat(problem("/v1/balance?zones=all&chain=permanent-magnets", 404))
                .contains("permanent-magnet?");
        assertThat(problem("/v1/growth?zones=all&from=2020-12-31", 400)).contains("to");
        assertThat(problem("/v1/timeline?zones=all", 400)).contains("product");
        assertThat(problem("/v1/timeline?product=ndfeb-sintered", 400)).contains("zones");
    }

    private JsonNode together(String question) {
        return ask(question + "&zones=" + one + "," + other).get("together");
    }

    private static JsonNode ofProduct(JsonNode rows, String product) {
        return Client.found(rows, "product", product);
    }

    private static Set<String> fields(JsonNode node) {
        Set<String> fields = new TreeSet<>();
        node.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static String problem(String path, int status) {
        Response answer = Client.reader().get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        return answer.asString();
    }

    private JsonNode ask(String question) {
        Response answer = Client.reader().get("/v1/" + question + "&after=" + after);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return Client.read(answer);
    }

    private static List<String> zones(JsonNode answer) {
        return StreamSupport.stream(answer.get("zones").spliterator(), false)
                .map(zone -> zone.get("zone").asText())
                .toList();
    }

    private static JsonNode withoutPosition(JsonNode zone) {
        return ((ObjectNode) zone.deepCopy()).without("position");
    }
}
