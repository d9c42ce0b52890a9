package dev.zoneledger.metrics.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.testing.AuthorisationMatrix;
import dev.zoneledger.testing.AuthorisationMatrix.Outcome;
import dev.zoneledger.testing.CapturedLog;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Every operation, as every kind of caller and by every spelling of its path, is answered as docs/operations/authorisation.md says. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokensResource.class)
@QuarkusTestResource(LedgerResource.class)
class AuthorisationTest {

    @TestHTTPResource
    URI service;

    @Test
    void shouldAnswerEveryCallerAsTheDocumentSaysAndKeepTheirSecrets() throws InterruptedException {
        // Given
        AuthorisationMatrix matrix = AuthorisationMatrix.of("metrics-service", service);

        try (CapturedLog log = CapturedLog.begin()) {
            // When
            Outcome outcome = matrix.ask();

            // Then
            assertThat(matrix.unlisted()).isEmpty();
            assertThat(outcome.told()).isEmpty();
            assertThat(outcome.asked()).isGreaterThan(1000);
            assertThat(outcome.secrets()).isNotEmpty().noneMatch(log.text()::contains);
        }
    }
}
