package dev.zoneledger.ingest.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Bound;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.OrganisationRole;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Status;
import dev.zoneledger.ingest.sheet.Forms.Form;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of the file of columns. */
class FormsTest {

    private final Forms forms = Forms.builtIn();

    static List<Form> all() {
        return Forms.builtIn().all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldMeanOneColumnByEachHeader(Form form) {
        Map<String, Column> taken = new HashMap<>();
        for (Column column : form.columns()) {
            Stream.concat(Stream.of(column.header(), column.localHeader()), column.names().stream())
                    .map(Header::key)
                    .distinct()
                    .forEach(
                            name -> assertThat(taken.put(name, column)).as(name).isNull());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldFindEachColumnByTheHeadersOfItsTemplate(Form form) {
        // Given
        List<Cell> cells =
                form.columns().stream().map(Column::bothHeaders).map(Cell::of).toList();

        // When
        Header header = new Header(form, new Table.Row(1, cells));

        // Then
        assertThat(header.columns().values()).containsExactlyElementsOf(form.columns());
        assertThat(header.unknown()).isEmpty();
    }

    @Test
    void shouldHaveWordsForAllCodesOfTheContract() {
        assertCodes("measure", Measure.values(), Measure::code);
        assertCodes("qualifier", Qualifier.values(), Qualifier::code);
        assertCodes("status", Status.values(), Status::code);
        assertCodes("basis", Basis.values(), Basis::code);
        assertCodes("bound", Bound.values(), Bound::code);
        assertCodes("rank", ClaimRank.values(), ClaimRank::code);
        assertCodes("role", OrganisationRole.values(), OrganisationRole::code);
    }

    private <E> void assertCodes(String list, E[] values, Function<E, String> code) {
        assertThat(forms.values(list))
                .containsExactlyElementsOf(Arrays.stream(values).map(code).toList());
    }
}
