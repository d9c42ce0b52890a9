package dev.zoneledger.metrics.analyses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Absence;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.metrics.state.Events;
import dev.zoneledger.metrics.totals.Baotou;
import dev.zoneledger.metrics.totals.Client;
import dev.zoneledger.metrics.totals.LedgerResource;
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
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Totals told apart and set against each other: by organisation, stage and period; growth, coverage, utilisation. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokensResource.class)
@QuarkusTestResource(LedgerResource.class)
class AnalysesTest {

    private static final Subject MAKER = Subject.organisation("maker");
    private static final Subject WORKS = Subject.project("works");
    private static final Subject LINE = Subject.line("works", "one", "a");
    private static final Subject OTHER_LINE = Subject.line("works", "one", "b");
    private static final Subject MILL = Subject.project("mill");
    private static final Subject YARD = Subject.project("yard");

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    private final String zone = TestIds.zone("baotou");
    private final Events events = new Events(zone);
    private final Baotou baotou = new Baotou(zone);
    private final TestLog log = TestLog.open();

    private Client client;

    @BeforeEach
    void open() {
        client = new Client(topic, zone, log);
    }

    @AfterEach
    void close() {
        log.close();
    }

    /** An organisation with two projects, another one with none, and a project of nobody's. */
    private void register() {
        client.append(List.of(
                events.zoneRegistered(),
                events.organisation("maker"),
                events.organisation("rival"),
                events.project("works", "maker", "one/a/b"),
                events.project("mill", "maker"),
                events.project("yard", null)));
    }

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

    private static Map<String, String> stages(JsonNode answer) {
        Map<String, String> stages = new TreeMap<>();
        answer.get("totals")
                .forEach(row ->
                        stages.put(row.get("product").asText(), row.get("stage").asText()));
        return stages;
    }

    @Test
    void shouldTakeAYearsOwnFigureAndElseTheSumOfWhatIsStatedOfItsParts() {
        // Given
        register();
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
        register();
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

    @Test
    void shouldTellGrowthOfCapacityAndOfFlows() {
        // Given
        register();
        String position = client.append(List.of(
                events.capacity("before", LINE, "3000").claim(),
                events.capacity("after", LINE, "3600").from("2021-07-01").claim(),
                events.capacity("new", OTHER_LINE, "500")
                        .product("ndfeb-bonded")
                        .from("2021-07-01")
                        .claim(),
                events.money("value-2019", Measure.GROSS_OUTPUT_VALUE, MAKER, "250", "CNY", "2019")
                        .claim(),
                events.money("value-2020", Measure.GROSS_OUTPUT_VALUE, MAKER, "0", "CNY", "2020")
                        .figure("300", "CNY", Qualifier.AT_LEAST)
                        .claim(),
                events.output("jan-oct-2020", LINE, "1000", "2020-01/2020-10").claim(),
                events.output("jan-oct-2021", LINE, "900", "2021-01/2021-10").claim()));

        // When
        JsonNode capacity =
                client.ask("/growth?from=2020-12-31&to=2021-12-31", position).get("growth");
        JsonNode value = client.ask("/growth?measure=gross-output-value&from=2019&to=2020", position)
                .get("growth")
                .get(0);
        JsonNode output = client.ask(
                        "/growth?measure=output&product=ndfeb-sintered&from=2020-01/2020-10&to=2021-01/2021-10",
                        position)
                .get("growth")
                .get(0);

        // Then
        JsonNode sintered = row(capacity, "product", "ndfeb-sintered");
        assertThat(sintered.get("difference").toString()).isEqualTo("{\"value\":600,\"lower\":600,\"upper\":600}");
        assertThat(sintered.get("ratio").get("value").toString()).isEqualTo("1.2");
        assertThat(sintered.get("exact").asBoolean()).isTrue();
        assertThat(Client.ids(Client.follow(sintered.get("links").get("from")).get("claims")))
                .containsExactly("before");
        assertThat(Client.ids(Client.follow(sintered.get("links").get("to")).get("claims")))
                .containsExactly("after");
        JsonNode bonded = row(capacity, "product", "ndfeb-bonded");
        assertThat(bonded.get("difference").isNull()).isTrue();
        assertThat(bonded.get("ratio").isNull()).isTrue();
        assertThat(bonded.get("reason").asText()).isEqualTo("no-figure-from");
        assertThat(bonded.get("to").get("value").decimalValue()).isEqualByComparingTo("500");
        assertThat(value.get("difference").toString()).isEqualTo("{\"value\":50,\"lower\":50,\"upper\":null}");
        assertThat(value.get("ratio").toString()).isEqualTo("{\"value\":1.2,\"lower\":1.2,\"upper\":null}");
        assertThat(value.get("exact").asBoolean()).isFalse();
        assertThat(output.get("ratio").get("value").toString()).isEqualTo("0.9");
        assertThat(Client.ids(Client.follow(output.get("links").get("to")).get("claims")))
                .containsExactly("jan-oct-2021");
    }

    @Test
    void shouldCoverWhatOrganisationsDeclareOfThemselves() {
        // Given
        register();
        client.append(List.of(events.organisation("widely"), events.project("narrow", "widely")));
        String position = client.append(List.of(
                events.capacity("maker-says", MAKER, "1000").claim(),
                events.capacity("line", LINE, "900").claim(),
                events.capacity("mill", MILL, "300").claim(),
                events.capacity("rival-says", Subject.organisation("rival"), "50")
                        .claim(),
                events.capacity("widely-says", Subject.organisation("widely"), "80")
                        .product("magnet-material")
                        .claim(),
                events.capacity("narrow", Subject.project("narrow"), "60").claim()));

        // When
        JsonNode rows = client.ask("/coverage?asOf=2020-10-15&level=organisation", position)
                .get("coverage");

        // Then
        JsonNode maker = row(rows, "organisation", "maker");
        assertThat(maker.get("declared").get("value").decimalValue()).isEqualByComparingTo("1000");
        assertThat(maker.get("registered").get("value").decimalValue()).isEqualByComparingTo("1200");
        assertThat(maker.get("ratio").toString()).isEqualTo("1.2");
        assertThat(maker.get("unexplained").toString()).isEqualTo("-200");
        assertThat(maker.get("overCovered").asBoolean()).isTrue();
        assertThat(maker.get("hint").asText()).contains("double counting");
        assertThat(maker.get("counts").asText()).isEqualTo("registered");
        assertThat(Client.ids(Client.follow(maker.get("links").get("declared")).get("claims")))
                .containsExactly("maker-says");
        assertThat(Client.ids(
                        Client.follow(maker.get("links").get("registered")).get("claims")))
                .containsExactly("line", "mill");
        JsonNode rival = row(rows, "organisation", "rival");
        assertThat(rival.get("counts").asText()).isEqualTo("declared");
        assertThat(rival.get("ratio").toString()).isEqualTo("0");
        assertThat(rival.get("unexplained").toString()).isEqualTo("50");
        assertThat(rival.get("overCovered").asBoolean()).isFalse();
        JsonNode widely = row(rows, "organisation", "widely");
        assertThat(widely.get("counts").asText()).isEqualTo("both");
        assertThat(widely.get("hint").asText()).contains("both in the zone's total");
        assertThat(client.ask("/coverage?asOf=2020-10-15&organisation=rival", position)
                        .get("coverage"))
                .hasSize(1);
        assertThat(client.ask("/coverage?asOf=2020-10-15", position).get("coverage"))
                .isEmpty();
    }

    @Test
    void shouldFlagAZoneThatIsCoveredMoreThanOnce() {
        // Given
        register();
        String position = client.append(List.of(
                events.capacity("zone-says", Subject.zone(zone), "1000").claim(),
                events.capacity("line", LINE, "1001").claim()));

        // When
        JsonNode row = client.ask("/coverage?asOf=2020-10-15", position)
                .get("coverage")
                .get(0);

        // Then
        assertThat(row.get("overCovered").asBoolean()).isTrue();
        assertThat(row.get("hint").asText()).contains("double counting");
        assertThat(row.get("unexplained").toString()).isEqualTo("-1");
    }

    @Test
    void shouldSetOutputAgainstWhatCouldBeMadeSubjectBySubject() {
        // Given: capacity that doubles in the middle of a leap year, an organisation's output as a whole, and odd ones
        // out
        register();
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
        JsonNode yard = row(bySubject, "project", "yard");
        assertThat(yard.get("capacity").get("value").toString()).isEqualTo("550");
        assertThat(yard.get("ratio").get("value").toString()).isEqualTo("0.5");
        assertThat(yard.get("claims").toString())
                .isEqualTo("{\"output\":[\"yard-output\"],\"capacity\":[\"yard-capacity\",\"yard-twice\"]}");
        JsonNode maker = row(bySubject, "organisation", "maker");
        assertThat(maker.has("project")).isFalse();
        assertThat(maker.get("ratio").get("value").toString()).isEqualTo("1.5");
        assertThat(maker.get("alarm").asBoolean()).isTrue();
        assertThat(row(bySubject, "project", "mine").get("reason").asText()).isEqualTo("no-output");
        assertThat(row(bySubject, "project", "mine").get("ratio").isNull()).isTrue();
        assertThat(row(bySubject, "project", "shed").get("reason").asText()).isEqualTo("no-capacity");
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
        register();
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
        register();
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

    @Test
    void shouldTellInHowFewHandsACapacityIs() {
        // Given
        register();
        String position = client.append(List.of(
                events.capacity("line", LINE, "300").claim(),
                events.capacity("mill", MILL, "200").product("ndfeb-bonded").claim(),
                events.capacity("rival", Subject.organisation("rival"), "300").claim(),
                events.capacity("yard", YARD, "200").claim(),
                events.capacity("building", YARD, "1")
                        .product("ndfeb-bonded")
                        .status(Status.CONSTRUCTION)
                        .claim()));

        // When
        JsonNode rows = client.ask("/concentration?asOf=2020-10-15", position).get("concentration");
        JsonNode two = client.ask("/concentration?asOf=2020-10-15&product=ndfeb-sintered&largest=2", position)
                .get("concentration");

        // Then: 50, 30 and 20 percent
        JsonNode magnets = row(rows, "product", "magnet-material");
        assertThat(magnets.get("stage").asText()).isEqualTo("midstream");
        assertThat(magnets.get("hhi").toString()).isEqualTo("3800");
        assertThat(magnets.get("organisations").asInt()).isEqualTo(2);
        assertThat(magnets.get("projectsWithoutOrganisation").asInt()).isEqualTo(1);
        assertThat(magnets.get("exact").asBoolean()).isTrue();
        assertThat(magnets.get("largest").findValuesAsText("share")).containsExactly("0.5", "0.3", "0.2");
        assertThat(magnets.get("largest").get(2).get("project").asText()).isEqualTo("yard");
        assertThat(Client.ids(Client.follow(magnets.get("largest").get(0).get("links"))
                        .get("claims")))
                .containsExactly("line", "mill");
        assertThat(two.get(0).get("hhi").toString()).isEqualTo("3437.5");
        assertThat(two.get(0).get("largest")).hasSize(2);
        assertThat(row(rows, "product", "ndfeb-bonded").get("hhi").toString()).isEqualTo("10000");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstandAndSayWhatWasExpected() {
        // Given
        client.ask("/capacity", client.append(baotou.all()));

        // Then
        assertProblem("/capacity?by=organisation,product", "product,status");
        assertProblem("/capacity?by=product,status,colour", "organisation");
        assertProblem("/capacity?organisation=jinmeng-huimen", "\"suggestion\":\"jinmeng-huimeng\"");
        assertProblem("/capacity?organisation=Jinmeng%20Huimeng", "id of an organisation");
        assertProblem("/capacity?stage=upsteam", "upstream");
        assertProblem("/capacity?product=none", "there is no product none");
        assertProblem("/output?grain=week", "quarter");
        assertProblem("/output?grain=quarter&period=2021-01/2021-10", "2021-Q1");
        assertProblem("/output?grain=year&period=2021-Q1", "there is no year in 2021-Q1");
        assertProblem("/output/claims?grain=quarter&period=2021", "quarter");
        assertProblem("/growth?to=2021-12-31", "from");
        assertProblem("/growth?from=2020&to=2021-12-31", "2020-10-15");
        assertProblem("/growth?measure=output&from=2020&to=2021-Q1", "as long as 2020");
        assertProblem("/growth?measure=output&from=XXXX&to=2021", "both ends");
        assertProblem("/growth?measure=output&status=operating&from=2020&to=2021", "status");
        assertProblem("/growth?measure=count&from=2020&to=2021", "capacity");
        assertProblem("/coverage?level=project", "organisation");
        assertProblem("/coverage?level=zone&organisation=ke-rui", "level=organisation");
        assertProblem("/coverage/claims?side=registered", "organisation");
        assertProblem("/coverage?measure=output", "period");
        assertProblem("/coverage?measure=output&period=2021&asOf=2021-12-31", "is of a capacity");
        assertProblem("/coverage?period=2021", "is of a flow");
        assertProblem("/utilisation", "period");
        assertProblem("/utilisation?period=2021-01/2021-10", "2021-Q1");
        assertProblem("/utilisation?period=2021&by=subject", "product");
        assertProblem("/concentration?largest=0", "1 to 100");
        assertProblem("/concentration?larges=3", "largest");
    }

    private void assertProblem(String question, String mentioned) {
        Response answer = Client.reader().get(client.path(question));
        assertThat(answer.statusCode()).as(question).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).contains(mentioned);
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

    private static JsonNode row(JsonNode rows, String dimension, String value) {
        for (JsonNode row : rows) {
            if (row.path(dimension).asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError("no " + value + " in " + rows);
    }
}
