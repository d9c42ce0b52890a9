package dev.zoneledger.metrics.outlook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.state.Events;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/outlook.md shows is what happens, and the description of the API tells of it. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokensResource.class)
@QuarkusTestResource(LedgerResource.class)
class OutlookDocumentTest {

    private static final String ZONE = "baotou-rehz";

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @TestHTTPResource
    URI metrics;

    private final String zone = TestIds.zone("baotou");
    private final TestLog log = TestLog.open();

    @BeforeEach
    void appendTheFacts() {
        Events events = new Events(zone);
        List<ZoneEvent> all = new ArrayList<>(new Baotou(zone).all());
        all.add(events.capacity("plan", Subject.line("ke-rui-industrialisation", "phase-1", "powder"), "2000")
                .product("ndfeb-powder-rapidly-quenched")
                .basis(Basis.PLANNED)
                .from("2021-12")
                .claim());
        all.add(events.project("metal-works", null));
        all.add(events.capacity("metal", Subject.project("metal-works"), "2000")
                .product("ndpr-metal")
                .claim());
        Client client = new Client(topic, zone, log);
        client.ask("/capacity", client.append(all));
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
        List<ShellExamples.Example> examples = ShellExamples.of(Path.of("../docs/outlook.md"));
        assertThat(examples).hasSize(8).allMatch(example -> !example.expected().isEmpty());

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
        JsonNode paths = Json.mapper()
                .readTree(given().get("/q/openapi?format=json").asString())
                .get("paths");

        // Then
        for (String question : List.of(
                "zones/{zone}/timeline get",
                "zones/{zone}/outlook get",
                "zones/{zone}/outlook/claims get",
                "zones/{zone}/pipeline get",
                "zones/{zone}/scenarios post",
                "zones/{zone}/chains/{chain}/balance get",
                "factor-sets get",
                "factor-sets/{key} get")) {
            String[] parts = question.split(" ");
            JsonNode told = paths.get("/v1/" + parts[0]).get(parts[1]);
            assertThat(told.get("summary").asText()).as(question).isNotBlank();
            assertThat(told.get("description").asText()).as(question).isNotBlank();
            assertThat(told.at("/responses/200/content/application~1json/schema")
                            .isObject())
                    .as(question)
                    .isTrue();
            told.path("parameters")
                    .forEach(parameter -> assertThat(
                                    parameter.path("description").asText())
                            .as(question + " " + parameter)
                            .isNotBlank());
        }
    }
}
