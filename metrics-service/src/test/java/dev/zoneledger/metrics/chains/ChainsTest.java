package dev.zoneledger.metrics.chains;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
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

/** The magnets of the Baotou facts, and a metal works that would supply them. */
@QuarkusTest
class ChainsTest extends WithLedger {

    private static final String MAGNETS = "/chains/permanent-magnet/balance?asOf=2020-10-15";

    private String position;

    @BeforeEach
    void appendTheFacts() {
        List<ZoneEvent> all = new ArrayList<>(baotou.all());
        all.add(events.project("metal-works", null));
        all.add(events.capacity("metal", Subject.project("metal-works"), "2000")
                .product("ndpr-metal")
                .claim());
        position = client.append(all);
    }

    @Test
    void shouldLeaveOpenWhatTheRangesLeaveOpen() {
        // When
        JsonNode balance = client.ask(MAGNETS, position);

        // Then
        assertThat(balance.get("modelled").asBoolean()).isTrue();
        assertThat(balance.get("basis").asText()).isEqualTo("metal");
        assertThat(balance.get("factors").asText()).isEqualTo("rare-earths-1");
        assertThat(spans(balance, "converted"))
                .containsExactly("2000 [2000, 2000]", "null [957.446808511, 3555.55555556]", "null");
        assertThat(balance.get("narrowest").isNull()).isTrue();
        assertThat(balance.get("candidates").toString()).isEqualTo("[1,2]");
        assertThat(parameters(balance))
                .isEqualTo(Map.of(
                        "sintered-rare-earth-share", "null [0.30, 0.32]", "sintered-yield", "null [0.27, 0.94]"));
        assertThat(balance.at("/parameters/1/source/text").asText()).contains("6 to 73 %");
        assertThat(balance.at("/stages/1/capacities/0/factors").toString())
                .isEqualTo("[\"sintered-rare-earth-share\",\"/sintered-yield\"]");
        JsonNode claims = Client.follow(balance.at("/stages/1/capacities/0/links"));
        assertThat(Client.ids(claims.get("claims"))).containsExactly("f12");
    }

    @Test
    void shouldFindTheNarrowestStageOnceItIsSetWhatIsAssumed() {
        // When
        JsonNode balance = client.ask(MAGNETS + "&set=sintered-rare-earth-share:0.31&set=sintered-yield:0.7", position);

        // Then
        assertThat(spans(balance, "converted"))
                .containsExactly("2000 [2000, 2000]", "1328.57142857 [1328.57142857, 1328.57142857]", "null");
        assertThat(balance.get("narrowest").toString()).isEqualTo("{\"stage\":2,\"certain\":true}");
        assertThat(spans(balance, "headroom"))
                .containsExactly("671.42857143 [671.42857143, 671.42857143]", "null", "null");
        assertThat(balance.at("/parameters/0/set").asBoolean()).isTrue();
    }

    @Test
    void shouldTellTheSameChainInEveryBasis() {
        // When
        JsonNode oxides = client.ask(MAGNETS + "&basis=REO&set=sintered-yield:0.5..0.8", position);
        JsonNode ndpr = client.ask(MAGNETS + "&basis=NdPr&set=sintered-ndpr-share:0.9", position);
        JsonNode demanding = client.ask(MAGNETS + "&basis=NdPr", position);

        // Then
        assertThat(spans(oxides, "converted").getFirst()).isEqualTo("null [2332.74237193, 2416.33442068]");
        assertThat(parameters(oxides)).containsEntry("sintered-yield", "null [0.5, 0.8]");
        assertThat(spans(ndpr, "converted").get(1)).isEqualTo("null [861.70212766, 3200]");
        assertThat(spans(demanding, "converted").get(1)).isEqualTo("null");
        assertThat(demanding.at("/stages/1/capacities/0/why").asText()).contains("set=sintered-ndpr-share:");
        assertThat(parameters(demanding)).containsEntry("sintered-ndpr-share", "null [null, null]");
    }

    @Test
    void shouldNotTakeForZeroWhatNobodyHasRegistered() {
        // When
        JsonNode balance = client.ask("/chains/polishing/balance?asOf=2020-10-15", position);

        // Then
        assertThat(balance.get("stages")).hasSize(3);
        assertThat(balance.get("stages"))
                .allMatch(stage -> stage.get("converted").isNull());
        assertThat(balance.get("narrowest").isNull()).isTrue();
    }

    @Test
    void shouldPublishItsFactorSets() {
        // When
        Response sets = Client.reader().get("/v1/factor-sets");
        Response set = Client.reader().get("/v1/factor-sets/rare-earths-1");

        // Then
        assertThat(Client.read(sets).at("/sets/0/key").asText()).isEqualTo("rare-earths-1");
        JsonNode told = Client.read(set);
        assertThat(told.get("parameters"))
                .allMatch(parameter -> parameter.at("/source/text").isTextual());
        assertThat(told.get("products"))
                .filteredOn(product -> product.get("product").asText().equals("neodymium-metal"))
                .first()
                .satisfies(product -> assertThat(product.get("REO").toString()).isEqualTo("[\"/Nd2O3\"]"));
        assertThat(Client.reader()
                        .header("If-None-Match", set.header("ETag"))
                        .get("/v1/factor-sets/rare-earths-1")
                        .statusCode())
                .isEqualTo(304);
        assertThat(Client.reader().get("/v1/factor-sets/rare-earths-2").statusCode())
                .isEqualTo(404);
        assertThat(given().get("/v1/factor-sets").statusCode()).isEqualTo(401);
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstandAndSayWhatWasExpected() {
        client.ask(MAGNETS, position);
        assertProblem("&basis=ndpr", 400, "NdPr");
        assertProblem("&factors=rare-earths", 400, "rare-earths-1");
        assertProblem("&set=sintered-yeld:0.7", 400, "sintered-yield");
        assertProblem("&set=sintered-yield:0.95", 400, "0.27 to 0.94");
        assertProblem("&set=sintered-yield:0.9..0.8", 400, "low before high");
        assertProblem("&set=sintered-yield", 400, "name:value");
        assertProblem("&set=sintered-yield:1e0", 400, "name:value");
        assertProblem("&set=sintered-yield:0.7&set=sintered-yield:0.8", 400, "twice");
        assertProblem("&sintered-yield=0.7", 400, "set");
        Response unknown = Client.reader().get(client.path("/chains/permanent-magnets/balance"));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.asString()).contains("did you mean permanent-magnet?");
        assertThat(given().get(client.path(MAGNETS)).statusCode()).isEqualTo(401);
    }

    private void assertProblem(String parameters, int status, String mentioned) {
        Response answer = Client.reader().get(client.path(MAGNETS + parameters));
        assertThat(answer.statusCode()).as(parameters).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).contains(mentioned);
    }

    private static List<String> spans(JsonNode balance, String field) {
        List<String> spans = new ArrayList<>();
        balance.get("stages").forEach(stage -> spans.add(span(stage.get(field))));
        return spans;
    }

    private static Map<String, String> parameters(JsonNode balance) {
        Map<String, String> parameters = new TreeMap<>();
        balance.get("parameters")
                .forEach(used -> parameters.put(used.get("name").asText(), span(used)));
        return parameters;
    }

    private static String span(JsonNode span) {
        return span.isNull() ? "null" : span.get("value") + " [" + span.get("lower") + ", " + span.get("upper") + "]";
    }
}
