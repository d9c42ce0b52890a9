package dev.zoneledger.metrics.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Position;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.totals.Client;
import dev.zoneledger.metrics.totals.WithLedger;
import dev.zoneledger.testing.TestIds;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/** Every question to several zones, as clients ask it, against what the claims of each come to the slow way, added up. */
@QuarkusTest
class ZonesOracleTest extends WithLedger {

    private static final int HISTORIES = 5;
    private static final int PARTITIONS = 3;
    private static final LocalDate BEGIN = LocalDate.parse("1990-01-01");
    private static final LocalDate NEVER = LocalDate.parse("9999-12-31");
    private static final List<LocalDate> DATES = Stream.of("2019-12-31", "2020-10-14", "2031-06-30")
            .map(LocalDate::parse)
            .toList();
    private static final String NOTHING = "null [null, null] 0 claims, 0 approximate, 0 without, 0 earlier";

    private SummedOracles zones;
    private String asked;

    @Test
    void shouldAddUpWhatEachZoneSays() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int history = 0; history < HISTORIES; history++) {
            write(random);
            asked = "seed " + seed + ", history " + history;
            assertTotals();
            assertByOrganisation();
            assertFlows();
            assertCoverage();
            assertGrowth();
            assertConcentration();
            assertUtilisation();
            assertOutlook();
            assertTimelines();
            assertBalance();
        }
    }

    /** Four zones, two of which share a partition. */
    private void write(Random random) {
        List<String> ids = Stream.of(0, 1, 2, 0).map(ZonesOracleTest::zoneOf).toList();
        List<ZoneEvent> history = new ArrayList<>();
        JqwikSession.run(() -> history.addAll(
                Histories.histories(ids).generator(1000).next(random).value()));
        Map<String, Oracle> oracles = new TreeMap<>();
        Map<Integer, String> after = new TreeMap<>();
        for (String each : ids) {
            List<ZoneEvent> ofZone =
                    history.stream().filter(event -> event.zone().equals(each)).toList();
            if (!ofZone.isEmpty()) {
                oracles.put(each, new Oracle(ofZone));
                after.put(
                        LedgerTopology.partitionOfZone(each, PARTITIONS),
                        client(each).append(ofZone));
            }
        }
        zones = new SummedOracles(oracles);
        assertThat(after).hasSize(PARTITIONS);
        ask("capacity?after="
                + after.values().stream()
                        .map(Position::parse)
                        .reduce(Position::and)
                        .orElseThrow());
    }

    private static String zoneOf(int partition) {
        return Stream.generate(() -> TestIds.zone("sum"))
                .filter(each -> LedgerTopology.partitionOfZone(each, PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    private void assertTotals() {
        for (LocalDate date : DATES) {
            for (Basis basis : List.of(Basis.ACTUAL, Basis.PLANNED)) {
                assertRows(
                        ask("capacity?asOf=" + date + "&basis=" + basis.code()).get("totals"),
                        zones.all(oracle -> oracle.counted(Scope.REGISTERED, Measure.CAPACITY, basis, date))
                                .rolledUp());
            }
        }
    }

    /** Those of one zone are none of another; projects that belong to nobody do so everywhere. */
    private void assertByOrganisation() {
        for (LocalDate date : DATES) {
            Map<String, Counted> hands =
                    zones.byHand(SummedOracles.capacities(date), (zone, hand) -> zone + " " + hand);
            Map<String, String> expected = new TreeMap<>();
            Map<String, Counted> nobodys = new HashMap<>();
            hands.forEach((hand, counted) -> {
                boolean isOfNobody = hand.contains(" project ");
                nobodys.merge(isOfNobody ? "" : hand + " ", counted, Counted::and);
            });
            nobodys.forEach((whose, counted) ->
                    counted.rolledUp().forEach((key, figures) -> expected.put(whose + key, figures)));
            assertRows(
                    ask("capacity?by=organisation,product,status&asOf=" + date).get("totals"), expected);
        }
    }

    private void assertFlows() {
        for (Basis basis : List.of(Basis.ACTUAL, Basis.PLANNED)) {
            assertRows(
                    ask("output?basis=" + basis.code()).get("totals"),
                    zones.all(oracle -> oracle.counted(Scope.REGISTERED, Measure.OUTPUT, basis, NEVER))
                            .rolledUp());
            assertRows(
                    ask("value?measure=sales-revenue&basis=" + basis.code()).get("totals"),
                    zones.all(oracle -> oracle.counted(Scope.REGISTERED, Measure.SALES_REVENUE, basis, NEVER))
                            .rolledUp());
        }
    }

    /** Of a product only zones that declare it are on either side. */
    private void assertCoverage() {
        for (LocalDate date : DATES) {
            Map<String, Counted> declared = new TreeMap<>();
            Map<String, Counted> registered = new TreeMap<>();
            Function<Oracle, Counted> ofZone =
                    oracle -> oracle.counted(Scope.DECLARED, Measure.CAPACITY, Basis.ACTUAL, date);
            for (Oracle oracle : zones.oracles().values()) {
                Counted own = ofZone.apply(oracle).where(SummedOracles::isOperating);
                for (String key : own.figures().keySet()) {
                    declared.merge(key, own.where(claim -> SummedOracles.isOf(claim, key, false)), Counted::and);
                    registered.merge(
                            key,
                            oracle.counted(Scope.REGISTERED, Measure.CAPACITY, Basis.ACTUAL, date)
                                    .where(claim ->
                                            SummedOracles.isOperating(claim) && SummedOracles.isOf(claim, key, true)),
                            Counted::and);
                }
            }
            Map<String, String> told = new TreeMap<>();
            for (JsonNode row : ask("coverage?asOf=" + date).get("coverage")) {
                told.put(
                        row.get("product").asText() + " operating "
                                + row.get("unit").asText(),
                        TotalTexts.figures(row.get("declared")) + " / " + TotalTexts.figures(row.get("registered")));
            }
            Map<String, String> expected = new TreeMap<>();
            declared.forEach((key, own) -> expected.put(
                    key,
                    own.figures().get(key) + " / "
                            + registered.get(key).rolledUp().getOrDefault(key, NOTHING)));
            assertThat(told).as(asked).isEqualTo(expected);
        }
    }

    private void assertGrowth() {
        LocalDate to = DATES.getLast();
        for (LocalDate from : DATES) {
            Map<String, String> before = zones.all(
                            oracle -> oracle.counted(Scope.REGISTERED, Measure.CAPACITY, Basis.ACTUAL, from))
                    .rolledUp();
            Map<String, String> after = zones.all(
                            oracle -> oracle.counted(Scope.REGISTERED, Measure.CAPACITY, Basis.ACTUAL, to))
                    .rolledUp();
            Map<String, JsonNode> told = new TreeMap<>();
            ask("growth?from=" + from + "&to=" + to).get("growth").forEach(row -> told.put(TotalTexts.key(row), row));
            Set<String> keys = new TreeSet<>(told.keySet());
            keys.addAll(before.keySet());
            keys.addAll(after.keySet());
            for (String key : keys) {
                JsonNode row = told.get(key);
                assertThat(row == null ? NOTHING : TotalTexts.figures(row.get("from")))
                        .as("%s: %s at %s", asked, key, from)
                        .isEqualTo(before.getOrDefault(key, NOTHING));
                assertThat(row == null ? NOTHING : TotalTexts.figures(row.get("to")))
                        .as("%s: %s at %s", asked, key, to)
                        .isEqualTo(after.getOrDefault(key, NOTHING));
            }
        }
    }

    private void assertConcentration() {
        for (LocalDate date : DATES) {
            Map<String, String> told = new TreeMap<>();
            for (JsonNode row : ask("concentration?asOf=" + date).get("concentration")) {
                List<String> largest = new ArrayList<>();
                row.get("largest")
                        .forEach(share ->
                                largest.add(Counted.text(share.get("value").decimalValue())));
                told.put(
                        TotalTexts.key(row),
                        TotalTexts.figures(row.get("total")) + ", " + row.get("organisations") + " and "
                                + row.get("projectsWithoutOrganisation") + ", " + TotalTexts.decimal(row.get("hhi"))
                                + " "
                                + largest);
            }
            assertThat(told).as(asked).isEqualTo(zones.hands(date));
        }
    }

    /** What is in it is told subject by subject elsewhere; of several zones it has to be the sum. */
    private void assertUtilisation() {
        JsonNode answer = answer("utilisation?period=2019");
        Map<String, String> told = new TreeMap<>();
        for (JsonNode row : answer.at("/together/utilisation")) {
            told.put(TotalTexts.key(row), sides(List.of(row)));
        }
        Map<String, List<JsonNode>> parts = new TreeMap<>();
        for (JsonNode one : answer.get("zones")) {
            one.get("utilisation")
                    .forEach(row -> parts.computeIfAbsent(TotalTexts.key(row), key -> new ArrayList<>())
                            .add(row));
        }
        Map<String, String> sums = new TreeMap<>();
        parts.forEach((key, rows) -> sums.put(key, sides(rows)));
        assertThat(told).as(asked).isEqualTo(sums);
    }

    private static String sides(List<JsonNode> rows) {
        StringBuilder sides = new StringBuilder();
        for (String subjects : List.of("both", "outputOnly", "capacityOnly", "alarms")) {
            sides.append(rows.stream()
                            .mapToLong(row -> row.at("/subjects/" + subjects).asLong())
                            .sum())
                    .append(' ');
        }
        return sides.append(rows.stream()
                        .map(row -> row.at("/output/value"))
                        .filter(JsonNode::isNumber)
                        .map(JsonNode::decimalValue)
                        .reduce(BigDecimal::add)
                        .map(Counted::text)
                        .orElse(null))
                .toString();
    }

    private void assertOutlook() {
        for (LocalDate date : DATES) {
            assertRows(
                    ask("outlook?asOf=" + date).get("totals"),
                    zones.all(oracle -> oracle.countedInOutlook(date)).rolledUp());
        }
        Map<String, BigDecimal> net = new TreeMap<>();
        for (JsonNode year : ask("pipeline?asOf=" + DATES.get(1)).get("years")) {
            net.merge(
                    year.get("product").asText() + " operating " + TotalTexts.text(year.get("unit")),
                    year.get("net").isNull() ? BigDecimal.ZERO : year.get("net").decimalValue(),
                    BigDecimal::add);
        }
        Counted planned = zones.all(oracle -> oracle.countedInOutlook(NEVER)).where(SummedOracles::isOperating);
        Counted actual = zones.all(SummedOracles.capacities(NEVER)).where(SummedOracles::isOperating);
        Set<String> keys = new TreeSet<>(net.keySet());
        keys.addAll(planned.rolledUp().keySet());
        keys.addAll(actual.rolledUp().keySet());
        for (String key : keys) {
            assertThat(net.getOrDefault(key, BigDecimal.ZERO))
                    .as("%s: %s", asked, key)
                    .isEqualByComparingTo(planned.where(claim -> SummedOracles.isOf(claim, key, true))
                            .value()
                            .orElse(BigDecimal.ZERO)
                            .subtract(actual.where(claim -> SummedOracles.isOf(claim, key, true))
                                    .value()
                                    .orElse(BigDecimal.ZERO)));
        }
    }

    /** Page by page; on every day the steps have led to what is told as of that day. */
    private void assertTimelines() {
        for (String basis : List.of("actual", "planned", "outlook")) {
            Map<LocalDate, Map<String, String>> told = new TreeMap<>();
            Map<String, String> here = new TreeMap<>();
            JsonNode page = ask("timeline?product=ndfeb-sintered&limit=2&from=" + BEGIN + "&basis=" + basis);
            page.get("start").forEach(total -> here.put(TotalTexts.key(total), TotalTexts.figures(total)));
            told.put(BEGIN, new TreeMap<>(here));
            while (true) {
                for (JsonNode step : page.get("steps")) {
                    step.get("totals").forEach(total -> here.put(TotalTexts.key(total), TotalTexts.figures(total)));
                    assertThat(told.put(LocalDate.parse(step.get("date").asText()), new TreeMap<>(here)))
                            .as(asked)
                            .isNull();
                    assertThat(step.get("causes"))
                            .as(asked)
                            .isNotEmpty()
                            .allSatisfy(cause -> assertThat(zones.oracles())
                                    .containsKey(cause.get("zone").asText()));
                }
                if (!page.has("next")) {
                    break;
                }
                page = read(page.get("next").asText()).get("together");
            }
            told.forEach((date, totals) -> assertThat(totals)
                    .as("%s: %s on %s", asked, basis, date)
                    .isEqualTo(timeline(basis, date, totals.keySet())));
            assertThat(here).as(asked).isEqualTo(timeline(basis, NEVER, here.keySet()));
        }
    }

    private Map<String, String> timeline(String basis, LocalDate date, Set<String> keys) {
        Function<Oracle, Counted> ofZone = oracle -> basis.equals("outlook")
                ? oracle.countedInOutlook(date)
                : oracle.counted(Scope.REGISTERED, Measure.CAPACITY, Basis.of(basis), date);
        Map<String, String> totals = new TreeMap<>();
        // What was there once is told as gone.
        keys.forEach(key -> totals.put(key, NOTHING));
        zones.all(ofZone).rolledUp().forEach((key, figures) -> {
            if (key.startsWith("ndfeb-sintered ")) {
                totals.put(key.substring("ndfeb-sintered".length()), figures);
            }
        });
        return totals;
    }

    private void assertBalance() {
        for (LocalDate date : DATES) {
            Map<String, String> told = new TreeMap<>();
            for (JsonNode stage :
                    ask("balance?chain=permanent-magnet&asOf=" + date).get("stages")) {
                stage.get("capacities")
                        .forEach(part -> told.put(
                                part.get("product").asText() + " operating " + TotalTexts.text(part.get("unit")),
                                TotalTexts.figures(part.get("capacity"))));
            }
            told.keySet().removeIf(key -> !key.startsWith("ndfeb-sintered "));
            assertThat(told)
                    .as(asked)
                    .isEqualTo(zones.all(oracle -> installed(oracle, date)).figures());
        }
    }

    /** Of a zone in which nothing of a unit is installed yet, a balance does not tell what may have been earlier. */
    private static Counted installed(Oracle oracle, LocalDate date) {
        Counted operating = SummedOracles.capacities(date)
                .apply(oracle)
                .where(SummedOracles::isOperating)
                .where(claim -> claim.product().equals("ndfeb-sintered"));
        Set<String> units = operating.claims().stream().map(Counted::unit).collect(Collectors.toSet());
        return operating.where(claim -> units.contains(Counted.unit(claim)));
    }

    private void assertRows(JsonNode rows, Map<String, String> expected) {
        Map<String, String> told = new TreeMap<>();
        for (JsonNode row : rows) {
            String whose = row.has("organisation")
                    ? row.get("zone").asText() + " " + row.get("organisation").asText() + " "
                    : "";
            told.put(whose + TotalTexts.key(row), TotalTexts.figures(row));
        }
        assertThat(told).as(asked).isEqualTo(expected).hasSize(rows.size());
    }

    private JsonNode ask(String question) {
        return answer(question).get("together");
    }

    private JsonNode answer(String question) {
        return read("/v1/" + question + (question.contains("?") ? "&" : "?") + "zones="
                + String.join(",", zones.oracles().keySet()));
    }

    private JsonNode read(String path) {
        Response answer = Client.reader().get(path);
        assertThat(answer.statusCode()).as("%s: %s", asked, answer.asString()).isEqualTo(200);
        return Client.read(answer);
    }
}
