package dev.zoneledger.metrics.analyses;

import static dev.zoneledger.metrics.analyses.Works.LINE;
import static dev.zoneledger.metrics.analyses.Works.MAKER;
import static dev.zoneledger.metrics.analyses.Works.MILL;
import static dev.zoneledger.metrics.analyses.Works.YARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.metrics.totals.Client;
import dev.zoneledger.metrics.totals.WithLedger;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Output against what could be made, subject by subject. */
@QuarkusTest
class UtilisationTest extends WithLedger {

    @Test
    void shouldSetOutputAgainstWhatCouldBeMadeSubjectBySubject() {
        // Given: capacity that doubles in the middle of a leap year, an organisation's output as a whole, and odd ones
        // out
        client.append(Works.registered(events));
        client.append(
                List.of(events.organisation("solo"), events.project("mine", "solo"), events.project("shed", null)));
        String position = client.append(List.of(
                events.capacity("yard-capacity", YARD, "366").from("2019-01-01").claim(),
                events.capacity("yard-twice", YARD, "732").from("2020-07-01").claim(),
                events.output("yard-output", YARD, "275", "2020").claim(),
                events.capacity("line-capacity", LINE, "100").from("2019-01-01").claim(),
                events.capacity("mill-capacity", MILL, "100").from("2019-01-01").claim(),
                events.output("maker-output", MAKER, "300", "2020").claim(),
                events.capacity("solo-capacity", Subject.project("mine"), "10")
                        .from("2019-01-01")
                        .claim(),
                events.output("shed-output", Subject.project("shed"), "7", "2020")
                        .claim()));

        // When
        JsonNode answer = client.ask("/utilisation?period=2020&product=ndfeb-sintered", position);
        JsonNode bySubject = client.ask("/utilisation?period=2020&by=product,subject", position)
                .get("utilisation");

        // Then: 366 for 182 days and 732 for 184 of 366, so 550
        JsonNode yard = Client.found(bySubject, "project", "yard");
        assertThat(yard.get("capacity").get("value").toString()).isEqualTo("550");
        assertThat(yard.get("ratio").get("value").toString()).isEqualTo("0.5");
        assertThat(yard.get("claims").toString())
                .isEqualTo("{\"output\":[\"yard-output\"],\"capacity\":[\"yard-capacity\",\"yard-twice\"]}");
        JsonNode maker = Client.found(bySubject, "organisation", "maker");
        assertThat(maker.has("project")).isFalse();
        assertThat(maker.get("ratio").get("value").toString()).isEqualTo("1.5");
        assertThat(maker.get("alarm").asBoolean()).isTrue();
        assertThat(Client.found(bySubject, "project", "mine").get("reason").asText())
                .isEqualTo("no-output");
        assertThat(Client.found(bySubject, "project", "mine").get("ratio").isNull())
                .isTrue();
        assertThat(Client.found(bySubject, "project", "shed").get("reason").asText())
                .isEqualTo("no-capacity");
        assertThat(answer.get("utilisation")).hasSize(1);
        JsonNode product = answer.get("utilisation").get(0);
        assertThat(product.get("subjects").toString())
                .isEqualTo("{\"both\":2,\"outputOnly\":1,\"capacityOnly\":1,\"alarms\":1}");
        assertThat(product.get("output").get("value").toString()).isEqualTo("575");
        assertThat(product.get("capacity").get("value").toString()).isEqualTo("750");
        assertThat(product.get("ratio").get("value").toString()).isEqualTo("0.766667");
        assertThat(product.get("alarm").asBoolean()).isFalse();
        assertThat(answer.get("alarms")).hasSize(1);
        assertThat(answer.get("alarms").get(0).get("claims").toString())
                .isEqualTo("{\"output\":[\"maker-output\"],\"capacity\":[\"line-capacity\",\"mill-capacity\"]}");
        assertThat(Client.ids(Client.follow(product.get("links").get("output")).get("claims")))
                .containsExactly("maker-output", "shed-output", "yard-output");
        assertThat(Client.ids(
                        Client.follow(product.get("links").get("capacity")).get("claims")))
                .containsExactly("line-capacity", "mill-capacity", "solo-capacity", "yard-twice");
    }

    @Test
    void shouldNotKnowAUtilisationWithoutAnOutput() {
        // Given
        client.append(Works.registered(events));
        String position = client.append(List.of(
                events.capacity("line", LINE, "100").from("2019-01-01").claim(),
                events.output("withheld", LINE, "0", "2020")
                        .quantity(new Quantity.NoFigure(Absence.WITHHELD))
                        .claim()));

        // When
        JsonNode of2020 = client.ask("/utilisation?period=2020&product=ndfeb-sintered", position);
        JsonNode of2021 = client.ask("/utilisation?period=2021&product=ndfeb-sintered", position);

        // Then
        assertThat(of2020.get("utilisation").get(0).get("reason").asText()).isEqualTo("output-without-figure");
        assertThat(of2021.get("utilisation").get(0).get("reason").asText()).isEqualTo("no-output");
        assertThat(of2021.get("utilisation").get(0).get("ratio").isNull()).isTrue();
    }

    @Test
    void shouldKeepAnOutputThatIsNotKnownOutOfTheUtilisationOfOthers() {
        // Given: of one subject both figures, of one an output withheld, of one an output but a capacity of zero
        client.append(Works.registered(events));
        String position = client.append(List.of(
                events.capacity("line", LINE, "100").from("2019-01-01").claim(),
                events.output("line-output", LINE, "50", "2020").claim(),
                events.capacity("yard", YARD, "900").from("2019-01-01").claim(),
                events.output("withheld", YARD, "0", "2020")
                        .quantity(new Quantity.NoFigure(Absence.WITHHELD))
                        .claim(),
                events.capacity("mill", MILL, "0").from("2019-01-01").claim(),
                events.output("mill-output", MILL, "1", "2020").claim()));

        // When
        JsonNode answer = client.ask("/utilisation?period=2020&product=ndfeb-sintered", position);

        // Then
        JsonNode product = answer.get("utilisation").get(0);
        assertThat(product.get("ratio").get("value").toString()).isEqualTo("0.51");
        assertThat(product.get("subjects").toString())
                .isEqualTo("{\"both\":2,\"outputOnly\":0,\"capacityOnly\":1,\"alarms\":1}");
        JsonNode mill = answer.get("alarms").get(0);
        assertThat(mill.get("project").asText()).isEqualTo("mill");
        assertThat(mill.get("ratio").isNull()).isTrue();
        assertThat(mill.get("reason").asText()).isEqualTo("capacity-zero");
    }
}
