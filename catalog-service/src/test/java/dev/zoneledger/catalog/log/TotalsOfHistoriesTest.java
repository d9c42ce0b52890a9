package dev.zoneledger.catalog.log;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Totals of any history, now and as they were known, are those that the obvious way finds. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class TotalsOfHistoriesTest {

    private static final List<LocalDate> DAYS = List.of(
            LocalDate.parse("0000-12-31"),
            LocalDate.parse("2018-12-30"),
            LocalDate.parse("2019-12-31"),
            LocalDate.parse("2020-10-15"),
            LocalDate.parse("+12000-01-01"));

    @Inject
    Tables tables;

    private static final int HISTORIES = 8;

    private String zone = "";

    @Test
    void shouldAddWhatTheObviousWayAdds() throws Exception {
        int totals = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            zone = TestIds.zone("sums-" + seed);
            totals += totalsOfHistory(seed);
        }
        // In one history little may hold; hardly so in all of them.
        assertThat(totals).isGreaterThan(HISTORIES);
    }

    /** How many totals there were to compare. */
    private int totalsOfHistory(long seed) throws Exception {
        // Given
        Random random = new Random(seed);
        List<ZoneEvent> history = new Histories(zone, random).events(300);
        int then = history.size() / 2 + random.nextInt(history.size() / 2);
        World now = new World(history);
        World past = new World(history.subList(0, then + 1));

        // When
        Histories.write(tables, history, random);

        // Then
        int compared = 0;
        for (boolean isDeclared : List.of(false, true)) {
            for (Basis basis : List.of(Basis.ACTUAL, Basis.PLANNED)) {
                for (LocalDate day : DAYS) {
                    compared += compare(now, past, then, Measure.CAPACITY, basis, isDeclared, day);
                }
                for (Measure measure : List.of(Measure.OUTPUT, Measure.SALES_REVENUE)) {
                    compared += compare(now, past, then, measure, basis, isDeclared, null);
                }
            }
        }
        return compared;
    }

    private int compare(
            World now, World past, int then, Measure measure, Basis basis, boolean isDeclared, LocalDate day)
            throws IOException {
        LocalDate any = day == null ? LocalDate.EPOCH : day;
        String question = "/v1/zones/" + zone + "/totals?measure=" + measure + "&basis=" + basis + "&scope="
                + (isDeclared ? "declared" : "registered") + (day == null ? "" : "&asOf=" + day);
        assertThat(totals(question)).as(question).isEqualTo(now.totals(measure, basis, isDeclared, any));
        String ofThen = question + "&knownAt=" + Histories.recordedAt(then);
        assertThat(totals(ofThen)).as(ofThen).isEqualTo(past.totals(measure, basis, isDeclared, any));
        return now.totals(measure, basis, isDeclared, any).size();
    }

    private static Map<String, String> totals(String question) throws IOException {
        String answer = given().header("Authorization", "Bearer " + Tokens.reader())
                .urlEncodingEnabled(false)
                .get(question.replace("+", "%2B"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Map<String, String> totals = new TreeMap<>();
        for (JsonNode row : Json.mapper().readTree(answer).get("totals")) {
            totals.put(
                    row.path("product").asText("null") + " "
                            + row.path("status").asText(row.path("period").asText()) + " "
                            + row.path("unit").asText("").replace("null", ""),
                    "[%s %s %s] %s %s %s %s"
                            .formatted(
                                    figure(row, "value"),
                                    figure(row, "lower"),
                                    figure(row, "upper"),
                                    row.get("claims"),
                                    row.get("approximate"),
                                    row.get("withoutFigure"),
                                    row.path("mayHaveBegunEarlier").asInt(0)));
        }
        return totals;
    }

    private static String figure(JsonNode row, String name) {
        return row.get(name).isNull() ? "null" : row.get(name).decimalValue().toPlainString();
    }
}
