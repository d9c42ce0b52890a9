package dev.zoneledger.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The key, the tokens and the password that the stack makes for itself at its first start. */
record Secrets(SigningKey key, String postgresPassword) {
    private static final Duration TEN_YEARS = Duration.ofDays(3653);
    private static final List<String> ALL_ZONES = List.of("*");
    private static final Map<String, List<String>> ROLES = Map.of(
            "reader", List.of("reader"),
            "reporter", List.of("reader", "reporter"),
            "steward", List.of("reader", "reporter", "steward"));

    static Secrets in(StateFolder state) {
        SigningKey key = key(state.keys().resolve("private-key.pem"));
        ROLES.forEach((name, roles) -> {
            Path token = state.tokens().resolve(name + ".jwt");
            // One of an earlier key, or that the services no longer take, is of no use to anybody.
            if (!Files.exists(token) || !key.hasSigned(StateFolder.read(token))) {
                StateFolder.writeSecret(token, key.token("local-" + name, roles, ALL_ZONES, TEN_YEARS) + "\n");
            }
        });
        return new Secrets(key, password(state.keys().resolve("postgres-password")));
    }

    private static SigningKey key(Path file) {
        if (!Files.exists(file)) {
            StateFolder.writeSecret(file, SigningKey.generate().toPem());
        }
        return SigningKey.fromPem(StateFolder.read(file));
    }

    private static String password(Path file) {
        if (!Files.exists(file)) {
            byte[] random = new byte[18];
            new SecureRandom().nextBytes(random);
            StateFolder.writeSecret(file, Base64.getUrlEncoder().encodeToString(random));
        }
        return StateFolder.read(file);
    }
}
