package dev.zoneledger.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What docs/registry.md shows is what happens. */
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

    @Test
    void shouldRunEveryExampleOfTheDocument() throws Exception {
        // Given
        String zone;
        try (Probe probe = new Probe(topic)) {
            // The facts are other tests' too, so here they are another zone's.
            zone = probe.zone();
            for (String line : Files.readAllLines(FACTS)) {
                ObjectNode fact = (ObjectNode) Json.mapper().readTree(line.replace(ZONE, zone));
                String kind = fact.remove("type").textValue();
                probe.append(kind, withDefaults(kind, fact));
            }
            probe.append("claim", """
                    {"id": "ke-rui-phase-one-opened", "subject": {"project": "ke-rui-industrialisation", "phase": "phase-1"},
                     "measure": "capacity", "product": "ndfeb-powder-rapidly-quenched",
                     "quantity": {"value": 5000, "unit": "t/a", "qualifier": "exact"}, "status": "operating",
                     "basis": "actual", "effectiveFrom": {"date": "2020-10", "bound": "not-later"}, "rank": "normal",
                     "source": {"uri": "urn:example:another-report", "publishedOn": "2020-10"}}""");
            probe.getHere("/v1/sources").body("items.uri", hasItem("urn:example:another-report"));
        }
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        int count = 0;
        while (example.find()) {
            // When
            String output = run(example.group(1).replace(ZONE, zone));

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
