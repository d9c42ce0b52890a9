package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class ImportsTest {

    private final Door door = new Door();

    @Test
    void shouldTellDuplicatesWithinTheFile() {
        door.importing("", door.line(1), door.line(2), door.line(1), door.line(1))
                .statusCode(202)
                .body("accepted", is(4))
                .body("duplicates", is(2))
                .body("duplicatesSoughtAmong", nullValue())
                .body("unknownColumns", is(List.of()));
    }

    @Test
    void shouldCheckWithoutPublishing() {
        // When
        ValidatableResponse answer = door.importing("?dryRun=true", door.line(1), door.badLine(2));

        // Then
        answer.statusCode(200)
                .body("accepted", is(1))
                .body("rejected", is(1))
                .body("position", nullValue())
                .body("errors[0].row", is(2));
        assertThat(door.inLog()).isEmpty();
    }

    @Test
    void shouldCheckAPostWithoutPublishing() {
        // When
        ValidatableResponse answer = door.asReporter()
                .contentType("application/json")
                .body(door.claim(1))
                .post("/v1/claims?dryRun=true")
                .then();

        // Then
        answer.statusCode(200).body("accepted[0].id", notNullValue()).body("position", nullValue());
        assertThat(door.inLog()).isEmpty();
    }

    @Test
    void shouldGiveRejectedLinesBackReadyToMend() {
        // Given
        ValidatableResponse answer = door.importing("?answer=rejected", door.line(1), door.badLine(2), door.line(3));
        String file = answer.statusCode(202)
                .contentType("application/x-ndjson")
                .header("Zone-Accepted", "2")
                .header("Zone-Rejected", "1")
                .header("Zone-Position", notNullValue())
                .extract()
                .asString();
        assertThat(new JsonPath(file).getString("rejected"))
                .isEqualTo("/product: there is no such product (ndfeb-sintered?)");

        // When
        ValidatableResponse mended = door.importing("", file.replace("ndfeb-sinterd", "ndfeb-sintered"));

        // Then
        mended.statusCode(202).body("accepted", is(1)).body("rejected", is(0));
        assertThat(door.inLog()).hasSize(3);
    }

    @Test
    void shouldGiveTheFileOfRejectedLinesAlsoWhereNothingIsAccepted() {
        door.importing("?answer=rejected", door.badLine(1), "no JSON")
                .statusCode(400)
                .contentType("application/x-ndjson")
                .header("Zone-Accepted", "0")
                .header("Zone-Rejected", "2")
                .body(containsString("\"line\":\"no JSON\"}"));
    }

    @Test
    void shouldTellHowFarItIsWhileItRuns() {
        // When
        String answer = door.asReporter()
                .contentType("application/x-ndjson")
                .accept("application/x-ndjson")
                .body((door.line(1) + "\n" + door.badLine(2)).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();

        // Then
        List<JsonPath> lines = answer.lines().map(JsonPath::new).toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(2);
        JsonPath first = lines.getFirst();
        assertThat(first.getInt("rows")).isEqualTo(1);
        assertThat(first.getInt("accepted")).isEqualTo(1);
        assertThat(first.getInt("rejected")).isZero();
        assertThat(first.getInt("bytes")).isPositive();
        assertThat(first.getInt("rate")).isPositive();
        JsonPath report = lines.getLast();
        assertThat(report.getInt("rejected")).isEqualTo(1);
        assertThat(report.getString("position")).isNotNull();
        assertThat(report.getInt("errors[0].row")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    application/json, application/x-ndjson;q=0        | application/json
                    application/x-ndjson;q=0.5, application/json      | application/json
                    application/json;q=0.5, application/x-ndjson      | application/x-ndjson
                    */*, Application/X-NDJSON                         | application/x-ndjson
                    */*                                               | application/json
                    """)
    void shouldTellHowFarItIsOnlyToWhoPrefersThat(String accept, String contentType) {
        door.asReporter()
                .contentType("application/x-ndjson")
                .header("Accept", accept)
                .body(door.line(1).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?dryRun=true")
                .then()
                .statusCode(200)
                .contentType(containsString(contentType));
    }

    @Test
    void shouldEndLinesOfProgressWithTheProblem() {
        // When
        String answer = door.asReporter()
                .contentType("application/x-ndjson")
                .accept("application/x-ndjson")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        // Then
        assertThat(new JsonPath(answer.lines().toList().getLast()).getString("type"))
                .isEqualTo("urn:zone-ledger:problem:invalid-input");
    }

    @Test
    void shouldTakeAFileOfAForm() {
        door.asReporter()
                .multiPart("comment", "not a file")
                .multiPart(
                        "file",
                        "claims.ndjson",
                        (door.line(1) + "\n" + door.line(2) + "\n").getBytes(StandardCharsets.UTF_8),
                        "application/octet-stream")
                .multiPart("after", "the file")
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .body("accepted", is(2));
        assertThat(door.inLog()).hasSize(2);
    }

    @Test
    void shouldTakeALongFileOfAForm() {
        // Given
        int count = 5000;
        StringBuilder file = new StringBuilder();
        IntStream.range(0, count).forEach(i -> file.append(door.line(i)).append("\r\n"));

        // When
        ValidatableResponse answer = door.asReporter()
                .multiPart(
                        "anything",
                        "a file.bin",
                        file.toString().getBytes(StandardCharsets.UTF_8),
                        "application/x-ndjson")
                .post("/v1/imports")
                .then();

        // Then
        answer.statusCode(202).body("accepted", is(count)).body("rejected", is(0));
    }

    @Test
    void shouldTakeLinesUnderTheirOtherNamesToo() {
        door.asReporter()
                .config(Requests.BYTES_AS_THEY_ARE)
                .contentType("application/jsonl")
                .body(door.line(1).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .body("accepted", is(1));
        door.asReporter()
                .multiPart("file", "claims.JSONL", door.line(2).getBytes(StandardCharsets.UTF_8), "text/plain")
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .body("accepted", is(1));
    }

    @Test
    void shouldRefuseAFormWithoutAFile() {
        door.asReporter()
                .multiPart("comment", "not a file")
                .post("/v1/imports")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:zone-ledger:problem:no-file"));
        door.asReporter()
                .multiPart("file", "claims.pdf", new byte[] {1}, "application/pdf")
                .post("/v1/imports")
                .then()
                .statusCode(415)
                .body("detail", containsString(".ndjson"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/vnd.ms-excel"})
    void shouldTakeATableAsTheFileOfAForm(String contentType) {
        door.asReporter()
                .multiPart("file", "organisations.csv", table("o"), contentType)
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .body("accepted", is(1));
    }

    @Test
    void shouldSayWhatIsOnRecordOfAFormWithMoreThanOneFile() {
        // When
        ValidatableResponse answer = twoFiles("");

        // Then
        int inLog = door.inLog().size();
        assertThat(inLog).isPositive();
        answer.statusCode(400)
                .body("type", equalTo("urn:zone-ledger:problem:more-than-one-file"))
                .body("detail", containsString("b.csv"))
                .body("detail", containsString(inLog + " entries are on record"));
    }

    @Test
    void shouldPublishNothingOfAnAtomicFormWithMoreThanOneFile() {
        twoFiles("?atomic=true").statusCode(400).body("detail", containsString("b.csv"));
        assertThat(door.inLog()).isEmpty();
    }

    private ValidatableResponse twoFiles(String query) {
        String[] ids = IntStream.range(0, 5000).mapToObj(i -> "o-" + i).toArray(String[]::new);
        return door.asReporter()
                .multiPart("file", "a.csv", table(ids), "text/csv")
                .multiPart("file", "b.csv", table("p"), "text/csv")
                .post("/v1/imports" + query)
                .then();
    }

    private byte[] table(String... ids) {
        return Stream.of(ids)
                .map(id -> door.zone + "," + id + ",O,enterprise\n")
                .collect(Collectors.joining("", "zone,id,name,role\n", ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldAnswerWithATableWhereOneIsAcceptedAlone() {
        door.asReporter()
                .contentType("text/csv")
                .accept("text/csv")
                .body(("zone,id,name,role\n" + door.zone + ",o,O,enterprize\n").getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?answer=rejected")
                .then()
                .statusCode(400)
                .contentType("text/csv")
                .body(containsString("expected one of"));
    }

    @Test
    void shouldRefuseABodyThatIsCompressed() {
        door.asReporter()
                .contentType("application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .body(new byte[] {0x1F, (byte) 0x8B})
                .post("/v1/imports")
                .then()
                .statusCode(415)
                .body("detail", containsString("without Content-Encoding"));
    }

    @Test
    void shouldNameTheTypesThatItTakes() {
        door.asReporter()
                .contentType("application/xml")
                .body("<claim/>")
                .post("/v1/imports")
                .then()
                .statusCode(415)
                .body("detail", containsString("application/x-ndjson"))
                .body("detail", containsString("multipart/form-data"));
        door.asReporter()
                .contentType("text/plain")
                .body("{}")
                .post("/v1/claims")
                .then()
                .statusCode(415)
                .body("detail", containsString("application/json"));
    }

    @Test
    void shouldLeavePreferringToStewards() {
        // Given
        String preferred = door.claim(1).replace("\"status\"", "\"rank\": \"preferred\", \"status\"");

        // When
        ValidatableResponse answer = door.posting(preferred);

        // Then
        answer.statusCode(400)
                .body("errors[0].pointer", equalTo("/rank"))
                .body("errors[0].detail", containsString("steward"));
        door.importing("", "{\"type\": \"claim\", " + preferred.substring(1))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/rank"));
        door.asSteward()
                .contentType("application/json")
                .body(preferred)
                .post("/v1/claims")
                .then()
                .statusCode(202);
    }

    @Test
    void shouldRefuseAnswersThatAreNotOffered() {
        door.importing("?answer=al", door.line(1)).statusCode(400).body("errors[0].parameter", equalTo("answer"));
        door.importing("?atomic=yes", door.line(1)).statusCode(400).body("errors[0].parameter", equalTo("atomic"));
    }
}
