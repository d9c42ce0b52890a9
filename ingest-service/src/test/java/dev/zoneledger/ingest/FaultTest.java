package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.testing.Fault;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform's clients of Kafka fail in a way that nobody expects. */
@QuarkusTest
@TestProfile(FaultTest.Traced.class)
class FaultTest {

    private final Door door = new Door();

    @TestHTTPResource
    URI service;

    public static final class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Fault.TRACED;
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(NoClients.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KafkaResource.class), new TestResourceEntry(TokensResource.class));
        }
    }

    @ParameterizedTest
    @CsvSource({"/v1/claims, application/json", "/v1/imports, application/x-ndjson"})
    void shouldTellNothingOfAFaultButThatItIsOursAndHaveItInTheLog(String path, String contentType) throws Exception {
        // When
        Fault fault = Fault.provokedBy(HttpRequest.newBuilder(service.resolve(path))
                .header("Authorization", "Bearer " + Tokens.reporter(door.zone))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(path.endsWith("imports") ? door.line(1) : door.claim(1))));

        // Then
        assertThat(fault.brokenPromises(NoClients.INSIDE)).isEmpty();
    }
}
