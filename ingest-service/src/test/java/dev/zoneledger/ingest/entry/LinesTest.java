package dev.zoneledger.ingest.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void shouldGiveLinesWithoutTheirEnds() throws IOException {
        assertThat(read("a\nbc\r\n\nd", 10)).containsExactly("1:a", "2:bc\r", "3:", "4:d");
    }

    @Test
    void shouldGiveNothingOfNothing() throws IOException {
        assertThat(read("", 10)).isEmpty();
    }

    @Test
    void shouldNotMakeALineOfALastLineEnd() throws IOException {
        assertThat(read("a\n", 10)).containsExactly("1:a");
    }

    @Test
    void shouldPassOverLinesThatAreTooLong() throws IOException {
        assertThat(read("a\n" + "x".repeat(11) + "\n" + "y".repeat(10) + "\n" + "z".repeat(500) + "\nb", 10))
                .containsExactly("1:a", "2:too long", "3:yyyyyyyyyy", "4:too long", "5:b");
    }

    @Test
    void shouldPassOverALastLineThatIsTooLong() throws IOException {
        assertThat(read("a\n" + "x".repeat(22), 10)).containsExactly("1:a", "2:too long");
    }

    @Test
    void shouldGiveTheSameLinesHoweverTheBytesArrive() throws IOException {
        // Given
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            String line = "x".repeat(random.nextInt(2000));
            text.append(line).append('\n');
            expected.add(i + ":" + (line.length() > 1500 ? "too long" : line));
        }

        // When
        List<String> lines = read(text.toString(), 1500);

        // Then
        assertThat(lines).isEqualTo(expected);
    }

    private static List<String> read(String text, int maxLength) throws IOException {
        Random random = new Random(1);
        InputStream inPieces = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(97)));
            }
        };
        Lines lines = new Lines(inPieces, maxLength);
        List<String> read = new ArrayList<>();
        while (lines.next()) {
            read.add(lines.number() + ":"
                    + (lines.isTooLong()
                            ? "too long"
                            : new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.UTF_8)));
        }
        return read;
    }
}
