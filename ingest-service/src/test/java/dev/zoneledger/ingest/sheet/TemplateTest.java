package dev.zoneledger.ingest.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.ingest.sheet.Column.As;
import dev.zoneledger.ingest.sheet.Forms.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {

    private final Faults faults = new Faults(100);

    static List<Form> forms() {
        return Forms.builtIn().all();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldHaveAnExampleThatPassesItsOwnImport(Form form) throws IOException {
        // When
        List<Entry> inXlsx = Tables.read(new Xlsx(Limits.DEFAULT), new Template(form).xlsx(), faults);
        List<Entry> inCsv = Tables.read(new Csv(Limits.DEFAULT), new Template(form).csv(), faults);

        // Then
        assertThat(faults.told()).isEmpty();
        assertThat(inXlsx).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(form.kind());
            assertThat(entry.event()).isNotNull();
        });
        assertThat(inCsv).isEqualTo(inXlsx);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldOfferTheCodesOfTheContractInEachColumnOfCodes(Form form) throws IOException {
        // Given
        long lists = form.columns().stream()
                .filter(column -> column.values() != null || column.as() == As.FLAG)
                .count();

        // When
        String sheet = new String(
                Tables.parts(new Template(form).xlsx()).get("xl/worksheets/sheet1.xml"), StandardCharsets.UTF_8);

        // Then
        assertThat(sheet.split("<dataValidation ")).hasSize((int) lists + 1);
        assertThat(sheet).contains("'lists'!$A$1").doesNotContain("null");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldExplainEachColumn(Form form) {
        assertThat(form.columns())
                .allSatisfy(column -> assertThat(column.explanation()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldHaveAsTextWhatIsNotChosenFromAList(Form form) throws IOException {
        // Given
        Set<As> chosen = Set.of(As.CODE, As.PRODUCT, As.FLAG);
        List<Integer> free = IntStream.range(0, form.columns().size())
                .filter(i -> !chosen.contains(form.columns().get(i).as()))
                .boxed()
                .toList();
        Map<String, byte[]> parts = Tables.parts(new Template(form).xlsx());

        // When
        List<Integer> asText = asText(
                new String(parts.get("xl/worksheets/sheet1.xml"), StandardCharsets.UTF_8),
                new String(parts.get("xl/styles.xml"), StandardCharsets.UTF_8));

        // Then
        assertThat(asText).isEqualTo(free);
    }

    /** The columns of that format, by the styles that have Excel's number 49 or its code. */
    private static List<Integer> asText(String sheet, String styles) {
        Set<String> formats = Pattern.compile("numFmtId=\"(\\d+)\" formatCode=\"@\"")
                .matcher(styles)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        formats.add("49");
        List<String> formatOfStyle = Pattern.compile("<xf numFmtId=\"(\\d+)\"")
                .matcher(styles.substring(styles.indexOf("<cellXfs")))
                .results()
                .map(match -> match.group(1))
                .toList();
        return Pattern.compile("<col min=\"(\\d+)\" max=\"\\d+\"[^>]* style=\"(\\d+)\"")
                .matcher(sheet)
                .results()
                .filter(match -> formats.contains(formatOfStyle.get(Integer.parseInt(match.group(2)))))
                .map(match -> Integer.parseInt(match.group(1)) - 1)
                .toList();
    }
}
