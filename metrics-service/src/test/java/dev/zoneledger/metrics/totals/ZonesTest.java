package dev.zoneledger.metrics.totals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.Position;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.metrics.state.Events;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The questions about one zone, asked of several. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokensResource.class)
@QuarkusTestResource(LedgerResource.class)
class ZonesTest {

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    private final String one = TestIds.zone("baotou");
    private final String other = TestIds.zone("ganzhou");
    private final TestLog log = TestLog.open();
    private String after;

    @BeforeEach
    void writeBoth() {
        Position ofOne = Position.parse(client(one).append(new Baotou(one).all()));
        Position ofOther = Position.parse(client(other).append(new Baotou(other).all()));
        Events events = new Events(other);
        Position more = Position.parse(client(other)
                .append(List.of(
                        events.project("more", null),
                        events.capacity("more", Subject.project("more"), "0.25").claim())));
        after = ofOne.and(ofOther).and(more).toString();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldAnswerForEachZoneAsIfItWereAskedAlone() {
        for (Map.Entry<String, String> question : Map.of(
                        "capacity", "asOf=2020-10-15",
                        "output", "basis=actual",
                        "value", "measure=gross-output-value",
                        "coverage", "asOf=2020-10-15")
                .entrySet()) {
            String rows = question.getKey().equals("coverage") ? "coverage" : "totals";

            JsonNode answer = ask(question.getKey() + "?zones=" + other + "," + one + "&" + question.getValue());

            assertThat(zones(answer)).containsExactlyInAnyOrder(one, other);
            for (JsonNode zone : answer.get("zones")) {
                JsonNode alone = client(zone.get("zone").asText())
                        .ask("/" + question.getKey() + "?" + question.getValue(), after);
                assertThat(zone.get(rows)).as(question.getKey()).isEqualTo(alone.get(rows));
            }
        }
    }

    @Test
    void shouldAddOnlyRowsThatAreTheSameButForTheZone() {
        JsonNode answer = ask("capacity?zones=" + one + "," + other + "&asOf=2020-10-15");

        assertThat(Client.rows(answer.get("totals"), "product", "status"))
                .containsEntry("ndfeb-sintered operating", "6000.25 [6000.25, 6000.25] t/a of 3")
                .containsEntry("ndfeb-powder-rapidly-quenched construction", "4000 [4000, 4000] t/a of 2");
        assertThat(answer.get("totals"))
                .allSatisfy(row -> assertThat(row.has("links")).isFalse());
    }

    @Test
    void shouldCoverWhatSeveralZonesDeclareTogether() {
        JsonNode answer = ask("coverage?zones=" + one + "," + other + "&asOf=2020-10-15");

        JsonNode row = answer.get("coverage").get(0);
        assertThat(answer.get("coverage")).hasSize(1);
        assertThat(row.get("product").asText()).isEqualTo("magnet-material");
        assertThat(row.at("/declared/value").decimalValue()).isEqualByComparingTo("100000");
        assertThat(row.at("/registered/value").decimalValue()).isEqualByComparingTo("6000.25");
        assertThat(row.get("unexplained").decimalValue()).isEqualByComparingTo(new BigDecimal("93999.75"));
        assertThat(row.get("ratio").decimalValue()).isEqualByComparingTo("0.060002");
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
        assertThat(answer.header("Zone-Position")).isEqualTo(answer.path("position"));
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
        for (String question : List.of("capacity", "output", "value", "coverage")) {
            assertThat(given().get("/v1/" + question + "?zones=all").statusCode())
                    .isEqualTo(401);
        }
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

    private Client client(String zone) {
        return new Client(topic, zone, log);
    }
}
