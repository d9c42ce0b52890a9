package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.Json;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/registry.md and the examples of the API's description show is what happens. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class DocumentsTest {

    private static final String ZONE = "baotou-rehz";
    private static final Path DOCUMENT = Path.of("../docs/registry.md");
    private static final Path FACTS = Path.of("../deploy/local/data/baotou-2020.ndjson");
    private static final Pattern EXAMPLE = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** A line of an example: texts that its output holds. */
    private static final Pattern ANSWERS = Pattern.compile("^# answers (.*)$", Pattern.MULTILINE);

    private static final Pattern EXPECTED = Pattern.compile("`([^`]+)`");

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @TestHTTPResource
    URI catalog;

    /** By address, what stands for its id and asks for what its example shows. */
    private static final Map<String, String> QUESTIONS = Map.of(
            "/v1/search", "/v1/search?q=Jinmeng Huimneg&zone=" + ZONE,
            "/v1/series/{id}", "/v1/series/" + ZONE + ":project~jinmeng-sintered-line:capacity:ndfeb-sintered:actual",
            "/v1/conflicts", "/v1/conflicts?kind=status&zone=" + ZONE,
            "/v1/projects/{id}/slippage", "/v1/projects/ke-rui-industrialisation/slippage?zone=" + ZONE,
            "/v1/sources", "/v1/sources?zone=" + ZONE,
            "/v1/speakers", "/v1/speakers?zone=" + ZONE,
            "/v1/unresolved", "/v1/unresolved?zone=" + ZONE,
            "/v1/duplicates", "/v1/duplicates?kind=organisation&zone=" + ZONE);

    private Probe probe;

    @BeforeEach
    void appendTheFacts() throws IOException {
        // The facts are other tests' too, so here they are another zone's.
        probe = new Probe(topic);
        for (String line : Files.readAllLines(FACTS)) {
            ObjectNode fact = (ObjectNode) Json.mapper().readTree(line.replace(ZONE, probe.zone()));
            String kind = fact.remove("type").textValue();
            probe.append(kind, withDefaults(kind, fact));
        }
        capacity(
                "ke-rui-phase-one-opened",
                "ke-rui-industrialisation\", \"phase\": \"phase-1",
                "5000",
                "actual",
                "2020-10",
                "2020-10");
        String line = "ke-rui-industrialisation\", \"phase\": \"phase-1\", \"line\": \"powder";
        capacity("plan", line, "2000", "planned", "2021-12", "2020-10");
        capacity("plan-again", line, "1500", "planned", "2022-06", "2021-11");
        capacity("of-a-misspelt-project", "jinmeng-sinterd-line", "3000", "actual", "2020-10", "2020-10");
        probe.append("organisation", """
                {"id": "kerui", "name": "Kerui Micro Magnetic Co., Ltd.", "role": "enterprise"}""");
    }

    @AfterEach
    void close() {
        probe.close();
    }

    private void capacity(String id, String project, String value, String basis, String from, String published) {
        probe.append("claim", """
                {"id": "%s", "subject": {"project": "%s"}, "measure": "capacity",
                 "product": "ndfeb-powder-rapidly-quenched", "status": "operating", "basis": "%s", "rank": "normal",
                 "quantity": {"value": %s, "unit": "t/a", "qualifier": "exact"}, "effectiveFrom": {"date": "%s"},
                 "source": {"uri": "urn:example:report-of-%s", "publishedOn": "%s"}}""".formatted(id, project, basis, value, from, published, published));
    }

    @Test
    void shouldAnswerWhatTheExamplesOfTheDescriptionShow() throws IOException {
        // Given
        JsonNode paths = Json.mapper()
                .readTree(given().get("/q/openapi?format=json").asString())
                .get("paths");
        List<String> wrong = new ArrayList<>();

        QUESTIONS.forEach((path, question) -> {
            JsonNode shown = paths.get(path)
                    .at("/get/responses/200/content/application~1json/examples")
                    .elements()
                    .next()
                    .get("value");

            // When
            String answered = probe.get(question.replace(ZONE, probe.zone()), Map.of())
                    .extract()
                    .asString()
                    .replace(probe.zone(), ZONE);

            // Then
            if (answered.contains(":null")
                    || !isShownBy(shown.isTextual() ? read(shown.textValue()) : shown, read(answered))) {
                wrong.add(path + "\n" + answered);
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** Whether all of the example is in the answer: it may leave out fields and elements of arrays. */
    private static boolean isShownBy(JsonNode example, JsonNode answer) {
        if (example.isObject()) {
            return example.properties().stream()
                    .allMatch(field -> answer.has(field.getKey())
                            && (field.getKey().equals("since")
                                    || isShownBy(field.getValue(), answer.get(field.getKey()))));
        }
        if (example.isArray()) {
            return StreamSupport.stream(example.spliterator(), false)
                    .allMatch(each -> StreamSupport.stream(answer.spliterator(), false)
                            .anyMatch(candidate -> isShownBy(each, candidate)));
        }
        return example.isNumber()
                ? answer.isNumber() && example.decimalValue().compareTo(answer.decimalValue()) == 0
                : example.equals(answer);
    }

    private static JsonNode read(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldRunEveryExampleOfTheDocument() throws Exception {
        // Given
        probe.getHere("/v1/sources").body("items.uri", hasItem("urn:example:report-of-2021-11"));
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        int count = 0;
        while (example.find()) {
            // When
            String output = run(example.group(1).replace(ZONE, probe.zone()));

            // Then
            Matcher answers = ANSWERS.matcher(example.group(1));
            while (answers.find()) {
                Matcher expected = EXPECTED.matcher(answers.group(1));
                while (expected.find()) {
                    assertThat(output).as(example.group(1)).contains(expected.group(1));
                    count++;
                }
            }
        }
        assertThat(count).isGreaterThan(8);
    }

    /** What a line of an import may leave out. */
    private static String withDefaults(String kind, ObjectNode fact) {
        if ((kind.equals("claim") || kind.equals("chain")) && !fact.has("rank")) {
            fact.put("rank", "normal");
        }
        if (kind.equals("claim")) {
            if (!fact.has("basis")) {
                fact.put("basis", "actual");
            }
            ObjectNode quantity = (ObjectNode) fact.get("quantity");
            if (quantity.has("value") && !quantity.has("qualifier")) {
                quantity.put("qualifier", "exact");
            }
        }
        return fact.toString();
    }

    private String run(String script) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectErrorStream(true);
        shell.environment().put("CATALOG", catalog.toString().replaceAll("/$", ""));
        shell.environment().put("TOKEN", Tokens.reader());
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script + "\n" + output).isZero();
        return output;
    }
}
