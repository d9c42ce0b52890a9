package dev.zoneledger.metrics.totals;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Json;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/questions.md shows is what happens, and the description of the API tells of it. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokensResource.class)
@QuarkusTestResource(LedgerResource.class)
class QuestionsDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/questions.md");
    private static final String ZONE = "baotou-rehz";
    private static final Pattern EXAMPLE = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** A command, and the texts that its output holds. */
    private static final Pattern COMMAND = Pattern.compile("^(curl .*)\\n# answers (.*)$", Pattern.MULTILINE);

    private static final Pattern EXPECTED = Pattern.compile("`([^`]+)`");

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @TestHTTPResource
    URI metrics;

    private final String zone = TestIds.zone("baotou");
    private final TestLog log = TestLog.open();

    @BeforeEach
    void appendTheFacts() {
        Baotou baotou = new Baotou(zone);
        Client client = new Client(topic, zone, log);
        client.append(baotou.all());
        client.append(baotou.figuresOf2021());
        client.ask("/capacity", client.append(baotou.supposedYear()));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldRunEveryExampleOfTheDocument() throws IOException, InterruptedException {
        // Given
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        int count = 0;
        while (example.find()) {
            Matcher command = COMMAND.matcher(example.group(1));
            while (command.find()) {
                // When
                String output = run(command.group(1).replace(ZONE, zone));

                // Then
                Matcher expected = EXPECTED.matcher(command.group(2));
                while (expected.find()) {
                    assertThat(output).as(command.group(1)).contains(expected.group(1));
                    count++;
                }
            }
        }
        assertThat(count).isGreaterThan(15);
    }

    private String run(String script) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectErrorStream(true);
        shell.environment().put("METRICS", metrics.toString().replaceAll("/$", ""));
        shell.environment().put("TOKEN", Tokens.reader());
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script + "\n" + output).isZero();
        return output;
    }

    @Test
    void shouldDescribeEveryQuestionItsParametersAndItsAnswer() throws IOException {
        // When
        JsonNode api =
                Json.mapper().readTree(given().get("/q/openapi?format=json").asString());

        // Then
        for (String question :
                List.of("capacity", "output", "value", "coverage", "growth", "utilisation", "concentration")) {
            JsonNode get = api.at("/paths/~1v1~1zones~1{zone}~1" + question + "/get");
            assertThat(get.get("summary").asText()).as(question).isNotBlank();
            assertThat(get.get("description").asText()).as(question).isNotBlank();
            assertThat(get.at("/responses/200/content/application~1json/schema").isMissingNode())
                    .as(question)
                    .isFalse();
            for (String refusal : List.of("400", "404", "503")) {
                assertThat(get.at("/responses/" + refusal + "/content/application~1problem+json/schema/$ref")
                                .asText())
                        .as(question)
                        .endsWith("/Problem");
            }
            for (JsonNode parameter : get.get("parameters")) {
                assertThat(parameter.path("description").asText())
                        .as(question + " " + parameter)
                        .isNotBlank();
            }
        }
        assertThat(api.at("/paths/~1v1~1zones~1{zone}~1output/get/parameters").findValuesAsText("name"))
                .contains("organisation", "stage", "grain", "period", "by", "after");
        assertThat(api.at("/components/schemas/UtilisationUnknown/enum").toString())
                .contains("\"no-output\"");
        assertThat(api.at("/components/schemas/GrowthUnknown/enum").toString()).contains("\"no-figure-from\"");
        assertThat(api.at("/components/schemas/Counts/enum").toString()).contains("\"declared\"");
    }
}
