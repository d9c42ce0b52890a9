package dev.zoneledger.metrics.totals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Bound;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Precision;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.state.Events;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Claims straight to the log, and what then is answered. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokensResource.class)
@QuarkusTestResource(LedgerResource.class)
class MetricsTest {

    private static final EventCodec CODEC = new EventCodec();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();
    private static final PartialDate AS_OF_ARTICLE = new PartialDate("2020-10-15", Precision.DAY, Bound.NOT_LATER);

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    private final String zone = TestIds.zone("baotou");
    private final Events events = new Events(zone);

    @Test
    void shouldAnswerWithTheInstalledCapacityOfAProductAndOfThoseAboveIt() {
        // When
        JsonNode answer = ask("/capacity?asOf=2020-10-15&by=product,status", append(baotou()));

        // Then
        assertThat(rows(answer.get("totals"), "product", "status"))
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
        JsonNode coverage = ask("/coverage?asOf=2020-10-15", append(baotou())).get("coverage");

        // Then
        assertThat(coverage).hasSize(1);
        JsonNode magnets = coverage.get(0);
        assertThat(magnets.get("product").asText()).isEqualTo("magnet-material");
        assertThat(magnets.get("declared").get("value").decimalValue()).isEqualByComparingTo("50000");
        assertThat(magnets.get("registered").get("value").decimalValue()).isEqualByComparingTo("3000");
        assertThat(magnets.get("ratio").toString()).isEqualTo("0.06");
        assertThat(magnets.get("unexplained").toString()).isEqualTo("47000");
        assertThat(magnets.get("exact").asBoolean()).isTrue();
        assertThat(ids(follow(magnets.get("links").get("declared")).get("claims")))
                .containsExactly("f10");
        assertThat(ids(follow(magnets.get("links").get("registered")).get("claims")))
                .containsExactly("f12");
    }

    @Test
    void shouldCountTheFirstLineFromTheEndOf1988OnAndNoLongerOnceItsStatusIsUnknown() {
        // Given
        String position = append(baotou());

        // When
        JsonNode then = ask("/capacity?asOf=1988-12-31&product=ndfeb-unspecified", position);
        JsonNode now = ask("/capacity?asOf=2020-10-15&product=ndfeb-unspecified", position);

        // Then
        assertThat(rows(then.get("totals"), "product", "status"))
                .isEqualTo(Map.of("ndfeb-unspecified operating", "40 [40, 40] t/a of 1"));
        assertThat(now.get("totals")).isEmpty();
        assertThat(leftOut(ask("/capacity/claims?asOf=2020-10-15&product=ndfeb-unspecified", position)))
                .isEqualTo(Map.of("f9", "no-longer", "f9-later", "status-unknown"));
    }

    @Test
    void shouldKeepMoneyApartByMeasurePeriodAndBasis() {
        // When
        JsonNode answer = ask("/value?by=measure,period", append(baotou()));

        // Then
        assertThat(rows(answer.get("totals"), "measure", "period", "basis"))
                .isEqualTo(Map.of(
                        "gross-output-value 2017 actual", "250000000 [250000000, null] CNY of 1",
                        "gross-output-value 2018 actual", "250000000 [250000000, null] CNY of 1",
                        "gross-output-value 2019 actual", "250000000 [250000000, null] CNY of 1",
                        "gross-output-value XXXX planned", "310000000 [310000000, 310000000] CNY of 1",
                        "sales-revenue XXXX planned", "412000000 [412000000, 412000000] CNY of 1"));
        JsonNode sales = row(answer, "measure", "sales-revenue");
        assertThat(sales.get("approximate").asInt()).isEqualTo(1);
        assertThat(ids(follow(sales.get("links").get("claims")).get("claims"))).containsExactly("f4-sales");
        assertThat(leftOut(follow(sales.get("links").get("claims")))).isEmpty();
        assertThat(leftOut(ask("/value/claims", null))).isEqualTo(Map.of("f24", "quarantined"));
    }

    @Test
    void shouldHaveCumulativeOutputInNoPeriod() {
        // Given
        String position = append(baotou());

        // When
        JsonNode answer = ask("/output?by=product,period", position);

        // Then
        assertThat(answer.get("totals")).isEmpty();
        assertThat(leftOut(ask("/output/claims", position))).isEqualTo(Map.of("f5", "cumulative"));
    }

    @Test
    void shouldListWhatIsLeftOutOfCapacityAndWhy() {
        // When
        JsonNode answer = ask("/capacity/claims?asOf=2020-10-15", append(baotou()));

        // Then
        assertThat(leftOut(answer))
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
        append(baotou());

        // When
        JsonNode corrected = ask(
                "/capacity?asOf=2020-10-15&product=ndfeb-sintered",
                append(List.of(sintered("3200").revision(2).claim())));
        JsonNode retracted = ask(
                "/capacity?asOf=2020-10-15&product=ndfeb-sintered",
                append(List.of(new Retraction(zone, "f12", 3, "taken back", null))));

        // Then
        assertThat(rows(corrected.get("totals"), "product", "status"))
                .isEqualTo(Map.of("ndfeb-sintered operating", "3200 [3200, 3200] t/a of 1"));
        assertThat(retracted.get("totals")).isEmpty();
        assertThat(leftOut(ask("/capacity/claims?asOf=2020-10-15&product=ndfeb-sintered", null)))
                .isEqualTo(Map.of("f12", "retracted"));
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
        String position = append(baotou());
        List<JsonNode> before = questions.stream()
                .map(question -> figures(ask(question, position)))
                .toList();
        List<ZoneEvent> again = new ArrayList<>(baotou());
        Collections.shuffle(again, new Random(7));

        // When
        String later = append(again);

        // Then
        assertThat(questions.stream()
                        .map(question -> figures(ask(question, later)))
                        .toList())
                .isEqualTo(before);
    }

    @Test
    void shouldListUnderEveryTotalClaimsThatAddUpToIt() {
        // Given
        String position = append(baotou());

        // When
        JsonNode totals = ask("/capacity?asOf=2020-10-15", position).get("totals");

        // Then
        for (JsonNode total : totals) {
            JsonNode claims = follow(total.get("links").get("claims"));
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
        JsonNode answer = ask("/capacity?asOf=2019-12-31&product=ndfeb-sintered", append(baotou()));

        // Then
        JsonNode row = answer.get("totals").get(0);
        assertThat(row.get("value").isNull()).isTrue();
        assertThat(row.get("claims").asInt()).isZero();
        assertThat(row.get("mayHaveBegunEarlier").asInt()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatPositionAnAnswerReflectsAndNotRepeatItself() {
        // Given
        String position = append(baotou());

        // When
        Response answer = reader().get(path("/capacity?asOf=2020-10-15&after=" + position));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Zone-Position")).isEqualTo(answer.path("position"));
        assertThat(answer.header("ETag")).isEqualTo("\"" + answer.path("position") + "\"");
        Response again = reader().header("If-None-Match", answer.header("ETag")).get(path("/capacity?asOf=2020-10-15"));
        assertThat(again.statusCode()).isIn(200, 304);
        assertThat(again.statusCode() == 304).isEqualTo(again.header("ETag").equals(answer.header("ETag")));
    }

    @Test
    void shouldAskForAnotherTryWhenAPositionIsNotReachedInTime() {
        // Given
        String position = append(baotou());
        String beyond = position.substring(0, position.indexOf('@')) + "@1000000";

        // When
        Response answer = reader(0).get(path("/capacity?after=" + beyond));

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(reader().get(path("/capacity?after=999@0")).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstandAndSayWhatWasExpected() {
        // Given
        append(baotou());

        // Then
        assertProblem("/capacity?product=ndfeb-sinterd", 400, "ndfeb-sintered");
        assertProblem("/capacity?status=operatin", 400, "operating");
        assertProblem("/capacity?by=product", 400, "product,status");
        assertProblem("/capacity?asOf=2020-02-31", 400, "2020-10-15");
        assertProblem("/capacity?asof=2020-10-15", 400, "asOf");
        assertProblem("/value?basis=cumulative", 400, "actual");
        assertProblem("/output?period=last-year", 400, "2017-Q1");
        assertThat(reader().get("/v1/zones/no-such-zone/capacity").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldAnswerNobodyWithoutAToken() {
        for (String question : List.of(
                "/capacity",
                "/capacity/claims",
                "/output",
                "/output/claims",
                "/value",
                "/value/claims",
                "/coverage",
                "/coverage/claims")) {
            assertThat(given().get(path(question)).statusCode()).as(question).isEqualTo(401);
        }
        assertThat(given().auth().oauth2(Tokens.forged()).get(path("/capacity")).statusCode())
                .isEqualTo(401);
        assertThat(given().auth()
                        .oauth2(Tokens.of(List.of("passer-by"), List.of()))
                        .get(path("/capacity"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldPassOverWhatIsNoEvent() {
        // Given
        append(List.of(events.zoneRegistered()));
        String position;
        try (TestLog log = TestLog.open()) {
            position = log.append(topic, zone, Map.of("ce_type", "nonsense"), new byte[] {0, 1, 2})
                    .position();
        }

        // When
        JsonNode answer = ask("/capacity", position);

        // Then
        assertThat(answer.get("totals")).isEmpty();
        assertThat(given().get("/q/metrics").asString()).contains("zone_records_undecodable_total");
    }

    /** The facts of the article that totals are made of. */
    private List<ZoneEvent> baotou() {
        Subject powder = Subject.line("ke-rui-industrialisation", "phase-1", "powder");
        return List.of(
                events.zoneRegistered(),
                events.organisation("ke-rui"),
                events.organisation("jinmeng-huimeng"),
                events.project("ke-rui-industrialisation", "ke-rui", "phase-1/powder/granules/magnets"),
                events.project("jinmeng-sintered-line", "jinmeng-huimeng"),
                events.project("jinmeng-super-miniature-line", "jinmeng-huimeng"),
                events.project("first-domestic-ndfeb-line", null, "phase-1/ndfeb"),
                events.project("servo-motors", null),
                capacity("f2", Subject.phase("ke-rui-industrialisation", "phase-1"), "5000", Status.ANNOUNCED)
                        .product("ndfeb-powder-rapidly-quenched")
                        .claim(),
                capacity("f3-powder", powder, "2000", Status.CONSTRUCTION)
                        .product("ndfeb-powder-rapidly-quenched")
                        .claim(),
                capacity(
                                "f3-granules",
                                Subject.line("ke-rui-industrialisation", "phase-1", "granules"),
                                "500",
                                Status.CONSTRUCTION)
                        .product("ndfeb-granules-injection")
                        .claim(),
                capacity(
                                "f3-magnets",
                                Subject.line("ke-rui-industrialisation", "phase-1", "magnets"),
                                "500",
                                Status.CONSTRUCTION)
                        .product("ndfeb-bonded-injection")
                        .claim(),
                events.money(
                                "f4-output",
                                Measure.GROSS_OUTPUT_VALUE,
                                Subject.project("ke-rui-industrialisation"),
                                "310000000",
                                "CNY",
                                "XXXX")
                        .basis(Basis.PLANNED)
                        .claim(),
                events.money(
                                "f4-sales",
                                Measure.SALES_REVENUE,
                                Subject.project("ke-rui-industrialisation"),
                                "0",
                                "CNY",
                                "XXXX")
                        .figure("412000000", "CNY", Qualifier.APPROXIMATELY)
                        .basis(Basis.PLANNED)
                        .claim(),
                events.output("f5", Subject.organisation("ke-rui"), "0", "../2020-09")
                        .product("ndfeb-powder")
                        .figure("900", "t", Qualifier.AT_LEAST)
                        .basis(Basis.CUMULATIVE)
                        .claim(),
                capacity("f9", Subject.line("first-domestic-ndfeb-line", "phase-1", "ndfeb"), "40", Status.OPERATING)
                        .product("ndfeb-unspecified")
                        .from("1988")
                        .claim(),
                capacity(
                                "f9-later",
                                Subject.line("first-domestic-ndfeb-line", "phase-1", "ndfeb"),
                                "40",
                                Status.UNKNOWN)
                        .product("ndfeb-unspecified")
                        .from("1989-01-01")
                        .claim(),
                capacity("f10", Subject.zone(zone), "50000", Status.OPERATING)
                        .product("magnet-material")
                        .claim(),
                sintered("3000").claim(),
                outputValue("2017"),
                outputValue("2018"),
                outputValue("2019"),
                capacity("f14", Subject.project("jinmeng-super-miniature-line"), "0", Status.OPERATING)
                        .product("magnet-super-miniature")
                        .figure("10000000000", "{piece}/a")
                        .basis(Basis.PLANNED)
                        .rank(ClaimRank.QUARANTINED)
                        .claim(),
                capacity("f22", Subject.project("servo-motors"), "0", Status.ANNOUNCED)
                        .product("servo-motor")
                        .figure("50000", "{set}/a")
                        .claim(),
                events.money("f24", Measure.GROSS_OUTPUT_VALUE, Subject.zone(zone), "10000000000", "CNY", "XXXX")
                        .basis(Basis.PLANNED)
                        .rank(ClaimRank.QUARANTINED)
                        .claim());
    }

    private Events.ClaimDraft capacity(String id, Subject subject, String value, Status status) {
        return events.capacity(id, subject, value).status(status).from(AS_OF_ARTICLE);
    }

    private Events.ClaimDraft sintered(String value) {
        return capacity("f12", Subject.project("jinmeng-sintered-line"), value, Status.OPERATING);
    }

    private ZoneEvent outputValue(String year) {
        return events.money(
                        "f13-" + year,
                        Measure.GROSS_OUTPUT_VALUE,
                        Subject.organisation("jinmeng-huimeng"),
                        "0",
                        "CNY",
                        year)
                .figure("250000000", "CNY", Qualifier.AT_LEAST)
                .claim();
    }

    /** The position after all of them. */
    private String append(List<? extends ZoneEvent> all) {
        String position = null;
        try (TestLog log = TestLog.open()) {
            for (ZoneEvent event : all) {
                EventCodec.Encoded encoded = CODEC.encode(event, "urn:test", null);
                position = log.append(topic, encoded.key(), encoded.headers(), encoded.data())
                        .position();
            }
        }
        return position;
    }

    private String path(String question) {
        return "/v1/zones/" + zone + question;
    }

    private static RequestSpecification reader() {
        return reader(30);
    }

    private static RequestSpecification reader(int patience) {
        return given().urlEncodingEnabled(false)
                .header("Prefer", "wait=" + patience)
                .auth()
                .oauth2(Tokens.reader());
    }

    private JsonNode ask(String question, String after) {
        String parameter = after == null ? "" : (question.contains("?") ? "&" : "?") + "after=" + after;
        Response answer = reader().get(path(question + parameter));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return read(answer);
    }

    private static JsonNode follow(JsonNode link) {
        String address = (link.has("claims") ? link.get("claims") : link).asText();
        Response answer = reader().get(URI.create(address).toString());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return read(answer);
    }

    private void assertProblem(String question, int status, String mentioned) {
        Response answer = reader().get(path(question));
        assertThat(answer.statusCode()).as(question).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).contains(mentioned);
    }

    private static JsonNode read(Response answer) {
        try {
            return JSON.readTree(answer.asString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.asString(), e);
        }
    }

    /** The answer without what it says of itself. */
    private static JsonNode figures(JsonNode answer) {
        ((ObjectNode) answer).remove("position");
        return answer;
    }

    private static Map<String, String> rows(JsonNode totals, String... dimensions) {
        Map<String, String> rows = new TreeMap<>();
        for (JsonNode row : totals) {
            String key = String.join(
                    " ",
                    Arrays.stream(dimensions)
                            .map(dimension -> row.get(dimension).asText())
                            .toList());
            rows.put(
                    key,
                    row.get("value") + " [" + row.get("lower") + ", " + row.get("upper") + "] "
                            + row.get("unit").asText() + " of " + row.get("claims"));
        }
        return rows;
    }

    private static JsonNode row(JsonNode answer, String dimension, String value) {
        return StreamSupport.stream(answer.get("totals").spliterator(), false)
                .filter(row -> row.get(dimension).asText().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(JsonNode claims) {
        return StreamSupport.stream(claims.spliterator(), false)
                .map(claim -> claim.get("id").asText())
                .toList();
    }

    private static Map<String, String> leftOut(JsonNode answer) {
        Map<String, String> leftOut = new TreeMap<>();
        answer.get("leftOut")
                .forEach(claim -> leftOut.put(
                        claim.get("id").asText(), claim.get("reason").asText()));
        return leftOut;
    }
}
