package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers that must come out of the facts of October 2020, whichever way the facts went in. */
record ZoneAnswers(Client client, String zone, String after) {

    static final String AS_OF = "2020-10-15";

    void assertAll() {
        assertSinteredCapacityAndCoverage();
        assertConstructionAndAnnouncedApart();
        assertFirstDomesticLine();
        assertMoney();
        assertQuarantinedAreVisibleOutsideTotals();
    }

    void assertSinteredCapacityAndCoverage() {
        JsonNode sintered = capacity(AS_OF, "ndfeb-sintered", "operating");
        assertFigure(sintered, "t/a", "3000", "3000", "3000", 1);
        assertFigure(capacity(AS_OF, "magnet-material", "operating"), "t/a", "3000", "3000", "3000", 1);

        JsonNode claims = link(sintered);
        assertThat(claims.get("claims")).hasSize(1);
        JsonNode claim = claims.get("claims").get(0);
        assertThat(claim.at("/subject/project").textValue()).isEqualTo("jinmeng-sintered-line");
        assertThat(claim.at("/source/uri").textValue()).isEqualTo("urn:smm:101294895");
        assertThat(claim.at("/source/locator").textValue()).isNotBlank();
        assertThat(claim.at("/statedBy/organisation").textValue()).isEqualTo("jinmeng-huimeng");

        List<JsonNode> coverage =
                Client.each(ask("/coverage?asOf=" + AS_OF + "&after=" + after).get("coverage"));
        assertThat(coverage).hasSize(1);
        assertThat(coverage.getFirst().get("product").textValue()).isEqualTo("magnet-material");
        assertDecimal(coverage.getFirst().at("/declared/value"), "50000");
        assertDecimal(coverage.getFirst().at("/registered/value"), "3000");
        assertDecimal(coverage.getFirst().get("ratio"), "0.06");
        assertDecimal(coverage.getFirst().get("unexplained"), "47000");
    }

    void assertConstructionAndAnnouncedApart() {
        assertFigure(
                capacity(AS_OF, "ndfeb-powder-rapidly-quenched", "construction"), "t/a", "2000", "2000", "2000", 1);
        assertFigure(capacity(AS_OF, "ndfeb-granules-injection", "construction"), "t/a", "500", "500", "500", 1);
        assertFigure(capacity(AS_OF, "ndfeb-bonded-injection", "construction"), "t/a", "500", "500", "500", 1);
        assertFigure(capacity(AS_OF, "ndfeb-powder-rapidly-quenched", "announced"), "t/a", "5000", "5000", "5000", 1);
        assertFigure(capacity(AS_OF, "servo-motor", "announced"), "{set}/a", "50000", "50000", "50000", 1);
        assertThat(find(totals(AS_OF), "servo-motor", "operating")).isNull();

        // No row adds along the chain of powder, granules and magnets.
        for (JsonNode row : totals(AS_OF)) {
            if (row.get("status").textValue().equals("construction")
                    && !row.get("value").isNull()) {
                assertThat(row.get("value").decimalValue()).isLessThanOrEqualTo(new BigDecimal(2000));
            }
        }
    }

    void assertFirstDomesticLine() {
        assertFigure(capacity("1988-12-31", "magnet-material", "operating"), "t/a", "40", "40", "40", 1);
        JsonNode yearAfter = find(totals("1989-01-01"), "magnet-material", "operating");
        assertThat(yearAfter == null || yearAfter.get("claims").intValue() == 0).isTrue();

        List<JsonNode> leftOut = Client.each(
                ask("/capacity/claims?asOf=" + AS_OF + "&after=" + after).get("leftOut"));
        assertThat(leftOut).anySatisfy(claim -> {
            assertThat(claim.get("reason").textValue()).isEqualTo("status-unknown");
            assertThat(claim.get("product").textValue()).isEqualTo("ndfeb-unspecified");
        });
    }

    void assertMoney() {
        for (String year : List.of("2017", "2018", "2019")) {
            assertFigure(value("gross-output-value", year), "CNY", "250000000", "250000000", null, 1);
        }
        assertFigure(value("gross-output-value", "XXXX"), "CNY", "310000000", "310000000", "310000000", 1);
        JsonNode revenue = value("sales-revenue", "XXXX");
        assertFigure(revenue, "CNY", "412000000", "412000000", "412000000", 1);
        assertThat(revenue.get("approximate").intValue()).isEqualTo(1);

        // The cumulative 900 t are in no period.
        JsonNode output = ask("/output?by=product,period&after=" + after);
        assertThat(output.get("totals")).isEmpty();
        assertThat(Client.each(ask("/output/claims?after=" + after).get("leftOut")))
                .singleElement()
                .satisfies(claim -> {
                    assertThat(claim.get("reason").textValue()).isEqualTo("cumulative");
                    assertDecimal(claim.at("/quantity/value"), "900");
                });
    }

    void assertQuarantinedAreVisibleOutsideTotals() {
        JsonNode quarantined = client.catalog("/v1/claims?zone=" + zone + "&rank=quarantined&after=" + after);
        assertThat(Client.each(quarantined.get("items"))).hasSize(2).allSatisfy(claim -> {
            assertThat(claim.get("readings")).hasSizeGreaterThanOrEqualTo(2);
            assertThat(claim.get("reason").textValue()).isNotBlank();
        });
        assertThat(Client.each(ask("/capacity/claims?asOf=2023-12-31&basis=planned&after=" + after)
                        .get("leftOut")))
                .anySatisfy(claim -> assertThat(claim.get("reason").textValue()).isEqualTo("quarantined"));
        assertThat(Client.each(ask("/value/claims?after=" + after).get("leftOut")))
                .anySatisfy(claim -> assertThat(claim.get("reason").textValue()).isEqualTo("quarantined"));
    }

    JsonNode capacity(String asOf, String product, String status) {
        JsonNode row = find(totals(asOf), product, status);
        assertThat(row).as(product + ", " + status + " as of " + asOf).isNotNull();
        return row;
    }

    List<JsonNode> totals(String asOf) {
        return Client.each(ask("/capacity?asOf=" + asOf + "&by=product,status&after=" + after)
                .get("totals"));
    }

    /** All answers about the zone in one text, without what names the zone or the position. */
    String everything() {
        StringBuilder all = new StringBuilder();
        for (String path : List.of(
                "/capacity?asOf=" + AS_OF + "&by=product,status",
                "/capacity?asOf=1988-12-31&by=product,status",
                "/capacity?asOf=2024-01-01&by=product,status&basis=planned",
                "/output?by=product,period",
                "/value?by=measure,period",
                "/coverage?asOf=" + AS_OF)) {
            JsonNode answer = ask(path + "&after=" + after);
            all.append(answer.get(answer.has("totals") ? "totals" : "coverage")
                            .toString()
                            .replace(zone, "ZONE"))
                    .append('\n');
        }
        return all.toString();
    }

    static void assertFigure(
            JsonNode row, String unit, String value, String lower, @Nullable String upper, int claims) {
        assertThat(row.get("unit").textValue()).isEqualTo(unit);
        assertDecimal(row.get("value"), value);
        assertDecimal(row.get("lower"), lower);
        if (upper == null) {
            assertThat(row.get("upper").isNull())
                    .as("upper bound is open and said to be")
                    .isTrue();
        } else {
            assertDecimal(row.get("upper"), upper);
        }
        assertThat(row.get("claims").intValue()).isEqualTo(claims);
    }

    /** The printed digits count, not only the value. */
    static void assertDecimal(JsonNode number, String expected) {
        assertThat(number.decimalValue().toPlainString()).isEqualTo(expected);
    }

    private JsonNode value(String measure, String period) {
        return Client.each(ask("/value?by=measure,period&after=" + after).get("totals")).stream()
                .filter(row -> row.get("measure").textValue().equals(measure)
                        && row.get("period").textValue().equals(period))
                .reduce((first, second) -> {
                    throw new AssertionError("two rows for " + measure + " in " + period);
                })
                .orElseThrow(() -> new AssertionError("no row for " + measure + " in " + period));
    }

    private JsonNode link(JsonNode row) {
        return client.metrics(row.at("/links/claims").textValue());
    }

    private JsonNode ask(String path) {
        return client.metrics("/v1/zones/" + zone + path);
    }

    private static @Nullable JsonNode find(List<JsonNode> totals, String product, String status) {
        return totals.stream()
                .filter(row -> row.get("product").textValue().equals(product)
                        && row.get("status").textValue().equals(status))
                .findFirst()
                .orElse(null);
    }
}
