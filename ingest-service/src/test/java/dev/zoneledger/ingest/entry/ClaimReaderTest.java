package dev.zoneledger.ingest.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines take the short way. That it leads to the same place, {@link ReaderAgainstContractTest} and fuzzing tell. */
class ClaimReaderTest {

    private final EntryReader reader = new EntryReader(Limits.DEFAULT);

    @ParameterizedTest
    @ValueSource(strings = {Samples.CAPACITY, Samples.REVENUE, Samples.COUNT})
    void shouldReadAUsualClaimStraight(String line) {
        // When
        Entry entry = straight(line);

        // Then
        assertThat(entry).isNotNull().isEqualTo(explained(line));
    }

    @Test
    void shouldReadEveryUsualFieldStraight() {
        // Given
        String line = """
                {"note": "n", "source": {"excerpt": "5000 tons", "locator": "paragraph 2", "machineTranslated": false, "language": "zh-Hans",\
                 "publishedOn": "2020-10-15", "publisher": "SMM", "uri": "doi:10.1/a"}, "statedBy": {"organisation": "o", "office": "f", "name": "孙"},\
                 "reason": "r", "rank": "deprecated", "effectiveFrom": {"bound": "not-later", "precision": "year", "date": "2020-10-15"},\
                 "basis": "planned", "status": "announced", "quantity": {"printed": "5 kt/a", "qualifier": "at-most", "unit": "kt/a", "value": 5.0e0},\
                 "product": "ndfeb-sintered", "measure": "capacity", "subject": {"line": "l", "phase": "f", "project": "p"}, "revision": 3,\
                 "id": "a-claim", "zone": "z", "type": "claim"}""";

        // When
        Entry entry = straight(line);

        // Then
        assertThat(entry).isNotNull().isEqualTo(explained(line));
        assertThat(entry.named()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"basis\": \"actual\", \"basis\": \"actual\"",
                "\"basis\": null",
                "\"basis\": \"actual\", \"readings\": []",
                "\"basis\": \"actual\", \"surprise\": 1",
                "\"basis\": \"actually\"",
                "\"basis\": 1"
            })
    void shouldLeaveWhatIsUnusualToTheReaderThatExplains(String instead) {
        assertThat(straight(Samples.CAPACITY.replace("\"basis\": \"actual\"", instead)))
                .isNull();
    }

    @Test
    void shouldReadAPostedClaimStraight() {
        // Given
        String posted = Samples.CAPACITY.replace("\"type\": \"claim\", ", "");

        // When
        Entry entry = ClaimReader.post(bytes(posted));

        // Then
        assertThat(entry).isNotNull().isEqualTo(explained(Samples.CAPACITY));
        assertThat(ClaimReader.post(bytes(Samples.CAPACITY))).isNull();
    }

    private Entry explained(String line) {
        byte[] bytes = bytes(line);
        return reader.explainedLine(bytes, 0, bytes.length, new Faults(1));
    }

    private static @Nullable Entry straight(String line) {
        byte[] bytes = bytes(line);
        return ClaimReader.line(bytes, 0, bytes.length);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
