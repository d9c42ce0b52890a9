package dev.zoneledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void shouldMakeKeyAndTokensOnceAndForItsOwnerAlone() throws Exception {
        // Given
        StateFolder state = new StateFolder(folder);
        Secrets first = Secrets.in(state);
        String token = Files.readString(state.tokens().resolve("steward.jwt"));

        // When
        Secrets second = Secrets.in(state);

        // Then
        assertThat(second.key().publicKey()).isEqualTo(first.key().publicKey());
        assertThat(second.postgresPassword())
                .isEqualTo(first.postgresPassword())
                .isNotBlank();
        assertThat(state.tokens().resolve("steward.jwt")).hasContent(token);
        for (Path secret : new Path[] {
            state.keys().resolve("private-key.pem"),
            state.keys().resolve("postgres-password"),
            state.tokens().resolve("steward.jwt")
        }) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void shouldMakeTokensAnewForAnotherKey() throws Exception {
        // Given
        StateFolder state = new StateFolder(folder);
        Secrets.in(state);
        String before = StateFolder.read(state.tokens().resolve("steward.jwt"));
        Files.delete(state.keys().resolve("private-key.pem"));

        // When
        Secrets rotated = Secrets.in(state);

        // Then
        String after = StateFolder.read(state.tokens().resolve("steward.jwt"));
        assertThat(rotated.key().hasSigned(before)).isFalse();
        assertThat(rotated.key().hasSigned(after)).isTrue();
    }

    @Test
    void shouldMakeTokensAnewThatServicesNoLongerTake() {
        // Given
        StateFolder state = new StateFolder(folder);
        Secrets secrets = Secrets.in(state);
        JwtClaims claims = SigningKey.claims("local-steward", List.of("steward"), List.of("*"), Duration.ofDays(1));
        claims.unsetClaim("aud");
        StateFolder.writeSecret(
                state.tokens().resolve("steward.jwt"), secrets.key().sign(claims));

        // When
        Secrets.in(state);

        // Then
        assertThat(secrets.key().hasSigned(StateFolder.read(state.tokens().resolve("steward.jwt"))))
                .isTrue();
    }
}
