package dev.zoneledger.metrics.totals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Claims straight to the log, and what then is answered. */
@QuarkusTest
class MetricsTest extends WithLedger {

    @Test
    void shouldAnswerWithTheInstalledCapacityOfAProductAndOfThoseAboveIt() {
        // When
        JsonNode answer = client.ask("/capacity?asOf=2020-10-15&by=product,status", client.append(baotou.all()));

        // Then
        assertThat(Client.rows(answer.get("totals"), "product", "status"))
                .isEqualTo(
                        new TreeMap<>(Map.of(
                                "magnet-material operating", "3000 [3000, 3000] t/a of 1",
                                "ndfeb-sintered operating", "3000 [3000, 3000] t/a of 1",
                                "ndfeb-powder announced", "5000 [5000, 5000] t/a of 1",
                                "ndfeb-powder-rapidly-quenched announced", "5000 [5000, 5000] t/a of 1",
                                "ndfeb-powder construction", "2000 [2000, 2000] t/a of 1",
                                "ndfeb-powder-rapidly-quenched construction", "2000 [2000, 2000] t/a of 1",
                                "ndfeb-granules construction", "500 [500, 500] t/a of 1",
                                "ndfeb-granules-injection construction", "500 [500, 500] t/a of 1")) {
                            {
                                put("magnet-material construction", "500 [500, 500] t/a of 1");
                                put("ndfeb-bonded construction", "500 [500, 500] t/a of 1");
                                put("ndfeb-bonded-injection construction", "500 [500, 500] t/a of 1");
                                put("servo-motor announced", "50000 [50000, 50000] {set}/a of 1");
                                put("magnet-motor announced", "50000 [50000, 50000] {set}/a of 1");
                            }
                        });
        assertThat(answer.get("measure").asText()).isEqualTo("capacity");
        assertThat(answer.get("asOf").asText()).isEqualTo("2020-10-15");
    }

    @Test
    void shouldCoverWhatTheZoneDeclares() {
        // When
        JsonNode coverage = client.ask("/coverage?asOf=2020-10-15", client.append(baotou.all()))
                .get("coverage");

        // Then
        assertThat(coverage).hasSize(1);
        JsonNode magnets = coverage.get(0);
        assertThat(magnets.get("product").asText()).isEqualTo("magnet-material");
        assertThat(magnets.get("declared").get("value").decimalValue()).isEqualByComparingTo("50000");
        assertThat(magnets.get("registered").get("value").decimalValue()).isEqualByComparingTo("3000");
        assertThat(magnets.get("ratio").toString()).isEqualTo("0.06");
        assertThat(magnets.get("unexplained").toString()).isEqualTo("47000");
        assertThat(magnets.get("exact").asBoolean()).isTrue();
        assertThat(Client.ids(
                        Client.follow(magnets.get("links").get("declared")).get("claims")))
                .containsExactly("f10");
        assertThat(Client.ids(
                        Client.follow(magnets.get("links").get("registered")).get("claims")))
                .containsExactly("f12");
    }

    @Test
    void shouldCountTheFirstLineFromTheEndOf1988OnAndNoLongerOnceItsStatusIsUnknown() {
        // Given
        String position = client.append(baotou.all());

        // When
        JsonNode then = client.ask("/capacity?asOf=1988-12-31&product=ndfeb-unspecified", position);
        JsonNode now = client.ask("/capacity?asOf=2020-10-15&product=ndfeb-unspecified", position);

        // Then
        assertThat(Client.rows(then.get("totals"), "product", "status"))
                .isEqualTo(Map.of("ndfeb-unspecified operating", "40 [40, 40] t/a of 1"));
        assertThat(now.get("totals")).isEmpty();
        assertThat(Client.leftOut(client.ask("/capacity/claims?asOf=2020-10-15&product=ndfeb-unspecified", position)))
                .isEqualTo(Map.of("f9", "no-longer", "f9-later", "status-unknown"));
    }

    @Test
    void shouldKeepMoneyApartByMeasurePeriodAndBasis() {
        // When
        JsonNode answer = client.ask("/value?by=measure,period", client.append(baotou.all()));

        // Then
        assertThat(Client.rows(answer.get("totals"), "measure", "period", "basis"))
                .isEqualTo(Map.of(
                        "gross-output-value 2017 actual", "250000000 [250000000, null] CNY of 1",
                        "gross-output-value 2018 actual", "250000000 [250000000, null] CNY of 1",
                        "gross-output-value 2019 actual", "250000000 [250000000, null] CNY of 1",
                        "gross-output-value XXXX planned", "310000000 [310000000, 310000000] CNY of 1",
                        "sales-revenue XXXX planned", "412000000 [412000000, 412000000] CNY of 1"));
        JsonNode sales = Client.row(answer, "measure", "sales-revenue");
        assertThat(sales.get("approximate").asInt()).isEqualTo(1);
        assertThat(Client.ids(Client.follow(sales.get("links").get("claims")).get("claims")))
                .containsExactly("f4-sales");
        assertThat(Client.leftOut(Client.follow(sales.get("links").get("claims"))))
                .isEmpty();
        assertThat(Client.leftOut(client.ask("/value/claims", null))).isEqualTo(Map.of("f24", "quarantined"));
    }

    @Test
    void shouldHaveCumulativeOutputInNoPeriod() {
        // Given
        String position = client.append(baotou.all());

        // When
        JsonNode answer = client.ask("/output?by=product,period", position);

        // Then
        assertThat(answer.get("totals")).isEmpty();
        assertThat(Client.leftOut(client.ask("/output/claims", position))).isEqualTo(Map.of("f5", "cumulative"));
    }

    @Test
    void shouldSayWhatIsInTheTotalOfAnotherUnit() {
        // Given
        Subject works = Subject.project("works");
        Subject mill = Subject.project("mill");
        String position = client.append(List.of(
                events.project("works", null),
                events.project("mill", null),
                events.capacity("tons", works, "300").claim(),
                events.capacity("sets", mill, "50").figure("50", "{set}/a").claim(),
                events.output("made", works, "20", "2019-Q1").claim(),
                events.output("made-in-sets", mill, "5", "2019-Q1")
                        .figure("5", "{set}")
                        .claim(),
                events.money("yuan", Measure.SALES_REVENUE, works, "7", "CNY", "2019")
                        .claim(),
                events.money("dollars", Measure.SALES_REVENUE, mill, "1", "USD", "2019")
                        .claim(),
                events.money("withheld", Measure.SALES_REVENUE, Subject.organisation("maker"), "0", "CNY", "2019")
                        .quantity(new Quantity.NoFigure(Absence.WITHHELD))
                        .claim(),
                events.organisation("maker")));

        // Then
        for (String question : List.of(
                "/capacity?asOf=2020-10-15&product=ndfeb-sintered",
                "/outlook?asOf=2020-10-15&product=ndfeb-sintered")) {
            assertThat(leftOut(client.ask(question, position), "t/a"))
                    .as(question)
                    .isEqualTo(Map.of("sets", "other-unit"));
        }
        for (String question : List.of("/output", "/output?grain=quarter")) {
            assertThat(leftOut(client.ask(question, position), "t"))
                    .as(question)
                    .isEqualTo(Map.of("made-in-sets", "other-unit"));
        }
        assertThat(leftOut(client.ask("/value", position), "USD"))
                .isEqualTo(Map.of("yuan", "other-unit", "withheld", "other-unit"));
        JsonNode tons = Client.row(client.ask("/output", position), "unit", "t");
        assertThat(Client.follow(tons.get("links")).at("/leftOut/0/detail").asText())
                .isEqualTo("it is in the total in {set}");
    }

    private static Map<String, String> leftOut(JsonNode answer, String ofUnit) {
        return Client.leftOut(Client.follow(Client.row(answer, "unit", ofUnit).get("links")));
    }

    @Test
    void shouldListWhatIsLeftOutOfCapacityAndWhy() {
        // When
        JsonNode answer = client.ask("/capacity/claims?asOf=2020-10-15", client.append(baotou.all()));

        // Then
        assertThat(Client.leftOut(answer))
                .isEqualTo(Map.of(
                        "f9", "no-longer",
                        "f9-later", "status-unknown",
                        "f10", "declared",
                        "f14", "quarantined"));
        JsonNode quarantined = StreamSupport.stream(answer.get("leftOut").spliterator(), false)
                .filter(claim -> claim.get("id").asText().equals("f14"))
                .findFirst()
                .orElseThrow();
        assertThat(quarantined.get("detail").asText()).isEqualTo("decided so");
        assertThat(quarantined.get("source").get("uri").asText()).isEqualTo("urn:test:f14");
    }

    @Test
    void shouldMoveTheTotalExactlyWithACorrectionAndARetraction() {
        // Given
        client.append(baotou.all());

        // When
        JsonNode corrected = client.ask(
                "/capacity?asOf=2020-10-15&product=ndfeb-sintered",
                client.append(List.of(baotou.sintered("3200").revision(2).claim())));
        JsonNode retracted = client.ask(
                "/capacity?asOf=2020-10-15&product=ndfeb-sintered",
                client.append(List.of(new Retraction(zone, "f12", 3, "taken back", null))));

        // Then
        assertThat(Client.rows(corrected.get("totals"), "product", "status"))
                .isEqualTo(Map.of("ndfeb-sintered operating", "3200 [3200, 3200] t/a of 1"));
        assertThat(retracted.get("totals")).isEmpty();
        assertThat(Client.leftOut(client.ask("/capacity/claims?asOf=2020-10-15&product=ndfeb-sintered", null)))
                .isEqualTo(Map.of("f12", "retracted"));
    }

    @Test
    void shouldSayOfAMovedClaimWhatItStatesAndWhatItCountsFor() {
        // Given
        client.append(List.of(
                events.project("works", null, "one/a"),
                events.project("twin", null, "one/a"),
                events.capacity("works-line", Subject.line("works", "one", "a"), "3000")
                        .claim(),
                events.capacity("twin-line", Subject.line("twin", "one", "a"), "2000")
                        .publishedOn("2020-11")
                        .claim()));

        // When
        String merged = client.append(List.of(events.projectMerged("twin", 1, "works")));
        JsonNode claims = client.ask("/capacity/claims?asOf=2020-10-15&product=ndfeb-sintered", merged);
        String undone = client.append(List.of(events.projectMerged("twin", 2, null)));
        JsonNode afterwards = client.ask("/capacity/claims?asOf=2020-10-15&product=ndfeb-sintered", undone);

        // Then
        JsonNode moved = claims.get("claims").get(0);
        assertThat(Client.ids(claims.get("claims"))).containsExactly("twin-line");
        assertThat(moved.get("subject").toString())
                .isEqualTo("{\"project\":\"twin\",\"phase\":\"one\",\"line\":\"a\"}");
        assertThat(moved.get("canonicalSubject").toString())
                .isEqualTo("{\"project\":\"works\",\"phase\":\"one\",\"line\":\"a\"}");
        assertThat(claims.get("leftOut").get(0).get("id").asText()).isEqualTo("works-line");
        assertThat(claims.get("leftOut").get(0).get("detail").asText()).contains("claim twin-line goes before it");
        assertThat(claims.get("leftOut").get(0).has("canonicalSubject")).isFalse();
        assertThat(Client.ids(afterwards.get("claims"))).containsExactly("twin-line", "works-line");
        assertThat(afterwards.findValues("canonicalSubject")).isEmpty();
    }

    @Test
    void shouldGiveTheSameAnswersWhateverTheOrderAndHoweverOften() {
        // Given
        List<String> questions = List.of(
                "/capacity?asOf=2020-10-15",
                "/capacity/claims?asOf=2020-10-15",
                "/coverage?asOf=2020-10-15",
                "/output",
                "/value",
                "/value/claims");
        String position = client.append(baotou.all());
        List<JsonNode> before = questions.stream()
                .map(question -> figures(client.ask(question, position)))
                .toList();
        List<ZoneEvent> again = new ArrayList<>(baotou.all());
        Collections.shuffle(again, new Random(7));

        // When
        String later = client.append(again);

        // Then
        assertThat(questions.stream()
                        .map(question -> figures(client.ask(question, later)))
                        .toList())
                .isEqualTo(before);
    }

    @Test
    void shouldListUnderEveryTotalClaimsThatAddUpToIt() {
        // Given
        String position = client.append(baotou.all());

        // When
        JsonNode totals = client.ask("/capacity?asOf=2020-10-15", position).get("totals");

        // Then
        for (JsonNode total : totals) {
            JsonNode claims = Client.follow(total.get("links").get("claims"));
            assertThat(claims.get("total")).isEqualTo(total);
            assertThat(claims.get("claims")).hasSize(total.get("claims").asInt());
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode claim : claims.get("claims")) {
                sum = sum.add(claim.get("amount").get("value").decimalValue());
            }
            assertThat(sum).isEqualByComparingTo(total.get("value").decimalValue());
        }
    }

    @Test
    void shouldSayHowManyMayHaveBegunEarlier() {
        // When
        JsonNode answer = client.ask("/capacity?asOf=2019-12-31&product=ndfeb-sintered", client.append(baotou.all()));

        // Then
        JsonNode row = answer.get("totals").get(0);
        assertThat(row.get("value").isNull()).isTrue();
        assertThat(row.get("claims").asInt()).isZero();
        assertThat(row.get("mayHaveBegunEarlier").asInt()).isEqualTo(1);
    }

    /** The answer without what it says of itself. */
    private static JsonNode figures(JsonNode answer) {
        ((ObjectNode) answer).remove("position");
        return answer;
    }
}
