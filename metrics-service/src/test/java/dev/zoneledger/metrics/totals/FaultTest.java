package dev.zoneledger.metrics.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.metrics.state.BrokenLedger;
import dev.zoneledger.testing.Fault;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Readiness;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What is in the stores is nothing that can be read. */
@QuarkusTest
@TestProfile(FaultTest.Traced.class)
class FaultTest {

    @TestHTTPResource
    URI service;

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    public static final class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Fault.TRACED;
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(BrokenLedger.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(KafkaResource.class),
                    new TestResourceEntry(TokensResource.class),
                    new TestResourceEntry(LedgerResource.class));
        }
    }

    @Test
    void shouldTellNothingOfAFaultButThatItIsOursAndHaveItInTheLog() throws Exception {
        // Given
        try (TestLog log = TestLog.open()) {
            Baotou baotou = new Baotou(TestIds.zone("fault"));
            Client client = new Client(topic, baotou.zone(), log);
            String position = client.append(baotou.all());
            try (HttpClient http = HttpClient.newHttpClient()) {
                Readiness.await(http, service);
            }

            // When
            Fault fault =
                    Fault.provokedBy(HttpRequest.newBuilder(service.resolve(client.path("/capacity?after=" + position)))
                            .header("Prefer", "wait=60")
                            .header("Authorization", "Bearer " + Tokens.reader()));

            // Then
            assertThat(fault.brokenPromises(BrokenLedger.INSIDE)).isEmpty();
        }
    }
}
