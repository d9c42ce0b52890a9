package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.e2e.Client.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the catalog exports, ingest takes back. */
class ExportsIT {

    private final Client client = new Client(Stack.running());
    private final String zone = BaotouFactsIT.newZone();

    @Test
    void shouldTakeBackAnExportedTableAsTheSameClaims() {
        // Given
        String position = client.importAll(List.of(
                project(),
                claim(
                        "exact",
                        "\"measure\": \"capacity\", \"product\": \"ndfeb-sintered\", \"status\": \"operating\","
                                + " \"effectiveFrom\": {\"date\": \"2020-10-15\", \"bound\": \"not-later\"},"
                                + " \"quantity\": {\"value\": 1234.5, \"unit\": \"t/a\", \"qualifier\": \"exact\"},"
                                + " \"statedBy\": {\"name\": \"Li Hua\", \"office\": \"manager\"}, \"note\": \"=1+1, \\\"so\\\"\""),
                claim(
                        "about",
                        "\"measure\": \"output\", \"product\": \"polishing-powder\", \"period\": \"2021-01/2021-10\","
                                + " \"quantity\": {\"value\": 900, \"unit\": \"t\", \"qualifier\": \"approximately\"}"),
                claim(
                        "open",
                        "\"measure\": \"sales-revenue\", \"period\": \"XXXX\", \"basis\": \"planned\","
                                + " \"quantity\": {\"value\": 412000000, \"unit\": \"CNY\", \"qualifier\": \"at-least\"}"),
                claim(
                        "withheld",
                        "\"measure\": \"investment\", \"period\": \"2019-Q1\","
                                + " \"quantity\": {\"reason\": \"withheld\"}"),
                claim(
                        "counted",
                        "\"measure\": \"count\", \"counted\": \"patents\", \"effectiveFrom\": {\"precision\": \"unknown\"},"
                                + " \"quantity\": {\"value\": 2, \"unit\": \"1\", \"qualifier\": \"exact\"},"
                                + " \"rank\": \"quarantined\", \"reason\": \"in doubt\"")));
        JsonNode before = client.catalog("/v1/claims?zone=" + zone + "&after=" + position);
        String table = client.export("/v1/claims?zone=" + zone + "&after=" + position, "text/csv");

        // When
        Answer imported = client.post("/v1/imports", "text/csv", table, "steward");

        // Then
        assertThat(imported.status()).as(imported.response().body()).isEqualTo(202);
        assertThat(imported.body().get("accepted").intValue())
                .as(imported.response().body())
                .isEqualTo(5);
        JsonNode after = client.catalog("/v1/claims?zone=" + zone + "&after=" + imported.position());
        assertThat(after.get("items")).isEqualTo(before.get("items"));
    }

    private String project() {
        return "{\"type\": \"project\", \"zone\": \"%s\", \"id\": \"line\", \"name\": \"L\"}".formatted(zone);
    }

    private String claim(String id, String fields) {
        return ("{\"type\": \"claim\", \"zone\": \"%s\", \"id\": \"%s\", \"subject\": {\"project\": \"line\"}, %s,"
                        + " \"source\": {\"uri\": \"urn:test\", \"publishedOn\": \"2020-10\", \"language\": \"en\"}}")
                .formatted(zone, id, fields);
    }
}
