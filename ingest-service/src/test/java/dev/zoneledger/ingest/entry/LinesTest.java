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

    @Test
    void shouldEndLinesAtLineFeedsAlone() throws IOException {
        // Given: line feeds among bytes that differ from them by one bit, or by one
        Random random = new Random(3);
        byte[] signs = {'\n', 0, '\t', 0x0B, 0x1A, 0x2A, (byte) 0x8A, (byte) 0xFF, 'x', 'y'};
        byte[] all = new byte[20_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = signs[random.nextInt(signs.length)];
        }
        all[all.length - 1] = 'x';

        // When
        Lines lines = new Lines(inPieces(all), 1000);
        var read = new StringBuilder();
        while (lines.next()) {
            read.append(new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.ISO_8859_1))
                    .append(';');
        }

        // Then
        assertThat(read.toString()).isEqualTo(new String(all, StandardCharsets.ISO_8859_1).replace('\n', ';') + ";");
    }

    private static List<String> read(String text, int maxLength) throws IOException {
        Lines lines = new Lines(inPieces(text.getBytes(StandardCharsets.UTF_8)), maxLength);
        List<String> read = new ArrayList<>();
        while (lines.next()) {
            read.add(lines.number() + ":"
                    + (lines.isTooLong()
                            ? "too long"
                            : new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.UTF_8)));
        }
        return read;
    }

    private static InputStream inPieces(byte[] all) {
        Random random = new Random(1);
        return new ByteArrayInputStream(all) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(97)));
            }
        };
    }
}
