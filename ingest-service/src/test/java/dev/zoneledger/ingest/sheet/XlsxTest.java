package dev.zoneledger.ingest.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.Precision;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.EntrySource.RejectedEntries;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.rest.Problem.FieldError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XlsxTest {

    private final Faults faults = new Faults(100);

    @Test
    void shouldReadNumbersAndDatesAsTheyAre() throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) -> {
            sheet.value(row, 3, 3000);
            sheet.value(row, 6, LocalDate.of(2020, 10, 15));
            sheet.style(row, 6).format("yyyy-mm-dd").set();
        });

        // When
        Claim claim = only(workbook);

        // Then
        Quantity.Figure figure = (Quantity.Figure) claim.quantity();
        assertThat(figure.value()).isEqualByComparingTo("3000");
        assertThat(figure.printed()).isNull();
        assertThat(claim.effectiveFrom().date()).isEqualTo("2020-10-15");
        assertThat(claim.effectiveFrom().precision()).isEqualTo(Precision.DAY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    yyyy-mm-dd              | 2020-09-01 | DAY
                    yyyy/m/d;@              | 2020-09-01 | DAY
                    d-mmm-yy                | 2020-09-01 | DAY
                    mmm-yy                  | 2020-09    | MONTH
                    yyyy"年"m"月";@         | 2020-09    | MONTH
                    yyyy"年"m"月"d"日"      | 2020-09-01 | DAY
                    [$-409]mmm\\ yyyy       | 2020-09    | MONTH
                    yyyy                    | 2020       | YEAR
                    """)
    void shouldKnowADateAsExactlyAsItIsShown(String format, String date, Precision precision) throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) -> {
            sheet.value(row, 3, 1);
            sheet.value(row, 6, LocalDate.of(2020, 9, 1));
            sheet.style(row, 6).format(format).set();
        });

        // When
        Claim claim = only(workbook);

        // Then
        assertThat(claim.effectiveFrom().date()).isEqualTo(date);
        assertThat(claim.effectiveFrom().precision()).isEqualTo(precision);
    }

    @ParameterizedTest
    @CsvSource({"2020, 2020", "2020年9月, 2020-09", "2020-09, 2020-09", "Sept 2020, 2020-09"})
    void shouldReadDatesThatAreTextOrAYear(String written, String date) throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) -> {
            sheet.value(row, 3, 1);
            if (written.length() == 4) {
                sheet.value(row, 6, Integer.parseInt(written));
            } else {
                sheet.value(row, 6, written);
            }
        });

        // When
        Claim claim = only(workbook);

        // Then
        assertThat(claim.effectiveFrom().date()).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    `#,##0"吨"` | 1234.5 | 1234.5
                    0.000" t"    | 1.234  | 1.234
                    #,##0\\t     | 1234.5 | 1234.5
                    0.0万        | 0.5    | 5000
                    0.0\\万      | 0.5    | 5000
                    `#,##0_);(#,##0)` | 5000 | 5000
                    `#,##0`      | 5000   | 5000
                    0.00         | 0.30000000000000004 | 0.3
                    """)
    void shouldReadTheUnitThatANumbersFormatShows(String format, double number, String value) throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) -> {
            sheet.value(row, 3, number);
            sheet.style(row, 3).format(format).set();
            sheet.value(row, 4, "t");
            sheet.value(row, 6, 2020);
        });

        // When
        Claim claim = only(workbook);

        // Then
        assertThat(((Quantity.Figure) claim.quantity()).value()).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0%", "0!.0,\"万\"", "#,##0,\"kt\"", "#,##0,", "0.0,,", "[$¥-804]#,##0", "$#,##0", "h:mm"})
    void shouldRefuseANumberThatIsShownOtherwiseThanItIs(String format) throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) -> {
            sheet.value(row, 3, 50000);
            sheet.style(row, 3).format(format).set();
            sheet.value(row, 6, 2020);
        });

        // When
        read(workbook, Limits.DEFAULT);

        // Then
        assertThat(faults.told())
                .singleElement()
                .satisfies(fault -> assertThat(fault.column()).isEqualTo("Figure (D)"));
    }

    @Test
    void shouldTellFaultsByTheRowAndTheLetterOfTheColumn() throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) -> {
            sheet.value(row, 2, "ndfeb-sinterd");
            sheet.value(row, 3, "3-4 t");
            sheet.value(row, 6, 44119);
        });

        // When
        read(workbook, Limits.DEFAULT);

        // Then
        assertThat(faults.told())
                .extracting(FieldError::row, FieldError::column)
                .containsExactlyInAnyOrder(
                        tuple(3L, "Product (C)"), tuple(3L, "Figure (D)"), tuple(3L, "Effective from (G)"));
    }

    @Test
    void shouldReadACellOverSeveralRowsInEachOfThem() throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) -> {
            sheet.value(row, 3, "100 t/a");
            sheet.value(row, 6, 2020);
            sheet.value(row + 1, 3, "200 t/a");
            for (int column : new int[] {0, 1, 2, 5, 6, 7}) {
                sheet.range(row, column, row + 2, column).merge();
            }
            sheet.range(row - 2, 0, row - 2, 7).merge();
        });

        // When
        List<Entry> entries = read(workbook, Limits.DEFAULT);

        // Then
        assertThat(faults.told()).isEmpty();
        assertThat(entries)
                .extracting(entry -> (Claim) entry.event())
                .extracting(
                        claim -> ((Quantity.Figure) claim.quantity()).value().toPlainString(),
                        claim -> claim.effectiveFrom().date(),
                        claim -> claim.source().uri())
                .containsExactly(tuple("100", "2020", "urn:a:1"), tuple("200", "2020", "urn:a:1"));
    }

    @Test
    void shouldRefuseAFigureOverSeveralRowsInEachOfThem() throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) -> {
            for (int each = row; each < row + 2; each++) {
                Workbooks.fill(sheet, each);
                sheet.value(each, 6, 2020);
            }
            sheet.value(row, 3, 900);
            sheet.range(row, 3, row + 1, 3).merge();
        });

        // When
        read(workbook, Limits.DEFAULT);

        // Then
        assertThat(faults.told()).extracting(FieldError::row).containsExactly(3L, 4L);
        assertThat(faults.told())
                .allSatisfy(fault -> assertThat(fault.detail()).contains("one figure for rows 3 to 4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<mergeCell ref=\"A2:A3\"/>",
                "<x:mergeCell\n foo='1' ref='A2:B3' />",
                "<mergeCell ref=\"A2:A1048576\"></mergeCell>"
            })
    void shouldFindMergedCellsHoweverTheyAreWritten(String merged) throws Exception {
        // Given
        byte[] part = ("<worksheet xmlns:x=\"x\"><sheetData><row r=\"2\"/></sheetData><mergeCells count=\"1\">" + merged
                        + "<mergeCell ref=\"GZ1:GZ9\"/><mergeCell ref=\"B1:C1\"/></mergeCells></worksheet>")
                .getBytes(StandardCharsets.UTF_8);

        // When
        MergedCells cells = MergedCells.in(new ByteArrayInputStream(part), 200);

        // Then
        Cell zone = Cell.of("z");
        assertThat(cells.over(1, List.of())).isEmpty();
        assertThat(cells.over(2, List.of(zone)).get(0).cell()).isEqualTo(zone);
        assertThat(cells.over(3, List.of())).containsOnlyKeys(0);
    }

    @Test
    void shouldReadTheFirstVisibleSheetWithHeaders() throws Exception {
        // Given
        var file = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(file, "Test", "1.0")) {
            Worksheet hidden = workbook.newWorksheet("old");
            Workbooks.fill(hidden, (sheet, row) -> sheet.value(row, 3, 1));
            hidden.setVisibilityState(VisibilityState.HIDDEN);
            workbook.newWorksheet("cover").value(0, 0, "A title");
            Workbooks.fill(workbook.newWorksheet("data"), (sheet, row) -> {
                sheet.value(row, 3, 7);
                sheet.value(row, 6, 2020);
            });
        }

        // When
        Claim claim = only(file.toByteArray());

        // Then
        assertThat(((Quantity.Figure) claim.quantity()).value()).isEqualByComparingTo("7");
    }

    @Test
    void shouldGiveRejectedRowsBackAsAWorkbook() throws Exception {
        // Given
        byte[] workbook = Workbooks.of((sheet, row) -> {
            sheet.value(row, 3, "3,5 t");
            sheet.value(row, 6, LocalDate.of(2020, 9, 1));
            sheet.style(row, 6).format("yyyy-mm").set();
        });
        var file = new ByteArrayOutputStream();

        // When
        try (EntrySource source = Workbooks.source(workbook, Limits.DEFAULT);
                RejectedEntries rejected = source.rejectedInto(file)) {
            source.next();
            source.read(faults);
            rejected.add(row -> "because <this> & \u0001 that");
        }

        // Then
        try (EntrySource again = Workbooks.source(file.toByteArray(), Limits.DEFAULT)) {
            Faults faultsOfCopy = new Faults(10);
            assertThat(again.next()).isTrue();
            again.read(faultsOfCopy);
            assertThat(faultsOfCopy.told())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.detail()).contains("write decimals with a point"));
            assertThat(again.unknownColumns()).isEmpty();
            assertThat(again.next()).isFalse();
        }
    }

    @Test
    void shouldReadSharedRichAndPhoneticTexts() throws Exception {
        // Given
        String texts =
                "<sst><si><t>Zone</t></si><si><r><rPr/><t>单</t></r><r><t>位</t></r><rPh sb=\"0\" eb=\"1\"><t>dan</t></rPh></si>"
                        + "<si><t>机构名称</t></si><si><t>Role</t></si><si><t>x</t></si><si><t>enterprise</t></si></sst>";
        String sheet = "<worksheet><sheetData><row r=\"2\">" + cells(0, 1, 2, 3) + "</row><row r=\"4\">"
                + cells(4, 4, 4, 5) + "</row></sheetData></worksheet>";

        // When
        List<Entry> entries = read(
                Workbooks.zip(Map.of("xl/sharedStrings.xml", texts, "xl/worksheets/sheet1.xml", sheet)),
                Limits.DEFAULT);

        // Then
        assertThat(faults.told()).isEmpty();
        assertThat(entries)
                .singleElement()
                .satisfies(entry -> assertThat(entry.event()).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({"1, ¹", "b, ᵇ"})
    void shouldTakeARaisedDigitForTheFootnoteMarkThatItIs(String mark, String raised) throws Exception {
        // Given
        StringBuilder row = new StringBuilder("<row r=\"2\">");
        for (String text : List.of("z", "capacity", "ndfeb-sintered", "900", "t/a", "operating", "2020", "urn:a:1")) {
            row.append("<c t=\"inlineStr\"><is><r><t>").append(text).append("</t></r>");
            if (text.equals("900")) {
                row.append("<r><rPr><vertAlign val=\"superscript\"/></rPr><t>")
                        .append(mark)
                        .append("</t></r><r><t> t</t></r>");
            }
            row.append("</is></c>");
        }

        // When
        read(
                Workbooks.zip(Map.of(
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData>" + Workbooks.headers() + row + "</row></sheetData></worksheet>")),
                Limits.DEFAULT);

        // Then
        assertThat(faults.told())
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("holds " + raised));
    }

    private static String cells(int... texts) {
        StringBuilder cells = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            cells.append("<c r=\"")
                    .append((char) ('A' + i))
                    .append("9\" t=\"s\"><v>")
                    .append(texts[i])
                    .append("</v></c>");
        }
        return cells.toString();
    }

    private Claim only(byte[] workbook) throws IOException {
        List<Entry> entries = read(workbook, Limits.DEFAULT);
        assertThat(faults.told()).isEmpty();
        assertThat(entries).hasSize(1);
        return (Claim) entries.getFirst().event();
    }

    private List<Entry> read(byte[] workbook, SheetLimits limits) throws IOException {
        return Workbooks.read(workbook, limits, faults);
    }
}
