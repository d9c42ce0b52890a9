package dev.zoneledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
}
