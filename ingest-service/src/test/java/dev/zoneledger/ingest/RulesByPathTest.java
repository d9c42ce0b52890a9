package dev.zoneledger.ingest;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who deploys it has closed a path; no shorter way leads past that. */
@QuarkusTest
@TestProfile(RulesByPathTest.Closed.class)
class RulesByPathTest extends SendingTest {

    public static final class Closed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.auth.permission.closed.paths", "/v1/claims",
                    "quarkus.http.auth.permission.closed.policy", "deny");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KafkaResource.class), new TestResourceEntry(TokensResource.class));
        }
    }

    @Test
    void shouldRefuseAPlainClaimOfAKnownToken() {
        // Given
        String token = Tokens.steward(zone);
        post("/v1/zones", "{\"id\": \"" + zone + "\", \"name\": \"Baotou\"}", token)
                .statusCode(202);

        // When
        var answer = post("/v1/claims", claim(3000), token);

        // Then
        answer.statusCode(403);
    }
}
