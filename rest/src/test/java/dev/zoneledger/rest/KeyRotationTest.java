package dev.zoneledger.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** An identity server changes its key while a service runs, as docs/operations/locking.md tells it to. */
@QuarkusTest
@TestProfile(KeyRotationTest.WithIdentityServer.class)
class KeyRotationTest {

    private static final String SERVER = "quarkus.oidc.auth-server-url";

    Map<String, KeyPair> keys;
    Set<String> published;

    public static final class WithIdentityServer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.test-port", "0");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(IdentityServer.class));
        }
    }

    @Test
    void shouldTakeTokensOfTheNewKeyWithoutARestartAndBelieveTheOldOneMeanwhile() {
        assertThat(statusWithTokenOf(IdentityServer.OLD)).isEqualTo(200);

        // When
        published.add(IdentityServer.NEW);

        // Then
        assertThat(statusWithTokenOf(IdentityServer.NEW)).isEqualTo(200);
        assertThat(statusWithTokenOf(IdentityServer.OLD)).isEqualTo(200);

        // When
        published.remove(IdentityServer.OLD);

        // Then
        assertThat(statusWithTokenOf(IdentityServer.OLD))
                .as("until the keys are asked for again")
                .isEqualTo(200);
    }

    private int statusWithTokenOf(String key) {
        String token = Jwt.issuer(server())
                .subject("test")
                .audience("zone-ledger")
                .groups(Set.of(Roles.REPORTER))
                .expiresIn(Duration.ofHours(1))
                .jws()
                .keyId(key)
                .sign(keys.get(key).getPrivate());
        return given().auth().oauth2(token).post("/v1/probes").statusCode();
    }

    private static String server() {
        return ConfigProvider.getConfig().getValue(SERVER, String.class);
    }
}
