package dev.zoneledger.ingest.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NdjsonTest {

    private static final String RETRACTION =
            "{\"type\":\"retraction\",\"zone\":\"z\",\"id\":\"c\",\"revision\":2,\"reason\":\"withdrawn\"}";

    @Test
    void shouldGiveARejectedLineBackAsItCameWithTheReason() throws IOException {
        assertThat(rejected("{\"type\":\"claim\", \"n\":1.50000000000000000000001, \"n\":[{\"rejected\":1}]}"))
                .isEqualTo(
                        "{\"rejected\":\"why\",\"type\":\"claim\",\"n\":1.50000000000000000000001,\"n\":[{\"rejected\":1}]}\n");
    }

    @Test
    void shouldPutTheReasonInThePlaceOfAnEarlierOne() throws IOException {
        assertThat(rejected("{\"a\":1,\"rejected\":\"earlier\",\"b\":2}"))
                .isEqualTo("{\"rejected\":\"why\",\"a\":1,\"b\":2}\n");
    }

    @Test
    void shouldGiveALineThatIsNoObjectBackAsText() throws IOException {
        assertThat(rejected("{\"a\":1")).isEqualTo("{\"rejected\":\"why\",\"line\":\"{\\\"a\\\":1\"}\n");
        assertThat(rejected("[1]")).isEqualTo("{\"rejected\":\"why\",\"line\":\"[1]\"}\n");
        assertThat(rejected("{}{}")).isEqualTo("{\"rejected\":\"why\",\"line\":\"{}{}\"}\n");
    }

    @Test
    void shouldNotGiveBackALineThatIsTooLong() throws IOException {
        assertThat(rejected("x".repeat(2000))).isEqualTo("{\"rejected\":\"why\"}\n");
    }

    @Test
    void shouldPassOverTheReasonOfAnEarlierRejection() throws IOException {
        // Given
        Faults faults = new Faults(10);

        // When
        Entry entry =
                first("{\"rejected\":\"earlier\"," + RETRACTION.substring(1)).read(faults);

        // Then
        assertThat(faults.told()).isEmpty();
        assertThat(entry.event()).isNotNull();
        assertThat(entry.named()).isTrue();
    }

    private static String rejected(String line) throws IOException {
        var file = new ByteArrayOutputStream();
        try (var rejected = first(line).rejectedInto(file)) {
            rejected.add(row -> "why");
        }
        return file.toString(StandardCharsets.UTF_8);
    }

    private static EntrySource first(String line) throws IOException {
        EntrySource source = new Ndjson(Limits.of(Map.of("entry", "1000")))
                .open(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), Map.of());
        assertThat(source.next()).isTrue();
        return source;
    }
}
