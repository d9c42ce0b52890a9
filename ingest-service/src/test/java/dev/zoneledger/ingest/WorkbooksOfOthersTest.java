package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.ingest.sheet.Xlsx;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Workbooks that LibreOffice and others wrote; src/test/resources/workbooks/README.md says how. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class WorkbooksOfOthersTest {

    @Test
    void shouldReadATemplateThatWasFilledInWithLibreOffice() throws Exception {
        // When
        ValidatableResponse answer = importing("libreoffice");

        // Then
        answer.statusCode(202)
                .body("accepted", is(8))
                .body("rejected", is(2))
                .body("duplicates", is(0))
                .body("unknownColumns", is(empty()))
                .body("errors.row", contains(10, 11))
                .body("errors[0].column", is("Figure 数值 (K)"))
                .body("errors[0].detail", containsString("0.85 shown as 0%"))
                .body("errors[1].detail", containsString("shows the error #DIV/0!"));
        assertThat(inLog("libreoffice-zone"))
                .containsExactly(
                        "first-works: exact 5000 t/a, printed 0.5万吨, from 2020-09",
                        "second-works: exact 3000 t/a, from 2020-10-15",
                        "third-works: exact 3000.5 t/a, from 2020-09",
                        "fourth-works: at-least 900 t/a, printed > 900 t/a, from 2020-09",
                        "fifth-works: exact 5000 t/a, printed 0.5 万吨, from 2020",
                        "sixth-works: exact 0.3 t/a, from 2020-09",
                        "ninth-works: exact 100 t/a, from 2019-12-31",
                        "ninth-works: exact 200 t/a, from 2019-12-31");
    }

    @Test
    void shouldReadAWorkbookOfExceljs() throws Exception {
        // When
        ValidatableResponse answer = importing("exceljs");

        // Then
        answer.statusCode(202)
                .body("accepted", is(6))
                .body("rejected", is(4))
                .body("duplicates", is(0))
                .body("unknownColumns", is(empty()))
                .body("errors.row", contains(6, 7, 11, 12))
                .body("errors[0].detail", containsString("0.85 shown as 0.0%"))
                .body("errors[1].detail", containsString("shows the error #DIV/0!"))
                .body("errors[2].detail", containsString("is one figure for rows 11 to 12"))
                .body("errors[3].detail", containsString("is one figure for rows 11 to 12"));
        assertThat(inLog("exceljs-zone"))
                .containsExactly(
                        "first-works: exact 5000 t/a, printed 0.5万吨, from 2020-09-15",
                        "first-works: exact 3000 t/a, printed 3000 吨/年, from 2020-09",
                        "first-works: exact 3001 t/a, printed 3001 吨/年, from 2020",
                        "first-works: exact 120 t/a, printed 120 吨/年, from 2020-09-01",
                        "first-works: exact 700 t/a, printed 700 吨/年, from 2020-09",
                        "first-works: exact 710 t/a, printed 710 吨/年, from 2020-09");
    }

    @Test
    void shouldReadAWorkbookOfSheetJs() throws Exception {
        // When
        ValidatableResponse answer = importing("sheetjs");

        // Then
        answer.statusCode(202)
                .body("accepted", is(2))
                .body("rejected", is(1))
                .body("errors.row", contains(4))
                .body("errors[0].column", is("Figure (E)"))
                .body("errors[0].detail", containsString("the unit mt may be t or Mt"));
        assertThat(inLog("sheetjs-zone"))
                .containsExactly(
                        "first-works: at-least 3000 t/a, printed > 3,000 t/a, from 2020-09-15",
                        "second-works: exact 1234567.125 t/a, from 2020-09");
    }

    @Test
    void shouldTakeAWorkbookFromAFormByTheEndOfItsName() throws Exception {
        Door.as(Tokens.reporter("libreoffice-zone"))
                .multiPart("file", "产能.XLSX", file("libreoffice"), "application/octet-stream")
                .post("/v1/imports?dryRun=true")
                .then()
                .statusCode(200)
                .body("accepted", is(8));
    }

    @Test
    void shouldRefuseRejectedRowsAgainThatNobodyHasMended() throws Exception {
        // Given
        byte[] rejected = Door.as(Tokens.reporter("exceljs-zone"))
                .contentType(Xlsx.MEDIA_TYPE)
                .body(file("exceljs"))
                .post("/v1/imports?answer=rejected&dryRun=true")
                .then()
                .statusCode(200)
                .header("Zone-Rejected", "4")
                .extract()
                .asByteArray();

        // When
        ValidatableResponse again = importing(rejected, "exceljs-zone");

        // Then
        again.statusCode(400).body("errors.row", contains(2, 3, 4, 5));
    }

    private static ValidatableResponse importing(String name) throws IOException {
        return importing(file(name), name + "-zone");
    }

    private static ValidatableResponse importing(byte[] workbook, String zone) {
        return Door.as(Tokens.reporter(zone))
                .contentType(Xlsx.MEDIA_TYPE)
                .body(workbook)
                .post("/v1/imports")
                .then();
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream file = WorkbooksOfOthersTest.class.getResourceAsStream("/workbooks/" + name + ".xlsx")) {
            return Objects.requireNonNull(file).readAllBytes();
        }
    }

    /** The claims of the zone in their order: whose, what, and since when. */
    private static List<String> inLog(String zone) {
        return Door.eventsOf(zone).stream()
                .map(event -> (Claim) event.event())
                .map(WorkbooksOfOthersTest::inWords)
                .toList();
    }

    private static String inWords(Claim claim) {
        Quantity.Figure figure = (Quantity.Figure) claim.quantity();
        PartialDate from = claim.effectiveFrom();
        Subject subject = claim.subject();
        return subject.organisation() + ": " + figure.qualifier().code() + " "
                + figure.value().toPlainString() + " " + figure.unit().code()
                + (figure.printed() == null ? "" : ", printed " + figure.printed()) + ", from " + from.date();
    }
}
