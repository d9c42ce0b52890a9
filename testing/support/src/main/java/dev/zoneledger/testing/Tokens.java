package dev.zoneledger.testing;

import dev.zoneledger.local.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Bearer tokens signed with a key that is made once in a JVM. */
public final class Tokens {
    private static final Duration ONE_DAY = Duration.ofDays(1);

    private Tokens() {}

    /** The configuration with which a service takes these tokens and no others. */
    public static Map<String, String> config() {
        return Map.of("quarkus.oidc.public-key", key().publicKey(), "quarkus.oidc.token.issuer", SigningKey.ISSUER);
    }

    public static String reader() {
        return of(List.of("reader"), List.of());
    }

    /** For a reporter who may write to the zones named, "*" being all of them. */
    public static String reporter(String... zones) {
        return of(List.of("reader", "reporter"), List.of(zones));
    }

    /** For a steward who may write to the zones named, "*" being all of them. */
    public static String steward(String... zones) {
        return of(List.of("reader", "reporter", "steward"), List.of(zones));
    }

    public static String of(List<String> roles, List<String> zones) {
        return of("test", roles, zones);
    }

    public static String of(String subject, List<String> roles, List<String> zones) {
        return key().token(subject, roles, zones, ONE_DAY);
    }

    static SigningKey key() {
        return SigningKey.fromPem(
                OncePerJvm.get("signing-key", () -> SigningKey.generate().toPem()));
    }
}
