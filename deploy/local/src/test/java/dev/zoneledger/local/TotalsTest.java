package dev.zoneledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class TotalsTest {
    @Test
    void shouldShowTotalsInColumnsAndOpenBoundsAsOpen() throws Exception {
        // Given
        JsonNode answer = json("""
                {"totals": [
                  {"product": "ndfeb-sintered", "status": "operating", "unit": "t/a", "value": 3000, "lower": 3000, "upper": 3000, "claims": 1},
                  {"product": "servo-motor", "status": "announced", "unit": "{set}/a", "value": 50000.50, "lower": 50000.50, "upper": null, "claims": 12}]}
                """);

        // When
        Table table = Totals.capacityTable(answer);

        // Then
        assertThat(table.lines())
                .containsExactly(
                        "  product         status       value  at least  at most  unit     claims",
                        "  ndfeb-sintered  operating     3000      3000     3000  t/a           1",
                        "  servo-motor     announced  50000.5   50000.5        -  {set}/a      12");
    }

    @Test
    void shouldShowCoverageInPercent() throws Exception {
        // Given
        JsonNode answer = json("""
                {"coverage": [{"product": "permanent-magnet-material", "unit": "t/a", "declared": {"value": 50000},
                  "registered": {"value": 3000}, "ratio": 0.06, "unexplained": 47000}]}
                """);

        // When
        Table table = Totals.coverageTable(answer);

        // Then
        assertThat(table.lines())
                .containsExactly(
                        "  product                    declared  registered  unit  covered  unexplained",
                        "  permanent-magnet-material     50000        3000  t/a       6 %        47000");
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
