package dev.zoneledger.metrics.analyses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.metrics.totals.Baotou;
import dev.zoneledger.metrics.totals.Client;
import dev.zoneledger.metrics.totals.Documents;
import dev.zoneledger.metrics.totals.WithLedger;
import dev.zoneledger.testing.TestIds;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/questions.md shows is what happens, and the description of the API tells of it. */
@QuarkusTest
class QuestionsDocumentTest extends WithLedger {

    private static final List<String> REFUSALS = List.of("400", "401", "403", "404", "503");

    @TestHTTPResource
    URI metrics;

    private final String second = TestIds.zone("second");

    @BeforeEach
    void appendTheFacts() {
        client.append(baotou.all());
        client.append(baotou.figuresOf2021());
        client.ask("/capacity", client.append(baotou.supposedYear()));
        Client ofSecond = client(second);
        ofSecond.ask("/capacity", ofSecond.append(new Baotou(second).all()));
    }

    @Test
    void shouldRunEveryExampleOfTheDocument() throws IOException {
        Documents.assertExamplesRun("questions.md", 17, metrics, Map.of("baotou-rehz", zone, "a-second-zone", second));
    }

    @Test
    void shouldDescribeEveryQuestionItsParametersAndItsAnswer() throws IOException {
        // When
        JsonNode api = Documents.api();

        // Then
        for (String question :
                List.of("capacity", "output", "value", "coverage", "growth", "utilisation", "concentration")) {
            Documents.assertDescribed(api, "zones/{zone}/" + question, "get", REFUSALS);
            Documents.assertDescribed(api, question, "get", REFUSALS);
        }
        JsonNode ofZones = api.at("/paths/~1v1~1capacity/get/responses/200");
        assertThat(ofZones.at("/headers").findValuesAsText("description")).hasSize(2);
        JsonNode answers = ofZones.at("/content/application~1json/schema/properties");
        assertThat(answers.at("/together/$ref").asText()).endsWith("/CapacityAnswer");
        assertThat(answers.at("/zones/items/$ref").asText()).endsWith("/CapacityAnswer");
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
