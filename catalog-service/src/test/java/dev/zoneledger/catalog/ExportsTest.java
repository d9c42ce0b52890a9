package dev.zoneledger.catalog;

import static dev.zoneledger.contract.EventType.CAPACITY_REPORTED;
import static dev.zoneledger.contract.EventType.COUNT_REPORTED;
import static dev.zoneledger.contract.EventType.ORGANISATION_REGISTERED;
import static dev.zoneledger.contract.EventType.OUTPUT_REPORTED;
import static dev.zoneledger.contract.EventType.PROJECT_REGISTERED;
import static dev.zoneledger.contract.EventType.VALUE_REPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists in the forms that programs for sheets and statistics read, of any size. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class ExportsTest {

    private static final String SDMX = "application/vnd.sdmx.data+csv;version=2.0.0";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int MANY = 50_000;

    private final TestZone zone = new TestZone();

    @TestHTTPResource
    URI catalog;

    @AfterEach
    void close() {
        zone.close();
    }

    @Test
    void shouldExportTheSameClaimsInEveryForm() throws IOException {
        // Given
        for (int i = 0; i < 130; i++) {
            zone.sayCapacity("c" + (1000 + i), i + ".50");
        }
        zone.sayCapacity("digits", "123456789012345.123456789012345678");

        // When
        List<String> json =
                zone.get("/v1/claims?zone={zone}&limit=1000").extract().path("items.id");
        List<String> ndjson =
                export("application/x-ndjson").lines().map(ExportsTest::idOf).toList();
        List<NamedCsvRecord> csv = read(export("text/csv"));
        List<NamedCsvRecord> sdmx = read(export(SDMX));
        String sheet = sheet(
                zone.asking().accept(XLSX).get("/v1/claims?zone=" + zone.id()).asByteArray());

        // Then
        assertThat(json).hasSize(131);
        assertThat(ndjson).isEqualTo(json);
        assertThat(csv).extracting(row -> row.getField("Claim")).isEqualTo(json);
        assertThat(sdmx).extracting(row -> row.getField("CLAIM")).isEqualTo(json);
        assertThat(json).allSatisfy(id -> assertThat(sheet).contains(">" + id + "<"));
        assertThat(csv.getLast().getField("Value")).isEqualTo("123456789012345.123456789012345678");
        assertThat(csv.getFirst().getField("Value")).isEqualTo("0.5");
        assertThat(sheet).contains(">123456789012345.123456789012345678<").contains("<v>0.5</v>");
    }

    @Test
    void shouldSayWhatAnExportReflects() {
        // Given
        zone.sayCapacity("c", "1");

        // Then
        for (String type : List.of("text/csv", "application/x-ndjson", XLSX, SDMX)) {
            zone.asking()
                    .accept(type)
                    .get("/v1/claims?zone=" + zone.id())
                    .then()
                    .statusCode(200)
                    .contentType(containsString(type.replaceAll(";.*", "")))
                    .header("Zone-Position", not(nullValue()))
                    .header("Content-Disposition", containsString("claims-" + zone.id()));
        }
        zone.asking()
                .accept("text/csv")
                .get("/v1/claims?limit=1&zone=" + zone.id())
                .then()
                .statusCode(200);
        zone.ask("/v1/claims?zone={zone}&format=csv").then().statusCode(200).contentType(containsString("text/csv"));
        zone.asking().accept("application/pdf").get("/v1/claims").then().statusCode(406);
        zone.asking().accept(SDMX).get("/v1/projects").then().statusCode(406);
        zone.asking()
                .accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/v1/claims?zone=" + zone.id())
                .then()
                .contentType(containsString("application/json"));
    }

    @Test
    void shouldKeepTextsFromBeingFormulas() {
        // Given
        zone.say(ORGANISATION_REGISTERED, """
                {"id": "a", "name": "=HYPERLINK(\\"http://x\\")", "localName": "稀土, \\"高\\"\\n新", "role": "enterprise",
                 "note": "-1+2", "aliases": [{"name": "@sum"}, {"name": "B"}]}""");

        // When
        NamedCsvRecord row = read(zone.asking()
                        .accept("text/csv")
                        .get("/v1/organisations?zone=" + zone.id())
                        .asString())
                .getFirst();

        // Then
        assertThat(row.getField("Organisation name")).isEqualTo(" =HYPERLINK(\"http://x\")");
        assertThat(row.getField("Note")).isEqualTo(" -1+2");
        assertThat(row.getField("Aliases")).isEqualTo(" @sum; B");
        assertThat(row.getField("Local name")).isEqualTo("稀土, \"高\"\n新");
        assertThat(row.getField("Outside zone")).isEqualTo("no");
    }

    @Test
    void shouldMapWhatKindOfFigureItIsToTheCodesOfSdmx() {
        // Given
        zone.say(PROJECT_REGISTERED, "{\"id\": \"line\", \"name\": \"L\"}");
        zone.sayCapacity("exact", "3000");
        zone.say(
                CAPACITY_REPORTED, TestZone.CLAIM.formatted("about", "3000").replace("\"exact\"", "\"approximately\""));
        zone.say(CAPACITY_REPORTED, TestZone.CLAIM.formatted("planned", "3000").replace("\"actual\"", "\"planned\""));
        zone.say(CAPACITY_REPORTED, without("absent"));
        zone.say(CAPACITY_REPORTED, without("withheld"));
        zone.say(CAPACITY_REPORTED, without("not-applicable"));
        zone.sayCapacity("doubted", "3000");
        zone.say(new Reranking(zone.id(), "doubted", 2, ClaimRank.QUARANTINED, "in doubt", null));
        zone.sayCapacity("wrong", "3000");
        zone.say(new Reranking(zone.id(), "wrong", 2, ClaimRank.DEPRECATED, "superseded by an audit", null));
        for (String period : List.of(
                "2017", "2017-Q1", "2017-03", "2021-01/2021-10", "2021-01-15/2021-01-31", "../2020-09", "XXXX")) {
            zone.say(OUTPUT_REPORTED, """
                    {"id": "%s", "subject": {"organisation": "o"}, "measure": "output", "product": "ndfeb-sintered",
                     "quantity": {"value": 1, "unit": "t", "qualifier": "exact"}, "basis": "actual", "period": "%s",
                     "rank": "normal", "source": {"uri": "urn:test"}}""".formatted("p" + Integer.toHexString(period.hashCode()), period));
        }
        zone.say(COUNT_REPORTED, """
                {"id": "undated", "subject": {"organisation": "o"}, "measure": "count", "counted": "patents",
                 "quantity": {"value": 2, "unit": "1", "qualifier": "exact"}, "basis": "actual", "rank": "normal",
                 "effectiveFrom": {"precision": "unknown"}, "source": {"uri": "urn:test"}}""");
        zone.say(VALUE_REPORTED, """
                {"id": "money", "subject": {"zone": "%s"}, "measure": "investment",
                 "quantity": {"value": 5, "unit": "CNY", "qualifier": "at-least"}, "basis": "actual", "period": "2019",
                 "rank": "normal", "source": {"uri": "urn:test"}}""".formatted(zone.id()));

        // When
        String export = export(SDMX);
        Map<String, String> statuses = read(export).stream()
                .collect(Collectors.toMap(row -> row.getField("CLAIM"), row -> row.getField("OBS_STATUS")));

        // Then
        assertThat(export).startsWith("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,");
        assertThat(statuses)
                .containsAllEntriesOf(Map.of(
                        "exact",
                        "A",
                        "about",
                        "E",
                        "planned",
                        "F",
                        "absent",
                        "O",
                        "withheld",
                        "Q",
                        "not-applicable",
                        "M",
                        "doubted",
                        "V",
                        "wrong",
                        "U",
                        "money",
                        "E"))
                .hasSize(9 + 5);
        assertThat(read(export))
                .filteredOn(row -> row.getField("MEASURE").equals("output"))
                .extracting(row -> row.getField("FREQ") + " " + row.getField("TIME_PERIOD"))
                .containsExactlyInAnyOrder(
                        "A 2017", "Q 2017-Q1", "M 2017-03", "_O 2021-01-01/P10M", "_O 2021-01-15/P17D");
        assertThat(read(export))
                .filteredOn(row -> row.getField("CLAIM").equals("money"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getField("SUBJECT")).isEqualTo("zone/" + zone.id());
                    assertThat(row.getField("PRODUCT")).isEqualTo("_Z");
                    assertThat(row.getField("UNIT_MEASURE")).isEqualTo("CNY");
                });
    }

    @Test
    void shouldStreamAllRowsOfASnapshotAndWaitForItsClient() throws Exception {
        // Given
        String prefix = TestIds.unique("many") + "-";
        ManyClaims.insert(prefix, MANY);
        HttpRequest request = HttpRequest.newBuilder(
                        catalog.resolve(
                                "/v1/claims?sort=recordedAt&basis=actual&recordedFrom=2025-12-31T00:00:00Z&recordedBefore=2026-01-31T00:00:00Z"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + Tokens.reader())
                .header("Accept", "application/x-ndjson")
                .build();

        // When
        HttpClient http = HttpClient.newHttpClient();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
            String first = lines.readLine();

            // Then
            assertThat(first).contains(prefix);
            // It cannot send them all: some 40 MB, of which the client has taken less than one.
            assertThat(ManyClaims.awaitReadersInTransaction(1)).isEqualTo(1);
            ManyClaims.insert(prefix + "later-", 24);
            assertThat(1
                            + lines.lines()
                                    .filter(line -> line.contains("\"zone\":\"" + prefix))
                                    .count())
                    .isEqualTo(ManyClaims.count(prefix, "basis = 'actual'", "later"));
            assertThat(ManyClaims.awaitReadersInTransaction(0)).isZero();

            // When
            HttpResponse<InputStream> abandoned = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            abandoned.body().read();
            abandoned.body().close();
        } finally {
            // Closed in the usual way, it would wait for an answer that nobody reads.
            http.shutdownNow();
        }

        // Then
        assertThat(ManyClaims.awaitReadersInTransaction(0)).isZero();
    }

    private String export(String type) {
        return zone.asking()
                .accept(type)
                .get("/v1/claims?zone=" + zone.id())
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String without(String reason) {
        return TestZone.CLAIM
                .formatted(reason, "1")
                .replaceFirst("\"quantity\": \\{[^}]*}", "\"quantity\": {\"reason\": \"" + reason + "\"}");
    }

    private static String idOf(String line) {
        try {
            return Json.mapper().readTree(line).get("id").textValue();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<NamedCsvRecord> read(String csv) {
        return CsvReader.builder().ofNamedCsvRecord(csv.replace("\uFEFF", "")).stream()
                .toList();
    }

    /** The XML of the workbook's first sheet, found by the list of parts at its end, as programs for sheets do. */
    private static String sheet(byte[] workbook) throws IOException {
        Path file = Files.createTempFile("export-", ".xlsx");
        try {
            Files.write(file, workbook);
            try (ZipFile parts = new ZipFile(file.toFile());
                    InputStream sheet = parts.getInputStream(parts.getEntry("xl/worksheets/sheet1.xml"))) {
                return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
            }
        } finally {
            Files.delete(file);
        }
    }
}
