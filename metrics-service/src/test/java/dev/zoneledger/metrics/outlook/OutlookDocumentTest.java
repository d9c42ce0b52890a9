package dev.zoneledger.metrics.outlook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.totals.Documents;
import dev.zoneledger.metrics.totals.WithLedger;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/outlook.md shows is what happens, and the description of the API tells of it. */
@QuarkusTest
class OutlookDocumentTest extends WithLedger {

    @TestHTTPResource
    URI metrics;

    @BeforeEach
    void appendTheFacts() {
        List<ZoneEvent> all = new ArrayList<>(baotou.all());
        all.add(events.capacity("plan", Subject.line("ke-rui-industrialisation", "phase-1", "powder"), "2000")
                .product("ndfeb-powder-rapidly-quenched")
                .basis(Basis.PLANNED)
                .from("2021-12")
                .claim());
        all.add(events.project("metal-works", null));
        all.add(events.capacity("metal", Subject.project("metal-works"), "2000")
                .product("ndpr-metal")
                .claim());
        client.ask("/capacity", client.append(all));
    }

    @Test
    void shouldRunEveryExampleOfTheDocument() throws IOException {
        Documents.assertExamplesRun("outlook.md", 8, metrics, Map.of("baotou-rehz", zone));
    }

    @Test
    void shouldDescribeEveryQuestionItsParametersAndItsAnswer() throws IOException {
        // When
        JsonNode api = Documents.api();

        // Then
        for (String question : List.of(
                "zones/{zone}/timeline",
                "zones/{zone}/outlook",
                "zones/{zone}/outlook/claims",
                "zones/{zone}/pipeline",
                "zones/{zone}/chains/{chain}/balance",
                "timeline",
                "outlook",
                "pipeline",
                "balance")) {
            Documents.assertDescribed(api, question, "get", List.of("400", "401", "403", "404", "503"));
        }
        Documents.assertDescribed(api, "zones/{zone}/scenarios", "post", List.of("400", "401", "403", "404", "503"));
        Documents.assertDescribed(api, "factor-sets", "get", List.of());
        Documents.assertDescribed(api, "factor-sets/{key}", "get", List.of());
    }
}
