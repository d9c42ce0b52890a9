package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zoneledger.rest.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePartTest {

    private static final String END = "--b--\r\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    filename="a.csv"                                     | a.csv
                    filename=a.csv                                       | a.csv
                    filename*=UTF-8''%E4%BA%A7%E8%83%BD.csv              | 产能.csv
                    filename="a file.csv"; filename*=UTF-8''a%20file.csv | a file.csv
                    """)
    void shouldTakeTheNameOfAFileInEitherWay(String parameter, String name) throws Exception {
        // When
        FilePart file = part(form("form-data; name=\"file\"; " + parameter, "a,b"), END);

        // Then
        assertThat(file.fileName()).isEqualTo(name);
        assertThat(text(file)).isEqualTo("a,b");
    }

    @Test
    void shouldPassOverPartsThatAreNoFileAndFilesThatWereNotChosen() throws Exception {
        // Given
        String notChosen = form("form-data; name=\"one\"; filename=\"\"", "");

        // When
        FilePart file = part(notChosen, field(), file("a.csv", "a,b"), field(), notChosen, END);

        // Then
        assertThat(file.fileName()).isEqualTo("a.csv");
        assertThat(text(file)).isEqualTo("a,b");
    }

    @ParameterizedTest
    @CsvSource({"b.csv", "''"})
    void shouldEndWithAProblemWhereAnotherFileBegins(String second) throws Exception {
        // Given
        String first = "a,b\n".repeat(10_000);
        FilePart file = part(file("a.csv", first), field(), file(second, "c,d"), END);

        // When, then
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> text(file))
                .satisfies(refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(400);
                    assertThat(refusal.problem().type()).endsWith("more-than-one-file");
                    assertThat(refusal.problem().detail()).contains("a.csv", second);
                });
    }

    @Test
    void shouldNotHoldHeadersWithoutAnEnd() {
        tooLarge("--b\r\nContent-Disposition: ");
        tooLarge("--b\r\n");
        tooLarge("");
        tooLarge(field() + "--b\r\nContent-Type: ");
    }

    @Test
    void shouldNotHoldHeadersWithoutAnEndBehindTheFile() throws Exception {
        // Given
        FilePart file = new FilePart(endless(file("a.csv", "a,b".repeat(10_000)) + "--b\r\nX: "), "b");

        // When, then
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> text(file))
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(413));
    }

    private static void tooLarge(String beginning) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> new FilePart(endless(beginning), "b"))
                .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(413));
    }

    private static FilePart part(String... parts) throws IOException {
        return new FilePart(new ByteArrayInputStream(String.join("", parts).getBytes(StandardCharsets.UTF_8)), "b");
    }

    private static String text(FilePart file) throws IOException {
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String file(String name, String content) {
        return form("form-data; name=\"file\"; filename=\"" + name + "\"", content);
    }

    private static String field() {
        return form("form-data; name=\"filename=x.csv\"", "not a file");
    }

    private static String form(String disposition, String content) {
        return "--b\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    /** Some megabytes behind a beginning, and then a failure of the test. */
    private static InputStream endless(String beginning) {
        byte[] more = new byte[4 << 20];
        Arrays.fill(more, (byte) 'x');
        return new SequenceInputStream(
                new ByteArrayInputStream(beginning.getBytes(StandardCharsets.UTF_8)),
                new SequenceInputStream(new ByteArrayInputStream(more), new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("the headers are read to their end");
                    }
                }));
    }
}
