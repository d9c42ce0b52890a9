package dev.zoneledger.metrics.state;

import com.fasterxml.jackson.databind.JsonNode;

/** Totals of answers, in the words in which the oracle tells its own. */
final class TotalTexts {

    private TotalTexts() {}

    /** What it is a total of. */
    static String key(JsonNode row) {
        return text(row.get("product")) + " " + text(row.has("period") ? row.get("period") : row.get("status")) + " "
                + text(row.get("unit"));
    }

    static String text(JsonNode node) {
        return node == null || node.isNull() ? "" : node.asText();
    }

    static String figures(JsonNode row) {
        return "%s [%s, %s] %s claims, %s approximate, %s without, %s earlier"
                .formatted(
                        decimal(row.get("value")),
                        decimal(row.get("lower")),
                        decimal(row.get("upper")),
                        row.get("claims"),
                        row.get("approximate"),
                        row.get("withoutFigure"),
                        row.path("mayHaveBegunEarlier").asText("0"));
    }

    static String decimal(JsonNode number) {
        return number.isNull() ? null : Counted.text(number.decimalValue());
    }
}
