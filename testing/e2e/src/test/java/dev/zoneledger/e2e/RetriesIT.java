package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.e2e.Client.Answer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of requests that are published as a whole, or sent again. */
class RetriesIT {

    private static final String DAY = "2021-06-30";

    private final Client client = new Client(Stack.running());
    private final String zone = BaotouFactsIT.newZone();

    @Test
    void shouldReachThePositionsOfTransactionsAndWhatComesBetween() {
        // Given
        client.post("/v1/projects", "{\"zone\": \"%s\", \"id\": \"line\", \"name\": \"L\"}".formatted(zone));

        for (int i = 0; i < 3; i++) {
            // When
            int sofar = i;
            String file = IntStream.range(0, 10)
                    .mapToObj(each -> "{\"type\": \"claim\", "
                            + claim("c-" + sofar + "-" + each, 2000 + 10 * sofar + each)
                                    .substring(1))
                    .collect(Collectors.joining("\n"));
            Answer atomic = client.post("/v1/imports?atomic=true", "application/x-ndjson", file, "steward");
            assertThat(atomic.status()).as(atomic.response().body()).isEqualTo(202);

            // Then
            reaches(atomic.position());
            reaches(client.post("/v1/claims", claim("single-" + i, 1990 + i)));
        }
        assertThat(Client.each(
                        client.catalog("/v1/claims?zone=" + zone + "&limit=100").get("items")))
                .hasSize(33);
    }

    private void reaches(String position) {
        client.catalog("/v1/claims?zone=" + zone + "&after=" + position);
        client.metrics("/v1/zones/" + zone + "/capacity?asOf=" + DAY + "&after=" + position);
    }

    @Test
    void shouldShowTheSameKeyWithAnotherBodyAsAConflictThatBothReadersDecideAlike() {
        // Given
        client.post("/v1/projects", "{\"zone\": \"%s\", \"id\": \"line\", \"name\": \"L\"}".formatted(zone));
        Answer first = keyed(3000);
        assertThat(keyed(3000).body().get("accepted")).isEqualTo(first.body().get("accepted"));

        // When
        Answer other = keyed(3200);

        // Then
        assertThat(other.body().get("accepted")).isEqualTo(first.body().get("accepted"));
        String id = first.body().at("/accepted/0/id").textValue();
        String query = "?zone=" + zone + "&after=" + other.position();
        JsonNode claim = client.catalog("/v1/claims/" + id + query);
        assertThat(claim.get("conflicts").intValue()).isEqualTo(1);
        List<JsonNode> conflicts =
                Client.each(client.catalog("/v1/conflicts" + query).get("items"));
        assertThat(conflicts).hasSize(1);
        assertThat(conflicts.getFirst().get("contents")).hasSize(2);
        JsonNode total = client.metrics(
                "/v1/zones/" + zone + "/capacity?asOf=" + DAY + "&by=product,status&after=" + other.position());
        assertThat(total.at("/totals/0/value")).isEqualTo(claim.at("/quantity/value"));
    }

    private Answer keyed(int value) {
        Answer answer = client.post(
                "/v1/claims",
                "application/json",
                claim(null, 2020).replace("3000", "" + value),
                "steward",
                zone + "-key");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer;
    }

    private String claim(String id, int year) {
        return """
                {%s"zone": "%s", "subject": {"project": "line"}, "measure": "capacity", "product": "ndfeb-sintered",\
                 "quantity": {"value": 3000, "unit": "t/a"}, "status": "operating", "effectiveFrom": {"date": "%d"},\
                 "source": {"uri": "urn:test"}}""".formatted(id == null ? "" : "\"id\": \"" + id + "\", ", zone, year);
    }
}
