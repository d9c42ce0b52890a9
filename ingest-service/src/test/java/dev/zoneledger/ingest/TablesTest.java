package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.ingest.sheet.Csv;
import dev.zoneledger.ingest.sheet.Xlsx;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class TablesTest {

    private final Door door = new Door();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims.xlsx",
                "claims.csv",
                "projects.xlsx",
                "projects.csv",
                "organisations.xlsx",
                "organisations.csv"
            })
    void shouldTakeATemplateAsItIs(String template) {
        // Given
        byte[] file = door.asReporter()
                .get("/v1/templates/" + template)
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString(template))
                .extract()
                .asByteArray();

        // When
        ValidatableResponse answer = Door.as(Tokens.reporter("sample-zone"))
                .contentType(template.endsWith("csv") ? Csv.MEDIA_TYPE : Xlsx.MEDIA_TYPE)
                .body(file)
                .post("/v1/imports")
                .then();

        // Then
        answer.statusCode(202).body("accepted", is(1)).body("rejected", is(0)).body("unknownColumns", is(List.of()));
    }

    @Test
    void shouldSayWhichTemplatesThereAre() {
        door.asReporter()
                .get("/v1/templates/zones.xlsx")
                .then()
                .statusCode(404)
                .body("detail", containsString("claims"));
        door.asReporter().get("/v1/templates/claims").then().statusCode(404);
    }

    @Test
    void shouldHaveWhatATableSaysInTheLogAndTellWhatItRefuses() {
        // Given
        String table = "园区,指标,产品,数值,状态,起始日期,来源,颜色\n"
                + door.zone + ",产能,烧结钕铁硼,0.5万吨,在产,2020年9月,urn:test:1,红\n"
                + door.zone + ",产能,烧结钕铁硼,2017-2019,在产,2020年9月,urn:test:1,红\n";

        // When
        ValidatableResponse answer = imported("", table);

        // Then
        answer.statusCode(202)
                .body("accepted", is(1))
                .body("unknownColumns", is(List.of("颜色")))
                .body("errors[0].row", is(3))
                .body("errors[0].column", equalTo("数值 (column 4)"))
                .body("errors[0].detail", containsString("years"));
        assertThat(door.eventsInLog()).singleElement().satisfies(event -> {
            Quantity.Figure figure = (Quantity.Figure) ((Claim) event.event()).quantity();
            assertThat(figure.value()).isEqualByComparingTo("5000");
            assertThat(figure.unit().code()).isEqualTo("t/a");
            assertThat(figure.printed()).isEqualTo("0.5万吨");
        });
    }

    @Test
    void shouldGiveRejectedRowsBackToBeMended() {
        // Given
        String table = "zone,measure,product,figure,status,effective from,source\n"
                + door.zone + ",capacity,ndfeb-sintered,\"3,000 t\",operating,2020,urn:test:1\n"
                + door.zone + ",capacity,ndfeb-sintered,\"3,5 t\",operating,2021,urn:test:1\n";

        // When
        String rejected = imported("?answer=rejected", table)
                .statusCode(202)
                .header("Zone-Rejected", "1")
                .extract()
                .asString();

        // Then
        assertThat(rejected)
                .contains("rejected")
                .contains("write decimals with a point")
                .doesNotContain("3,000 t");
        imported("", rejected.replace("3,5 t", "3.5 t").replace("\uFEFF", ""))
                .statusCode(202)
                .body("accepted", is(1))
                .body("unknownColumns", is(List.of()));
    }

    @Test
    void shouldGiveEachRowOfARejectedProjectBackWithItsOwnReason() {
        // Given
        String table = "zone,project,project name,phase,phase name,status\n"
                + door.zone + ",p,A project,one,Phase one,construction\n"
                + door.zone + ",p,,two,Phase two,anounced\n"
                + door.zone + ",p,,three,Phase three,announced\n";

        // When
        String rejected = imported("?answer=rejected", table)
                .statusCode(400)
                .header("Zone-Rejected", "1")
                .extract()
                .asString();

        // Then
        assertThat(rejected.lines().skip(1))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("construction,"),
                        second ->
                                assertThat(second).contains("anounced,").contains("status (column 6): expected one of"),
                        third -> assertThat(third).endsWith("announced,"));
        imported("", table).statusCode(400).body("errors.row", is(List.of(3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?dryRun=true", "?atomic=true"})
    void shouldNameTheColumnsThatNobodyKnowsWhereNothingIsAccepted(String query) {
        // Given
        String table = "zone,measure,prodct,figure,status,effective from,source,颜色\n" + door.zone
                + ",capacity,ndfeb-sintered,5 t/a,operating,2020,urn:test:1,红\n";

        // When
        ValidatableResponse answer = imported(query, table);

        // Then
        answer.statusCode(400)
                .body("type", equalTo("urn:zone-ledger:problem:invalid-input"))
                .body("errors.row", is(List.of(1, 1, 2)))
                .body("errors.findAll { it.row == 1 }.column", is(List.of("prodct (column 3)", "颜色 (column 8)")))
                .body("errors[0].suggestion", equalTo("Product"))
                .body("errors[1].suggestion", nullValue());
    }

    @Test
    void shouldNameTheColumnsThatNobodyKnowsWhereOthersAreMissing() {
        imported("", "zone,mesure,product,figure,来原\nz,capacity,ndfeb-sintered,5 t,urn:test:1\n")
                .statusCode(400)
                .body("type", equalTo("urn:zone-ledger:problem:unknown-table"))
                .body("errors.column", is(List.of("mesure (column 2)", "来原 (column 5)", "Measure", "Source")))
                .body("errors.findAll { it.suggestion }.suggestion", is(List.of("Measure", "来源")));
    }

    @Test
    void shouldSayWhatIsMissingInATableThatItDoesNotKnow() {
        imported("", "zone,product,figure\nz,ndfeb-sintered,5 t\n")
                .statusCode(400)
                .body("type", equalTo("urn:zone-ledger:problem:unknown-table"))
                .body("errors.column", hasItem("Measure"));
        door.asReporter()
                .contentType(Xlsx.MEDIA_TYPE)
                .body("no workbook".getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:zone-ledger:problem:unreadable-file"));
    }

    @Test
    void shouldListTheUnitsWithTheirNames() {
        door.asReporter()
                .get("/v1/units")
                .then()
                .statusCode(200)
                .body("units.find { it.code == 't' }.names", hasItem("吨"))
                .body("units.find { it.code == 'kW.h/a' }.dimension", equalTo("energy-per-year"))
                .body("units.find { it.code == 'kW.h/a' }.base", equalTo("MW.h/a"))
                .body("currencies.find { it.code == 'CNY' }.names", hasItem("元"));
    }

    @Test
    void shouldTellEquivalentsExactlyAndHowTheWayBackIsRounded() {
        equivalents("value=1000&unit=t/a&of=Nd2O3")
                .statusCode(200)
                .body("equivalent.of", equalTo("Nd"))
                .body("equivalent.value", equalTo(857.36f))
                .body("equivalent.unit", equalTo("t/a"))
                .body("exact", is(true))
                .body("digits", nullValue())
                .body("source", containsString("IUPAC"));
        equivalents("value=1000&unit=t&of=Nd")
                .statusCode(200)
                .body("equivalent.of", equalTo("Nd2O3"))
                .body("equivalent.value.toDouble()", closeTo(1166.37118596, 0.0001))
                .body("exact", is(false))
                .body("digits", is(12));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    value=1000&unit=t&of=Pr2O3   | of    | Pr6O11
                    value=1000&unit=t&of=REO     | of    | expected one of
                    value=1000&unit=t            | of    | expected one of
                    value=1,000&unit=t&of=Nd     | value | expected a number
                    value=1e9&unit=t&of=Nd       | value | expected a number
                    value=1&unit=CNY&of=Nd       | unit  | expected one of
                    """)
    void shouldSayWhatIsWrongWithAQuestionForEquivalents(String query, String parameter, String detail) {
        equivalents(query)
                .statusCode(400)
                .body("errors[0].parameter", equalTo(parameter))
                .body("errors[0].detail", containsString(detail));
    }

    private ValidatableResponse equivalents(String query) {
        return door.asReporter().get("/v1/units/equivalents?" + query).then();
    }

    private ValidatableResponse imported(String query, String table) {
        return door.asReporter()
                .contentType(Csv.MEDIA_TYPE)
                .body(table.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports" + query)
                .then();
    }
}
