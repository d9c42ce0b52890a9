package dev.zoneledger.metrics.totals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Supersession;
import dev.zoneledger.contract.ZoneEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the last records made of a total, told under its claims. */
@QuarkusTest
class LastChangesTest extends WithLedger {

    private static final Subject MAKER = Subject.organisation("maker");
    private static final Subject OTHER = Subject.organisation("other");

    @Test
    void shouldTellWhatEachRecordMadeOfACapacityTheNewestFirst() {
        // When
        String position = client.append(List.of(
                events.organisation("maker"),
                events.organisation("other"),
                events.capacity("a", MAKER, "100").claim(),
                events.capacity("b", OTHER, "10").product("ndfeb-bonded").claim(),
                events.capacity("a", MAKER, "150").revision(2).claim(),
                new Reranking(zone, "b", 2, ClaimRank.QUARANTINED, "doubtful", null),
                new Reranking(zone, "b", 3, ClaimRank.NORMAL, "confirmed", null),
                new Supersession(zone, "b", 4, "a", "twice", null),
                new Retraction(zone, "a", 3, "a mistake", null)));

        // Then
        JsonNode answer =
                client.ask("/capacity/claims?asOf=2020-10-15&product=magnet-material&status=operating", position);
        assertThat(changes(answer))
                .containsExactly(
                        "retracted a: 150 to null",
                        "superseded b: 160 to 150",
                        "reranked b: 150 to 160",
                        "reranked b: 160 to 150",
                        "corrected a: 110 to 160",
                        "reported b: 100 to 110",
                        "reported a: null to 100");
        assertThat(answer.get("lastChanges").get(0).get("position").asText()).isEqualTo(position);
        assertThat(answer.get("lastChanges").get(0).get("status").asText()).isEqualTo("operating");
        assertThat(answer.get("lastChanges").get(0).get("before").get("claims").asInt())
                .isEqualTo(1);
        assertThat(changes(client.ask("/capacity/claims?asOf=2019-10-15&product=ndfeb-sintered", position)))
                .isEmpty();
        assertThat(client.ask("/capacity/claims?asOf=2020-10-15", position).has("lastChanges"))
                .isFalse();
    }

    @Test
    void shouldNameTheProjectThatARegistrationIsAbout() {
        // When
        String position = client.append(
                List.of(events.capacity("a", Subject.project("works"), "100").claim(), events.project("works", null)));

        // Then
        JsonNode change = client.ask("/capacity/claims?asOf=2020-10-15&product=ndfeb-sintered", position)
                .get("lastChanges")
                .get(0);
        assertThat(change.get("cause").asText()).isEqualTo("project-registered");
        assertThat(change.get("subject").asText()).isEqualTo("works");
        assertThat(change.has("claim")).isFalse();
    }

    @Test
    void shouldTellTheTenLastOnesOnly() {
        // Given
        List<ZoneEvent> history = new ArrayList<>(List.of(events.organisation("maker")));
        for (int revision = 1; revision <= 40; revision++) {
            history.add(events.capacity("a", MAKER, String.valueOf(revision))
                    .revision(revision)
                    .claim());
        }

        // When
        String position = client.append(history);

        // Then
        assertThat(changes(client.ask("/capacity/claims?asOf=2020-10-15&product=ndfeb-sintered", position)))
                .hasSize(10)
                .startsWith("corrected a: 39 to 40")
                .endsWith("corrected a: 30 to 31");
    }

    @Test
    void shouldTellThemOfOutputValueAndWhatAZoneDeclares() {
        // When
        String position = client.append(List.of(
                events.organisation("maker"),
                events.output("output", MAKER, "7", "2019").claim(),
                events.money("sales", Measure.SALES_REVENUE, MAKER, "5", "CNY", "2019")
                        .claim(),
                events.money("sales", Measure.SALES_REVENUE, MAKER, "6", "CNY", "2020")
                        .revision(2)
                        .claim(),
                events.capacity("declared", Subject.zone(zone), "50000").claim()));

        // Then
        assertThat(changes(client.ask("/output/claims?product=ndfeb-sintered", position)))
                .containsExactly("reported output: null to 7");
        assertThat(changes(client.ask("/value/claims?product=none&period=2019", position)))
                .containsExactly("corrected sales: 5 to null", "reported sales: null to 5");
        assertThat(changes(client.ask("/value/claims?product=none&period=2020", position)))
                .containsExactly("corrected sales: null to 6");
        assertThat(changes(client.ask("/coverage/claims?asOf=2020-10-15&product=ndfeb-sintered", position)))
                .containsExactly("reported declared: null to 50000");
    }

    @Test
    void shouldTellThemOfTheStatedPeriodsInAYear() {
        // When
        String position = client.append(List.of(
                events.organisation("maker"),
                events.output("first", MAKER, "3", "2019-Q1").claim(),
                events.output("second", MAKER, "4", "2019-Q2").claim(),
                events.output("later", MAKER, "9", "2020-Q1").claim(),
                events.output("second", MAKER, "5", "2019-Q2").revision(2).claim()));

        // Then
        JsonNode year = client.ask("/output/claims?product=ndfeb-sintered&grain=year&period=2019", position);
        assertThat(year.get("total").get("value").asInt()).isEqualTo(8);
        assertThat(changes(year))
                .containsExactly("corrected second: 4 to 5", "reported second: null to 4", "reported first: null to 3");
        assertThat(year.get("lastChanges").findValuesAsText("period")).containsExactly("2019-Q2", "2019-Q2", "2019-Q1");
        assertThat(changes(client.ask("/output/claims?product=ndfeb-sintered&grain=quarter&period=2019-Q1", position)))
                .containsExactly("reported first: null to 3");
    }

    @Test
    void shouldTellThemOfTheTotalsThatAnOutlookGoesBy() {
        // When
        String position = client.append(List.of(
                events.organisation("maker"),
                events.capacity("now", MAKER, "100").claim(),
                events.capacity("plan", MAKER, "300")
                        .basis(Basis.PLANNED)
                        .from("2022-01-01")
                        .claim(),
                events.capacity("plan", MAKER, "400")
                        .basis(Basis.PLANNED)
                        .from("2022-01-01")
                        .revision(2)
                        .claim()));

        // Then
        JsonNode answer = client.ask("/outlook/claims?asOf=2022-10-15&product=ndfeb-sintered", position);
        assertThat(changes(answer))
                .containsExactly(
                        "corrected plan: 300 to 400", "reported plan: null to 300", "reported now: null to 100");
        assertThat(answer.get("lastChanges").findValuesAsText("basis")).containsExactly("planned", "planned", "actual");
    }

    private static List<String> changes(JsonNode answer) {
        List<String> changes = new ArrayList<>();
        answer.get("lastChanges")
                .forEach(change -> changes.add("%s %s: %s to %s"
                        .formatted(
                                change.get("cause").asText(),
                                change.path("claim").asText(),
                                change.get("before").get("value"),
                                change.get("after").get("value"))));
        return changes;
    }
}
