package dev.zoneledger.ingest.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zoneledger.contract.Organisation;
import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.EntrySource.RejectedEntries;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.rest.Problem.FieldError;
import dev.zoneledger.rest.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are written in one encoding or another, or are no table that can be read. */
class CsvFilesTest {

    private final Faults faults = new Faults(100);

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "GBK"})
    void shouldFindOutTheEncoding(String charset) throws Exception {
        // Given
        String mark = charset.startsWith("UTF") ? "\uFEFF" : "";
        String table = mark
                + CsvTables.ORGANISATIONS.replace("A maker", "天骄清美稀土抛光粉有限公司").replace("name", "机构名称");

        // When
        List<Entry> entries = read(table.getBytes(Charset.forName(charset)), Map.of());

        // Then
        assertThat(((Organisation) entries.getFirst().event()).name()).isEqualTo("天骄清美稀土抛光粉有限公司");
    }

    @Test
    void shouldTakeTheEncodingThatTheContentTypeNames() throws Exception {
        // Given
        byte[] latin = CsvTables.ORGANISATIONS.replace("A maker", "Müller").getBytes(StandardCharsets.ISO_8859_1);

        // When
        List<Entry> entries = read(latin, Map.of("charset", "windows-1252"));

        // Then
        assertThat(((Organisation) entries.getFirst().event()).name()).isEqualTo("Müller");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(latin, Map.of()))
                .satisfies(refusal -> assertThat(refusal.problem().detail()).contains("CSV UTF-8"));
    }

    @Test
    void shouldRefuseOnlyTheRowsWhoseCharactersBreakLater() throws Exception {
        // Given
        byte[] head =
                (CsvTables.ORGANISATIONS + "# " + "x\n# ".repeat(70_000) + "\nz,p,").getBytes(StandardCharsets.UTF_8);
        byte[] table = java.util.Arrays.copyOf(head, head.length + 3);
        table[head.length] = (byte) 0xFF;
        table[head.length + 1] = 'x';
        table[head.length + 2] = ',';

        // When
        List<Entry> entries = read(table, Map.of());

        // Then
        assertThat(entries).hasSize(2);
        assertThat(entries.getLast().event()).isNull();
        assertThat(faults.told()).anySatisfy(fault -> assertThat(fault.detail()).contains("characters are broken"));
    }

    @Test
    void shouldNameTheColumnsThatAreMissing() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("zone,product,figure,status\nz,ndfeb-sintered,1 t,operating\n"))
                .satisfies(refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(400);
                    assertThat(refusal.problem().errors())
                            .extracting(FieldError::column)
                            .containsExactly("Measure", "Source");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "hello",
                "a,b,c\n1,2,3\n",
                "\u0000\u0000",
                "PK\u0003\u0004...",
                "{\"type\": \"claim\"}"
            })
    void shouldSayThatAFileIsNoTable(String file) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(file));
    }

    @Test
    void shouldNotGuessBetweenTwoTables() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read("zone,id,name,note\nz,a,A,x\n").isEmpty())
                .satisfies(refusal -> assertThat(refusal.problem().detail()).isNotBlank());
    }

    @Test
    void shouldGiveRejectedRowsBackReadyToBeMendedAndSentAgain() throws Exception {
        // Given
        String table = CsvTables.CLAIMS.replace("source\n", "source,rejected\n").replace("/a\n", "/a,older reason\n")
                + "baotou-rehz,jinmeng,capacity,ndfeb-sintered,\"3,5 t\",operating,2020,https://example.org/a,\n";
        var file = new ByteArrayOutputStream();

        // When
        try (EntrySource source = CsvTables.source(table.getBytes(StandardCharsets.UTF_8), Map.of());
                RejectedEntries rejected = source.rejectedInto(file)) {
            while (source.next()) {
                faults.inRow(source.row());
                long before = faults.count();
                source.read(faults);
                if (faults.count() > before) {
                    rejected.add(row -> faults.told().getLast().detail());
                }
            }
        }

        // Then
        String returned = file.toString(StandardCharsets.UTF_8);
        assertThat(returned.lines().toList()).hasSize(2);
        assertThat(returned)
                .startsWith("\uFEFFzone,organisation")
                .contains("write decimals with a point")
                .doesNotContain("older reason");
        Faults again = new Faults(10);
        List<Entry> mended =
                CsvTables.read(returned.replace("3,5 t", "3.5 t").getBytes(StandardCharsets.UTF_8), Map.of(), again);
        assertThat(again.told()).isEmpty();
        assertThat(mended).hasSize(1);
    }

    @Test
    void shouldEndAFileAtARowThatIsTooLong() {
        for (String row : List.of("x" + ",".repeat(500) + "\n", "\"" + "x".repeat(5_000_000), "x".repeat(40_000))) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> read(CsvTables.CLAIMS + row))
                    .satisfies(refusal -> {
                        assertThat(refusal.problem().status()).isEqualTo(400);
                        assertThat(refusal.problem().detail())
                                .contains("200 cells (zone.ingest.sheets.columns)")
                                .contains("32767 characters (zone.ingest.sheets.cell)");
                    });
        }
    }

    @Test
    void shouldBoundTheRowsOfAProject() throws Exception {
        // Given
        String table = "zone,id,name,phase,line\n" + "z,p,P,one,\n".repeat(4);

        // When
        try (EntrySource source = new Csv(Limits.of(Map.of("rows-of-entry", "3")))
                .open(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)), Map.of())) {
            source.next();
            source.read(faults);
        }

        // Then
        assertThat(faults.told())
                .anySatisfy(fault -> assertThat(fault.detail()).contains("3 rows (zone.ingest.sheets.rows-of-entry)"));
    }

    private List<Entry> read(String table) throws IOException {
        return read(table.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private List<Entry> read(byte[] table, Map<String, String> parameters) throws IOException {
        return CsvTables.read(table, parameters, faults);
    }
}
