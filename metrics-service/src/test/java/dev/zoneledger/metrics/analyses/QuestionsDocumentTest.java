package dev.zoneledger.metrics.analyses;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Json;
import dev.zoneledger.metrics.totals.Baotou;
import dev.zoneledger.metrics.totals.Client;
import dev.zoneledger.metrics.totals.LedgerResource;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.ShellExamples;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private static final String ZONE = "baotou-rehz";

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
    void shouldRunEveryExampleOfTheDocument() throws IOException {
        // Given
        Map<String, String> environment =
                Map.of("METRICS", metrics.toString().replaceAll("/$", ""), "TOKEN", Tokens.reader());
        List<ShellExamples.Example> examples = ShellExamples.of(Path.of("../docs/questions.md"));
        assertThat(examples).hasSize(14).allMatch(example -> !example.expected().isEmpty());

        for (ShellExamples.Example example : examples) {
            // When
            String output = example.run(environment, command -> command.replace(ZONE, zone));

            // Then
            assertThat(output).as(example.command()).contains(example.expected());
        }
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
        assertThat(api.at("/components/schemas/dev.zoneledger.metrics.ledger.Interval/description")
                        .asText())
                .isNotBlank();
        assertThat(api.at("/components/schemas/Counts/enum").toString()).contains("\"declared\"");
    }
}
