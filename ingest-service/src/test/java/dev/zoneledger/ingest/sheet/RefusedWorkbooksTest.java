package dev.zoneledger.ingest.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.rest.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks that are broken, or larger than they may be. */
class RefusedWorkbooksTest {

    private final Faults faults = new Faults(100);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    <c r="XXXXXXXX1"><v>1</v></c>
                    <c r="ZZZ1"><v>1</v></c>
                    <c r="A1" t="s"><v>2000000000</v></c>
                    <c r="A1" t="s"><v>-1</v></c>
                    <c r="A1" t="s"><v>x</v></c>
                    <c r="A1"><v>
                    <![CDATA[x]]>
                    <!DOCTYPE x>
                    &unknown;
                    """)
    void shouldRefuseASheetThatNoProgramWrites(String xml) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(
                        Workbooks.zip(Map.of("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\">" + xml)),
                        Limits.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a number",
                "1e400",
                "NaN",
                "-1e-400",
                "99999999999999999999999999999999999999999999999999",
                "1e29"
            })
    void shouldTakeNumbersThatAreNoneForText(String number) throws Exception {
        // Given
        StringBuilder row = new StringBuilder(Workbooks.headers()).append("<row>");
        Workbooks.HEADERS.forEach(header -> row.append("<c><v>").append(number).append("</v></c>"));

        // When
        List<Entry> entries = read(
                Workbooks.zip(Map.of(
                        "xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + row + "</row></sheetData></worksheet>")),
                Limits.DEFAULT);

        // Then
        assertThat(entries)
                .singleElement()
                .satisfies(entry -> assertThat(entry.event()).isNull());
    }

    @Test
    void shouldStopAPartThatUnfoldsToFarMoreThanItsZippedForm() throws Exception {
        // Given
        String rows = Workbooks.headers() + "<row><c><v>1</v></c></row>".repeat(400_000);
        byte[] bomb = Workbooks.zip(Map.of("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows));

        // When, then
        refuses(bomb, "ratio", "10");
        refuses(bomb, "unzipped", "100000");
    }

    @Test
    void shouldCountAPartAsOftenAsItIsRead() throws Exception {
        // Given
        byte[] workbook = Workbooks.zip(Map.of(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets>" + "<sheet r:id=\"a\"/>".repeat(20) + "</sheets></workbook>",
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>" + "<row r=\"1\"/>".repeat(10_000) + "</sheetData></worksheet>"));

        // When, then
        refuses(workbook, "unzipped", "1000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Id", "Type", "Target"})
    void shouldNotHoldLongTextsAboutParts(String attribute) throws Exception {
        // Given
        String relation = "<Relationship Id=\"a\" Type=\"b\" Target=\"c\"/>"
                .replaceFirst(attribute + "=\"", "$0" + "x".repeat(1000));
        byte[] workbook =
                Workbooks.zip(Map.of("xl/_rels/workbook.xml.rels", "<Relationships>" + relation + "</Relationships>"));

        // When, then
        unreadable(workbook);
    }

    @Test
    void shouldNotHoldNamesThatNoProgramWrites() throws Exception {
        // Given
        StringBuilder prefixes = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            prefixes.append("<row xmlns:p").append(i).append("=\"x\"/>");
        }
        String longName = "x".repeat(1000);

        // When, then
        for (String xml : List.of(
                "<" + longName + "/>",
                "<row " + longName + "=\"\"/>",
                "<row xmlns:" + longName + "=\"x\"/>",
                "<?" + longName + "?>",
                prefixes.toString())) {
            unreadable(Workbooks.zip(Map.of("xl/worksheets/sheet1.xml", "<worksheet>" + xml + "</worksheet>")));
        }
    }

    private void unreadable(byte[] workbook) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(workbook, Limits.DEFAULT))
                .satisfies(refusal -> assertThat(refusal.problem().type()).endsWith("unreadable-file"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSayThatThereIsNoRoomOnTheDisk() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> XlsxFile.copy(new ByteArrayInputStream(new byte[10]), Path.of("/dev/full"), 100))
                .satisfies(refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(503);
                    assertThat(refusal.retryAfterSeconds()).isPositive();
                });
    }

    @Test
    void shouldBoundTheTextsThatCellsShare() throws Exception {
        // Given
        StringBuilder texts = new StringBuilder("<sst>");
        for (int i = 0; i < 10_000; i++) {
            texts.append("<si><t>text ").append(i).append("</t></si>");
        }
        byte[] workbook = Workbooks.zip(
                Map.of("xl/sharedStrings.xml", texts + "</sst>", "xl/worksheets/sheet1.xml", "<worksheet/>"));

        // When, then
        refuses(workbook, "shared-texts", "50000");
    }

    @Test
    void shouldBoundWorkbooksAndTheirRowsAndCells() throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) -> sheet.value(row, 3, "3000 t/a, as is written in a long text"));
        byte[] withSharedTexts = Workbooks.zip(Map.of(
                "xl/sharedStrings.xml",
                "<sst><si><t>" + "x".repeat(30) + "</t></si></sst>",
                "xl/worksheets/sheet1.xml",
                "<worksheet/>"));

        // When, then
        refuses(workbook, "workbook", "1000");
        refuses(workbook, "columns", "7");
        refuses(workbook, "cell", "20");
        refuses(withSharedTexts, "cell", "20");
    }

    @Test
    void shouldBoundTheFormatsOfNumbers() throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) ->
                sheet.style(row, 3).format("0\"" + "t".repeat(253) + "\"").set());

        // When, then
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(workbook, Limits.DEFAULT))
                .satisfies(refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(413);
                    assertThat(refusal.problem().detail()).contains("more than 255 characters");
                });
    }

    private void refuses(byte[] workbook, String limit, String value) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(workbook, Limits.of(Map.of(limit, value))))
                .satisfies(refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(413);
                    assertThat(refusal.problem().detail()).contains("(zone.ingest.sheets." + limit + ")");
                });
    }

    @Test
    void shouldRefuseAListOfPartsThatWouldFillTheMemory() {
        // Given
        byte[] end = new byte[22];
        System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, end, 0, 4);
        end[14] = 0x7F;

        // When, then
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> read(end, Limits.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "PK\u0003\u0004", "zone,id,name,role\nz,o,A,enterprise\n"})
    void shouldSayThatAFileIsNoWorkbook(String file) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(file.getBytes(StandardCharsets.ISO_8859_1), Limits.DEFAULT));
    }

    @Test
    void shouldSayThatAPartLiesBehindTheEndOfTheFile() throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) -> {});
        byte[] listed = {'P', 'K', 1, 2};
        for (int i = 0; i < workbook.length - 46; i++) {
            if (java.util.Arrays.equals(workbook, i, i + 4, listed, 0, 4)) {
                // The place of the part, in an entry of the list.
                workbook[i + 42] = (byte) (workbook.length - 10);
                workbook[i + 43] = (byte) (workbook.length - 10 >> 8);
            }
        }

        // When, then
        unreadable(workbook);
    }

    private List<Entry> read(byte[] workbook, SheetLimits limits) throws IOException {
        return Workbooks.read(workbook, limits, faults);
    }
}
