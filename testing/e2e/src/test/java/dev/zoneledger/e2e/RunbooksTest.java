package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who is woken by an alert finds what it means and what to do. */
class RunbooksTest {

    private static final String RUNBOOK = "docs/operations/watching.md";

    @Test
    void shouldHaveAHeadingForEachAlert() throws IOException {
        // Given
        List<String> runbook = Files.readAllLines(Path.of("../..", RUNBOOK));
        Set<String> headings = runbook.stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .collect(Collectors.toSet());

        // When
        List<JsonNode> alerts = Watched.allAlerts();

        // Then
        assertThat(alerts).hasSizeGreaterThan(20);
        assertThat(alerts).allSatisfy(alert -> {
            String name = alert.get("alert").textValue();
            assertThat(alert.at("/annotations/runbook_url").textValue())
                    .isEqualTo(RUNBOOK + "#" + name.toLowerCase(Locale.ROOT));
            assertThat(alert.at("/annotations/summary").textValue()).isNotBlank();
            assertThat(alert.at("/labels/severity").textValue()).isIn("critical", "warning", "info");
            assertThat(headings).contains(name);
        });
        assertThat(alerts).extracting(alert -> alert.get("alert").textValue()).doesNotHaveDuplicates();
        assertThat(headings)
                .filteredOn(heading -> heading.startsWith("Zone"))
                .allSatisfy(heading -> assertThat(alerts)
                        .anyMatch(alert -> alert.get("alert").textValue().equals(heading)));
    }

    @Test
    void shouldHaveDashboardsThatGrafanaTellsApart() {
        assertThat(Watched.dashboards()).hasSize(4).allSatisfy(file -> {
            JsonNode dashboard = Watched.read(file);
            assertThat(dashboard.get("uid").textValue() + ".json")
                    .isEqualTo(file.getFileName().toString());
            assertThat(dashboard.get("panels")).allSatisfy(panel -> {
                assertThat(panel.get("title").textValue()).isNotBlank();
                assertThat(panel.get("description").textValue()).isNotBlank();
            });
        });
    }
}
