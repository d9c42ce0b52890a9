package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alert rules that the Prometheus operator takes are those of deploy/observability, word for word. */
class KubernetesAlertsTest {
    private static final Path RULES = Path.of("../../deploy/observability/prometheus");
    private static final String ENDING = ".rules.yml";

    @Test
    void shouldHaveAllRulesAsTheyAreWritten() throws IOException {
        // When
        Map<String, String> kept = texts(Manifests.FOLDER.resolve("alerts"), ".yaml");

        // Then
        Map<String, String> written = texts(RULES, ENDING);
        assertThat(written).isNotEmpty();
        assertThat(kept.keySet()).as("run deploy/kubernetes/render").isEqualTo(written.keySet());
        written.forEach((name, rules) -> assertThat(kept.get(name))
                .as("run deploy/kubernetes/render")
                .contains("\nkind: PrometheusRule\n")
                .endsWith("\nspec:\n" + indented(rules)));
    }

    private static Map<String, String> texts(Path folder, String ending) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ending)) {
                    texts.put(name.substring(0, name.length() - ending.length()), Files.readString(file));
                }
            }
        }
        return texts;
    }

    private static String indented(String text) {
        return text.lines()
                .map(line -> line.isEmpty() ? line : "  " + line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
