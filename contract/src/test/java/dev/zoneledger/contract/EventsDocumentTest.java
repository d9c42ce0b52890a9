package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/events.md shows is what is. */
class EventsDocumentTest {

    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);

    private String text;
    private Samples.Sample sample;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(Path.of("../docs/events.md"));
        sample = Samples.all().stream()
                .filter(each -> each.name().endsWith("/f12-sintered-capacity.json"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldShowTheDataOfASample() throws IOException {
        // When
        String data = block("json");

        // Then
        assertThat(Json.mapper().readTree(data)).isEqualTo(sample.data());
    }

    @Test
    void shouldShowTheHeadersOfThatSample() {
        // When
        String headers = block("");

        // Then
        assertThat(headers.strip())
                .isEqualTo(sample.headers().entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void shouldNameEveryTypeAndItsWordInAnImport() {
        for (EventType type : EventType.values()) {
            assertThat(text).contains("| `" + type.type() + "` | `" + type.kind() + "` |");
        }
    }

    @Test
    void shouldNameTheTopicsAndTheirSettings() {
        assertThat(text).contains("`" + EventLog.TOPIC + "`", "`" + EventLog.DEAD_LETTERS + "`");
        assertThat(text)
                .contains(
                        "`cleanup.policy=" + EventLog.topicConfig().get("cleanup.policy") + "`",
                        "`retention.ms=" + EventLog.topicConfig().get("retention.ms") + "`",
                        "`retention.bytes=" + EventLog.topicConfig().get("retention.bytes") + "`",
                        "`" + EventLog.topicConfig().get("message.timestamp.type") + "`");
    }

    private String block(String language) {
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).equals(language)) {
                return blocks.group(2);
            }
        }
        throw new AssertionError("no block of " + language);
    }
}
