package dev.zoneledger.ingest.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.ingest.sheet.Forms.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
                .filter(column -> column.values() != null)
                .count();

        // When
        String sheet = new String(
                Tables.parts(new Template(form).xlsx()).get("xl/worksheets/sheet1.xml"), StandardCharsets.UTF_8);

        // Then
        assertThat(sheet.split("<dataValidation ")).hasSize((int) lists + 1);
        assertThat(sheet).contains("'lists'!$A$1").doesNotContain("null");
    }
}
