package dev.zoneledger.ingest.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Bound;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.Precision;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.ingest.entry.Entry;
import dev.zoneledger.ingest.entry.EntrySource;
import dev.zoneledger.ingest.entry.Faults;
import dev.zoneledger.rest.Problem.FieldError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rows of a table say. */
class CsvTest {

    private final Faults faults = new Faults(100);

    @Test
    void shouldReadARowAsJsonWouldBeRead() throws Exception {
        // When
        Claim claim = (Claim) only(CsvTables.CLAIMS);

        // Then
        assertThat(faults.told()).isEmpty();
        assertThat(claim.subject()).isEqualTo(Subject.organisation("jinmeng"));
        assertThat(claim.measure()).isEqualTo(Measure.CAPACITY);
        assertThat(claim.effectiveFrom().precision()).isEqualTo(Precision.DAY);
        assertThat(claim.source().uri()).isEqualTo("https://example.org/a");
        Quantity.Figure figure = (Quantity.Figure) claim.quantity();
        assertThat(figure.value()).isEqualByComparingTo("3000");
        assertThat(figure.printed()).isEqualTo("3,000 t/a");
    }

    @Test
    void shouldReadChineseHeadersInAnyOrderWithWordsForCodes() throws Exception {
        // When
        Claim claim = (Claim) only("""
                来源,数值,产品,状态,指标,项目,园区,起始日期
                urn:a:1,约0.5万吨以内的,烧结钕铁硼,在建,产能,p,z,2020年9月
                """.replace("约0.5万吨以内的", "约0.5万吨"));

        // Then
        assertThat(claim.product()).isEqualTo("ndfeb-sintered");
        assertThat(claim.status().code()).isEqualTo("construction");
        assertThat(claim.effectiveFrom().date()).isEqualTo("2020-09");
        assertThat(((Quantity.Figure) claim.quantity()).value()).isEqualByComparingTo("5000");
        assertThat(claim.inferred()).singleElement().asString().contains("each year");
    }

    @Test
    void shouldTakeTheMeasureAndTheUnitFromAHeaderThatNamesThem() throws Exception {
        // When
        Claim claim = (Claim) only("Zone ; SOURCE ; 产量（万吨） ; Product ; 年份 \nz;urn:a:1;0.5;ndfeb-sintered;2017\n");

        // Then
        assertThat(claim.measure()).isEqualTo(Measure.OUTPUT);
        assertThat(claim.period().text()).isEqualTo("2017");
        assertThat(claim.subject()).isEqualTo(Subject.zone("z"));
        Quantity.Figure figure = (Quantity.Figure) claim.quantity();
        assertThat(figure.value()).isEqualByComparingTo("5000");
        assertThat(figure.printed()).isEqualTo("0.5 万吨");
    }

    @Test
    void shouldGiveThePlainNumbersOfASystemTheIdThatTheyHaveAsJson() throws Exception {
        // When
        Claim claim = (Claim)
                only("zone,measure,product,value,unit,period,source\nz,output,ndfeb-sintered,1.234,t,2017,urn:a:1\n");

        // Then
        Quantity.Figure figure = (Quantity.Figure) claim.quantity();
        assertThat(figure.value()).isEqualByComparingTo("1.234");
        assertThat(figure.printed()).isNull();
        assertThat(claim.inferred()).isEmpty();
    }

    @Test
    void shouldReadThatADateIsNotLaterThanItSays() throws Exception {
        // When
        Claim inTheCell = (Claim) only(CsvTables.CLAIMS.replace("2020-10-15", "by 2020-10"));
        Claim inAColumn = (Claim) only(CsvTables.CLAIMS
                .replace("effective from", "effective from,bound")
                .replace("2020-10-15", "2020-10,not-later"));

        // Then
        assertThat(inTheCell.effectiveFrom().bound()).isEqualTo(Bound.NOT_LATER);
        assertThat(inAColumn.effectiveFrom()).isEqualTo(inTheCell.effectiveFrom());
    }

    @ParameterizedTest
    @ValueSource(strings = {"by 2020-10", "截至2020年10月"})
    void shouldRefuseABoundOfADateThatHasNone(String written) throws Exception {
        // When
        read(CsvTables.CLAIMS
                .replace("source", "source,published on")
                .replace("https://example.org/a", "https://example.org/a," + written));

        // Then
        assertThat(faults.told()).singleElement().satisfies(fault -> {
            assertThat(fault.column()).isEqualTo("published on (column 9)");
            assertThat(fault.detail()).contains("this date has no bound");
        });
    }

    @ParameterizedTest
    @CsvSource({"-, absent", "N/A, not-applicable", "n/a, not-applicable", "Confidential, withheld"})
    void shouldReadInTheColumnValueTooThatThereIsNoFigure(String written, String reason) throws Exception {
        // When
        Claim claim = (Claim) only("zone,measure,product,value,unit,period,source\nz,output,ndfeb-sintered," + written
                + ",t,2017,urn:a:1\n");

        // Then
        assertThat(faults.told()).isEmpty();
        assertThat(((Quantity.NoFigure) claim.quantity()).reason().code()).isEqualTo(reason);
    }

    @Test
    void shouldTellEveryFaultByRowAndColumn() throws Exception {
        // When
        List<Entry> entries = read(CsvTables.CLAIMS
                + "baotou-rehz,Jin Meng,capacty,ndfeb-sinterd,3-4 t,operating,2020-02-31,\n"
                + "\n"
                + "baotou-rehz,jinmeng,capacity,ndfeb-sintered,3.1亿元,operating,2020,https://example.org/a\n");

        // Then
        assertThat(entries)
                .extracting(Entry::event)
                .satisfiesExactly(
                        first -> assertThat(first).isNotNull(),
                        second -> assertThat(second).isNull(),
                        third -> assertThat(third).isNull());
        assertThat(faults.told())
                .extracting(FieldError::row, FieldError::column)
                .containsExactlyInAnyOrder(
                        Tuple.tuple(3L, "figure (column 5)"),
                        Tuple.tuple(3L, "effective from (column 7)"),
                        Tuple.tuple(3L, "organisation (column 2)"),
                        Tuple.tuple(3L, "measure (column 3)"),
                        Tuple.tuple(3L, "product (column 4)"),
                        Tuple.tuple(3L, "source (column 8)"),
                        Tuple.tuple(5L, "figure (column 5)"));
        assertThat(faults.told())
                .filteredOn(fault -> fault.row() == 5)
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.detail()).contains("does not fit the measure capacity");
                    assertThat(fault.suggestion()).isEqualTo("t/a");
                });
    }

    @Test
    void shouldPutTheRowsOfAProjectTogether() throws Exception {
        // When
        List<Entry> entries = read("""
                zone,project,project name,phase,phase name,status,status since,line,line name,product
                z,p,A project,one,Phase one,construction,2020-09,powder,Powder,ndfeb-powder
                z,p,,one,,,,magnets,Magnets,ndfeb-bonded
                z,p,,two,Phase two,announced,,,,
                z,q,Another,,,,,,,
                """);

        // Then
        assertThat(faults.told()).isEmpty();
        assertThat(entries).hasSize(2);
        Project project = (Project) entries.getFirst().event();
        assertThat(project.phases()).extracting(Project.Phase::id).containsExactly("one", "two");
        assertThat(project.phases().getFirst().lines())
                .extracting(Project.Line::id)
                .containsExactly("powder", "magnets");
        assertThat(((Project) entries.getLast().event()).phases()).isEmpty();
    }

    @Test
    void shouldRefuseAProjectInTwoPlacesAndRowsThatContradictEachOther() throws Exception {
        // When
        List<Entry> entries =
                read("zone,project,project name,phase,phase name\nz,p,One,a,A\nz,p,Two,b,B\nz,q,Q,,\nz,p,One,c,C\n");

        // Then
        assertThat(entries).extracting(Entry::event).filteredOn(Objects::isNull).hasSize(2);
        assertThat(faults.told())
                .extracting(FieldError::detail)
                .satisfiesExactly(
                        first -> assertThat(first).contains("row 3 says otherwise"),
                        second -> assertThat(second).contains("further up"));
    }

    @Test
    void shouldTellFaultsOfAProjectByTheRowThatEachStandsIn() throws Exception {
        // When
        read("""
                zone,project,project name,phase,phase name,status,status since,line,line name,product
                z,p,A project,one,Phase one,construction,2020-09,powder,Powder,ndfeb-powder
                z,p,,one,,,,magnets,Magnets,ndfeb-bondet
                z,p,,two,Phase two,anounced,,,,
                z,p,,three,Phase three,announced,3/4/2020,sintering,Sintering,ndfeb-sinterd
                z,p,Another,,,,,,,,,too much
                """);

        // Then
        assertThat(faults.told())
                .extracting(FieldError::row, FieldError::column)
                .containsExactlyInAnyOrder(
                        Tuple.tuple(3L, "product (column 10)"),
                        Tuple.tuple(4L, "status (column 6)"),
                        Tuple.tuple(5L, "status since (column 7)"),
                        Tuple.tuple(5L, "product (column 10)"),
                        Tuple.tuple(6L, "project name (column 3)"),
                        Tuple.tuple(6L, null));
    }

    @Test
    void shouldTellAFaultOfAPhaseByTheRowThatSaysIt() throws Exception {
        // When
        read("""
                zone,project,project name,phase,phase name,status,line,line name,product
                z,p,A project,one,Phase one,,powder,Powder,ndfeb-powder
                z,p,,one,,operatin,magnets,Magnets,ndfeb-bonded
                z,p,,,,,magnets,Magnets,ndfeb-bonded
                """);

        // Then
        assertThat(faults.told())
                .extracting(FieldError::row, FieldError::column)
                .containsExactlyInAnyOrder(Tuple.tuple(3L, "status (column 6)"), Tuple.tuple(4L, "line (column 7)"));
    }

    @Test
    void shouldReadRegisterIdsByTheirHeaders() throws IOException {
        // When
        Organisation organisation = (Organisation)
                only("园区,机构,机构名称,类型,LEI,统一社会信用代码\nz,o,A maker,企业,3003009A0B1C2D3E4F70,914403001922038216\n");

        // Then
        assertThat(organisation.lei()).isEqualTo("3003009A0B1C2D3E4F70");
        assertThat(organisation.uscc()).isEqualTo("914403001922038216");
    }

    @Test
    void shouldTellByTheCheckDigitThatASheetLostTheLastDigitsOfARegisterId() throws IOException {
        // When
        read("zone,organisation,organisation name,role,USCC\nz,o,A maker,enterprise,914403001922038000\n");

        // Then
        assertThat(faults.told()).singleElement().satisfies(fault -> {
            assertThat(fault.column()).startsWith("USCC");
            assertThat(fault.detail()).contains("GB 32100-2015");
        });
    }

    @Test
    void shouldReadOrganisationsWithTheirAliases() throws Exception {
        // When
        Organisation organisation = (Organisation) only("园区,机构,机构名称,类型,别名,别名认定人,区外\nz,o,A maker,企业,甲；乙,office,是\n");

        // Then
        assertThat(organisation.aliases())
                .hasSize(2)
                .allSatisfy(alias -> assertThat(alias.decidedBy()).isEqualTo("office"));
        assertThat(organisation.outsideZone()).isTrue();
    }

    @Test
    void shouldNameColumnsThatNobodyKnowsAndPassOverTitlesAndRemarks() throws Exception {
        // Given
        String table = "A title,,\n# a remark\n\n"
                + CsvTables.CLAIMS
                        .replace("source\n", "source,colour,rejected\n")
                        .replace("/a\n", "/a,red,was wrong\n")
                + "# another\n";

        // When
        try (EntrySource source = CsvTables.source(table.getBytes(StandardCharsets.UTF_8), Map.of())) {
            source.next();
            Entry entry = source.read(faults);

            // Then
            assertThat(faults.told()).isEmpty();
            assertThat(entry.event()).isNotNull();
            assertThat(source.unknownColumns()).containsExactly("colour");
            assertThat(source.next()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"#N/A", "#REF!", "#DIV/0!", "######"})
    void shouldRefuseTheErrorsOfASheetWhereverTheyStand(String error) throws Exception {
        // When
        List<Entry> entries = read(CsvTables.CLAIMS
                + error + ",jinmeng,capacity,ndfeb-sintered,5 t/a,operating,2020,urn:a:1\n"
                + "z,jinmeng,capacity,ndfeb-sintered," + error + ",operating,2020,urn:a:1\n");

        // Then
        assertThat(entries).hasSize(3);
        assertThat(faults.told())
                .extracting(FieldError::row, FieldError::column)
                .containsExactly(Tuple.tuple(3L, "zone (column 1)"), Tuple.tuple(4L, "figure (column 5)"));
        assertThat(faults.told())
                .extracting(FieldError::detail)
                .allSatisfy(detail -> assertThat(detail).contains("error " + error));
    }

    @Test
    void shouldPassOverNoRowThatMayBeMoreThanARemark() throws Exception {
        // When
        List<Entry> entries = read(CsvTables.ORGANISATIONS + "#1,o,A maker,enterprise\n#a remark\n#\n# a remark\n");

        // Then
        assertThat(entries).hasSize(3);
        assertThat(entries.getLast().event()).isNull();
        assertThat(faults.told())
                .filteredOn(fault -> fault.column() == null)
                .extracting(FieldError::row)
                .containsExactly(3L, 4L);
        assertThat(faults.told()).anySatisfy(fault -> assertThat(fault.detail()).contains("a blank behind its #"));
    }

    @Test
    void shouldTakeAColumnOfRowNumbersForOneThatNobodyKnows() throws Exception {
        // Given
        String table =
                "#,zone,id,name,role\n1,z,o,A maker,enterprise\n#2,z,p,Another,enterprise\n#3,z,q,Q,enterprize\n";

        // When
        List<Entry> entries = read(table);

        // Then
        assertThat(entries)
                .extracting(Entry::event)
                .filteredOn(Objects::nonNull)
                .hasSize(2);
        assertThat(faults.told())
                .singleElement()
                .satisfies(fault -> assertThat(fault.column()).isEqualTo("role (column 5)"));
        try (EntrySource source = CsvTables.source(table.getBytes(StandardCharsets.UTF_8), Map.of())) {
            source.next();
            assertThat(source.unknownColumns()).containsExactly("#");
        }
    }

    @Test
    void shouldSayThatARowIsWiderThanItsHeaders() throws Exception {
        // When
        read(CsvTables.CLAIMS.replace("\"3,000 t/a\"", "3,000 t/a"));

        // Then
        assertThat(faults.told()).anySatisfy(fault -> assertThat(fault.detail()).contains("more cells than"));
    }

    private ZoneEvent only(String table) throws IOException {
        List<Entry> entries = read(table);
        assertThat(faults.told()).isEmpty();
        assertThat(entries).hasSize(1);
        return entries.getFirst().event();
    }

    private List<Entry> read(String table) throws IOException {
        return CsvTables.read(table.getBytes(StandardCharsets.UTF_8), Map.of(), faults);
    }
}
