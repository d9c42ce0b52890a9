package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.e2e.Client.Answer;
import org.junit.jupiter.api.Test;

/** What somebody meets who gets it wrong, or has no business there. */
class FrontDoorIT {

    private final Stack stack = Stack.running();
    private final Client client = new Client(stack);

    @Test
    void shouldSayAllThatIsWrongAndWhatWasProbablyMeant() {
        // Given
        String wrong = """
                {"zone": "baotou-rehz", "subject": {"project": "jinmeng-sintered-line"}, "measure": "capacity",
                 "product": "ndfeb-sinterd", "quantity": {"value": -1, "unit": "t/a"}, "status": "operating",
                 "effectiveFrom": {"date": "2020-02-31"}, "sourc": {}, "source": {"uri": "urn:test:wrong"}}""";

        // When
        Answer answer = client.post("/v1/claims", "application/json", wrong, "reporter");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Client.each(answer.body().get("errors")))
                .extracting(error -> error.get("pointer").textValue())
                .contains("/product", "/quantity/value", "/effectiveFrom/date", "/sourc");
        assertThat(Client.each(answer.body().get("errors")))
                .filteredOn(error -> error.get("pointer").textValue().equals("/product"))
                .extracting(error -> error.get("suggestion").textValue())
                .containsExactly("ndfeb-sintered");
    }

    @Test
    void shouldLetEverybodyReadAndNobodyWriteWithoutToken() {
        // Given
        String zone = "{\"id\": \"nobodys-zone\", \"name\": \"Nobody's\"}";

        // When
        Answer written = client.postWithoutToken("/v1/zones", zone);
        Answer writtenByReader = client.post("/v1/zones", "application/json", zone, "reader");
        Answer read = client.get(stack.catalog().resolve("/v1/zones/baotou-rehz"));

        // Then
        assertThat(written.status()).isEqualTo(401);
        assertThat(writtenByReader.status()).isEqualTo(403);
        assertThat(read.status()).isEqualTo(200);
        assertThat(client.get(stack.catalog().resolve("/v1/zones/nobodys-zone")).status())
                .isEqualTo(404);
    }
}
