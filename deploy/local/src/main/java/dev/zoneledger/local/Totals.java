package dev.zoneledger.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The first answers of the stack: what the zone can make, and how much of what it declares is accounted for. */
final class Totals {
    static final String ZONE = "baotou-rehz";
    static final String AS_OF = "2020-10-15";

    private static final Duration ASK_LIMIT = Duration.ofSeconds(40);

    private Totals() {}

    static String capacityQuery(String position) {
        return "/v1/zones/" + ZONE + "/capacity?asOf=" + AS_OF + "&by=product,status&after="
                + URLEncoder.encode(position, StandardCharsets.UTF_8);
    }

    /** Asks metrics-service for both, from the position on, and gives them as lines of a table. */
    static List<String> ask(URI metrics, String position) {
        JsonNode capacity = Http.json(metrics.resolve(capacityQuery(position)), ASK_LIMIT);
        JsonNode coverage = Http.json(
                metrics.resolve("/v1/zones/" + ZONE + "/coverage?asOf=" + AS_OF + "&after="
                        + URLEncoder.encode(position, StandardCharsets.UTF_8)),
                ASK_LIMIT);
        List<String> lines = new ArrayList<>();
        lines.add("Capacity of " + ZONE + " as of " + AS_OF + ":");
        lines.addAll(capacityTable(capacity).lines());
        lines.add("");
        lines.add("How much of what is declared is accounted for:");
        lines.addAll(coverageTable(coverage).lines());
        return lines;
    }

    static Table capacityTable(JsonNode answer) {
        Table table = new Table("product", "status", ">value", ">at least", ">at most", "unit", ">claims");
        for (JsonNode total : answer.path("totals")) {
            table.add(
                    text(total.path("product")),
                    text(total.path("status")),
                    text(total.path("value")),
                    text(total.path("lower")),
                    text(total.path("upper")),
                    text(total.path("unit")),
                    text(total.path("claims")));
        }
        return table;
    }

    static Table coverageTable(JsonNode answer) {
        Table table = new Table("product", ">declared", ">registered", "unit", ">covered", ">unexplained");
        for (JsonNode row : rows(answer)) {
            table.add(
                    text(row.path("product")),
                    text(row.path("declared").path("value")),
                    text(row.path("registered").path("value")),
                    text(row.path("unit")),
                    percent(row.path("ratio")),
                    text(row.path("unexplained")));
        }
        return table;
    }

    private static JsonNode rows(JsonNode answer) {
        return answer.isArray() ? answer : answer.path("coverage");
    }

    private static String percent(JsonNode ratio) {
        return ratio.isNumber()
                ? plain(ratio.decimalValue().movePointRight(2).setScale(1, RoundingMode.HALF_UP)) + " %"
                : text(ratio);
    }

    private static String text(JsonNode value) {
        if (value.isNumber()) {
            return plain(value.decimalValue());
        }
        // An open bound is null; so is a figure that nobody gave.
        return value.isMissingNode() || value.isNull() ? "-" : value.asText();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
