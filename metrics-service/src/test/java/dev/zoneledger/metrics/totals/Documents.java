package dev.zoneledger.metrics.totals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Json;
import dev.zoneledger.testing.ShellExamples;
import dev.zoneledger.testing.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What documents show is what happens, and the description of the API tells of it. */
public final class Documents {

    private Documents() {}

    /**
     * Runs every example of a document of docs/.
     *
     * @param count how many there are
     * @param zones of the test's own, by the names that the document has in their place
     */
    public static void assertExamplesRun(String document, int count, URI metrics, Map<String, String> zones)
            throws IOException {
        Map<String, String> environment =
                Map.of("METRICS", metrics.toString().replaceAll("/$", ""), "TOKEN", Tokens.reader());
        UnaryOperator<String> inOwnZones = text -> {
            String filled = text;
            for (Map.Entry<String, String> zone : zones.entrySet()) {
                filled = filled.replace(zone.getKey(), zone.getValue());
            }
            return filled;
        };
        List<ShellExamples.Example> examples = ShellExamples.of(Path.of("../docs", document));
        assertThat(examples)
                .hasSize(count)
                .allMatch(example -> !example.expected().isEmpty());
        for (ShellExamples.Example example : examples) {
            assertThat(example.run(environment, inOwnZones))
                    .as(example.command())
                    .contains(example.expected().stream().map(inOwnZones).toList());
        }
    }

    /** The description of the API. */
    public static JsonNode api() throws IOException {
        return Json.mapper().readTree(given().get("/q/openapi?format=json").asString());
    }

    /** Asserts that an operation says what it is, takes, answers and refuses. */
    public static void assertDescribed(JsonNode api, String path, String method, List<String> refusals) {
        JsonNode operation = api.get("paths").path("/v1/" + path).path(method);
        assertThat(operation.path("summary").asText()).as(path).isNotBlank();
        assertThat(operation.path("description").asText()).as(path).isNotBlank();
        assertThat(operation
                        .at("/responses/200/content/application~1json/schema")
                        .isObject())
                .as(path)
                .isTrue();
        for (String refusal : refusals) {
            assertThat(operation
                            .at("/responses/" + refusal + "/content/application~1problem+json/schema/$ref")
                            .asText())
                    .as(path + " " + refusal)
                    .endsWith("/Problem");
        }
        for (JsonNode parameter : operation.path("parameters")) {
            assertThat(parameter.path("description").asText())
                    .as(path + " " + parameter)
                    .isNotBlank();
        }
    }
}
