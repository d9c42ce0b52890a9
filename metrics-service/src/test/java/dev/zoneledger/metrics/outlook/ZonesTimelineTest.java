package dev.zoneledger.metrics.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Position;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.state.Events;
import dev.zoneledger.metrics.totals.Client;
import dev.zoneledger.metrics.totals.WithLedger;
import dev.zoneledger.testing.TestIds;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The timeline of two zones: one begins and extends its works, and moves another one to the zone beside it. */
@QuarkusTest
class ZonesTimelineTest extends WithLedger {

    private final String other = TestIds.zone("ganzhou");
    private String after;

    @BeforeEach
    void writeBoth() {
        String here = client.append(List.of(
                events.project("works", null),
                events.project("mill", null),
                line(events, "begun", "works", "100", "2019-01-01").claim(),
                line(events, "extended", "works", "300", "2021-05-01").claim(),
                line(events, "moving", "mill", "50", "2019-01-01").claim(),
                line(events, "moved", "mill", "50", "2020-02-01")
                        .status(Status.RETIRED)
                        .claim()));
        Events there = new Events(other);
        List<ZoneEvent> all = List.of(
                there.project("works", null),
                there.project("mill", null),
                line(there, "begun", "works", "40", "2021-05-01").claim(),
                line(there, "arrived", "mill", "50", "2020-02-01").claim(),
                line(there, "extended", "mill", "60.5", "2022-01-01").claim());
        after = Position.parse(here)
                .and(Position.parse(client(other).append(all)))
                .toString();
    }

    @Test
    void shouldStepWhereWhatTheZonesComeToChangesAndSayInWhichZoneWhatHappened() {
        // When
        JsonNode together = ask("").get("together");

        // Then
        assertThat(OutlookTest.steps(together))
                .containsExactly(
                        "2019-01-01 operating +150 = 150",
                        "2020-02-01 retired +50 = 50",
                        "2021-05-01 operating +240 = 390",
                        "2022-01-01 operating +10.5 = 400.5");
        assertThat(causes(together))
                .containsExactly(
                        "2019-01-01 here mill commissioned",
                        "2019-01-01 here works commissioned",
                        "2020-02-01 here mill retired",
                        "2020-02-01 there mill commissioned",
                        "2021-05-01 here works restated",
                        "2021-05-01 there works commissioned",
                        "2022-01-01 there mill restated");
        assertThat(together.findValues("links")).isEmpty();
    }

    @Test
    void shouldBeginWithWhatTheZonesComeToThen() {
        // When
        JsonNode together = ask("&from=2021-05-01&status=operating").get("together");

        // Then
        assertThat(together.at("/start/0/value").asText()).isEqualTo("390");
        assertThat(together.at("/start/0/claims").asInt()).isEqualTo(3);
        assertThat(together.get("start")).hasSize(1);
        assertThat(OutlookTest.steps(together)).containsExactly("2022-01-01 operating +10.5 = 400.5");
    }

    @Test
    void shouldGoOnFromPageToPageAlsoWhereTheZonesCancelEachOther() {
        // When
        List<String> steps = new ArrayList<>();
        List<String> starts = new ArrayList<>();
        JsonNode answer = ask("&status=operating&limit=1");
        while (true) {
            JsonNode page = answer.get("together");
            assertThat(page.get("steps").size()).isLessThanOrEqualTo(1);
            page.get("start").forEach(total -> starts.add(total.get("value").asText()));
            steps.addAll(OutlookTest.steps(page));
            if (!page.has("next")) {
                break;
            }
            Response next = Client.reader().get(page.get("next").asText());
            assertThat(next.statusCode()).as(next.asString()).isEqualTo(200);
            answer = Client.read(next);
        }

        // Then
        assertThat(steps)
                .containsExactly(
                        "2019-01-01 operating +150 = 150",
                        "2021-05-01 operating +240 = 390",
                        "2022-01-01 operating +10.5 = 400.5");
        assertThat(starts).containsExactly("150", "150", "390");
    }

    private static Events.ClaimDraft line(Events events, String id, String project, String value, String from) {
        return events.capacity(id, Subject.project(project), value).from(from);
    }

    private JsonNode ask(String more) {
        Response answer = Client.reader()
                .get("/v1/timeline?product=ndfeb-sintered&zones=" + zone + "," + other + more + "&after=" + after);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return Client.read(answer);
    }

    private List<String> causes(JsonNode timeline) {
        return StreamSupport.stream(timeline.get("steps").spliterator(), false)
                .flatMap(step -> StreamSupport.stream(step.get("causes").spliterator(), false)
                        .map(cause -> step.get("date").asText() + " "
                                + (cause.get("zone").asText().equals(zone) ? "here " : "there ")
                                + cause.at("/subject/project").asText() + " "
                                + cause.get("cause").asText()))
                .toList();
    }
}
