package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document says what the code does. */
class AsyncApiTest {

    private JsonNode document;

    @BeforeEach
    void read() throws IOException {
        try (InputStream file = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
            document = new ObjectMapper(new YAMLFactory()).readTree(file);
        }
    }

    @Test
    void shouldBeOfTheVersionThatItSays() {
        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.at("/info/title").asText()).isNotBlank();
    }

    @Test
    void shouldNameTheTopicsAndHowTheyAreSet() {
        // When
        Map<String, JsonNode> channels = document.path("channels").properties().stream()
                .collect(
                        Collectors.toMap(each -> each.getValue().path("address").asText(), Map.Entry::getValue));

        // Then
        assertThat(channels).containsOnlyKeys(EventLog.TOPIC, EventLog.DEAD_LETTERS, EventLog.TOTALS);
        channels.forEach((topic, channel) -> {
            JsonNode binding = channel.at("/bindings/kafka");
            Map<String, String> config = switch (topic) {
                case EventLog.TOPIC -> EventLog.topicConfig();
                case EventLog.DEAD_LETTERS -> EventLog.deadLettersConfig();
                default -> EventLog.totalsConfig();
            };
            assertThat(binding.path("topic").asText()).isEqualTo(topic);
            binding.path("topicConfiguration")
                    .properties()
                    .forEach(setting -> assertThat(config)
                            .containsEntry(
                                    setting.getKey(),
                                    setting.getValue().isArray()
                                            ? setting.getValue().get(0).asText()
                                            : setting.getValue().asText()));
        });
    }

    @Test
    void shouldNameExactlyTheEventTypesEachWithItsSchema() {
        // Given
        Set<String> types =
                Arrays.stream(EventType.values()).map(EventType::type).collect(Collectors.toSet());

        // When
        Map<String, JsonNode> messages = document.at("/channels/events/messages").properties().stream()
                .map(each -> resolved(each.getValue()))
                .collect(Collectors.toMap(each -> each.path("name").asText(), each -> each));

        // Then
        assertThat(messages.keySet()).isEqualTo(types);
        messages.forEach((type, message) -> {
            String schema = message.at("/payload/schema/$ref").asText();
            assertThat(schema).isEqualTo("schemas/" + type + ".json");
            assertThat(AsyncApiTest.class.getResource("/" + schema)).as(schema).isNotNull();
        });
    }

    @Test
    void shouldNeedTheHeadersThatEveryEventHas() {
        // Given
        Set<String> described =
                document.at("/components/messageTraits/cloudEvent/headers/properties").properties().stream()
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        Set<String> needed = document.at("/components/messageTraits/cloudEvent/headers/required")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toSet());

        // When, then
        assertThat(Samples.all()).allSatisfy(sample -> {
            assertThat(sample.headers().keySet()).containsAll(needed);
            assertThat(described).containsAll(sample.headers().keySet());
        });
    }

    @Test
    void shouldResolveEveryReference() {
        // When, then
        assertThat(document.findValuesAsText("$ref").stream().filter(each -> each.startsWith("#/")))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private JsonNode resolved(JsonNode reference) {
        return document.at(reference.path("$ref").asText().substring(1));
    }
}
