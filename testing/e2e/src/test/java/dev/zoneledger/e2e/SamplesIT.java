package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.EventLog;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.TotalCodec;
import dev.zoneledger.local.Audit;
import dev.zoneledger.testing.TestLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sample that was ever published is taken by ingest, and read out of the log by the catalog and the metrics. */
class SamplesIT {

    private static final List<String> SAMPLE_ZONES = List.of("baotou-rehz", "sample-zone", "zone-a");
    private static final Pattern UNDECODABLE = Pattern.compile("(?m)^zone_records_undecodable_total(?:\\{.*})? (.*)$");

    private final Stack stack = Stack.running();
    private final Client client = new Client(stack);
    private final String zone = BaotouFactsIT.newZone();

    @Test
    void shouldBeTakenAndReadByAllThreeServices() throws SQLException {
        // Given
        long deadLetters = deadLetters();
        String undecodable = undecodable();
        List<JsonNode> samples = samples();
        assertThat(samples).hasSizeGreaterThan(50);

        // When they are sent to ingest, and when they are in the log as they were published
        Map<String, String> positions = new HashMap<>();
        for (JsonNode sample : samples) {
            String position = client.post("/v1/events", "application/cloudevents+json", cloudEvent(sample), "steward")
                    .position();
            positions.put(position, key(sample));
        }
        try (TestLog log = TestLog.of(stack.bootstrapServers())) {
            for (JsonNode sample : samples) {
                Map<String, String> headers = new HashMap<>();
                sample.get("headers")
                        .properties()
                        .forEach(each ->
                                headers.put(each.getKey(), each.getValue().textValue()));
                byte[] data = sample.get("data").toString().getBytes(StandardCharsets.UTF_8);
                positions.put(
                        log.append(EventLog.TOPIC, key(sample), headers, data).position(), key(sample));
            }
        }

        // Then
        positions.forEach((position, of) -> {
            client.catalog("/v1/claims?limit=1&zone=" + of + "&after=" + position);
            client.metrics("/v1/zones/" + of + "/capacity?after=" + position);
        });
        assertThat(deadLetters()).isEqualTo(deadLetters);
        assertThat(undecodable()).isEqualTo(undecodable);
        for (String each : SAMPLE_ZONES) {
            Audit.Result audit = new Audit(stack.catalog(), stack.metrics())
                    .of(zoneFor(each), List.of(LocalDate.of(2020, 10, 15)), anyOf(zoneFor(each), positions));
            assertThat(audit.differences()).as(each).isEmpty();
        }
    }

    private String zoneFor(String zoneOfSample) {
        return zone + "-" + SAMPLE_ZONES.indexOf(zoneOfSample);
    }

    private static String key(JsonNode sample) {
        return sample.get("key").textValue();
    }

    private static String anyOf(String zone, Map<String, String> positions) {
        return positions.entrySet().stream()
                .filter(each -> each.getValue().equals(zone))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static String cloudEvent(JsonNode sample) {
        JsonNode headers = sample.get("headers");
        ObjectNode event = Json.mapper().createObjectNode();
        for (String name : List.of("specversion", "id", "source", "type")) {
            event.set(name, headers.get("ce_" + name));
        }
        event.set("data", sample.get("data"));
        return event.toString();
    }

    /** With this test's own zones in place of theirs; without those of totals, which are no events of the log. */
    private List<JsonNode> samples() {
        try (Stream<Path> files = Files.walk(Stack.root("contract/src/main/resources/samples"))) {
            return files.filter(each -> each.toString().endsWith(".json"))
                    .filter(each -> !each.getParent().getFileName().toString().equals(TotalCodec.TYPE))
                    .sorted()
                    .map(this::sample)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode sample(Path file) {
        try {
            String sample = Files.readString(file);
            for (String each : SAMPLE_ZONES) {
                sample = sample.replace('"' + each + '"', '"' + zoneFor(each) + '"');
            }
            return Client.json(sample);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long deadLetters() throws SQLException {
        try (Connection connection = stack.catalogDatabase();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM dead_letter")) {
            row.next();
            return row.getLong(1);
        }
    }

    private String undecodable() {
        try (InputStream metrics = stack.metrics().resolve("/q/metrics").toURL().openStream()) {
            Matcher line = UNDECODABLE.matcher(new String(metrics.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(line.find()).as("the counter is there").isTrue();
            return line.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
