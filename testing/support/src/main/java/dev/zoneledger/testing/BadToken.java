package dev.zoneledger.testing;

import dev.zoneledger.local.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** A steward's tokens for every zone, each with one thing wrong: no service may take any of them. */
public enum BadToken {
    EXPIRED,
    NOT_YET_VALID,
    WITHOUT_END,
    OF_ANOTHER_ISSUER,
    FOR_ANOTHER_AUDIENCE,
    WITHOUT_AUDIENCE,
    UNSIGNED,
    OF_ANOTHER_KEY,
    /** With the public key, which everybody knows, as if it were a shared secret. */
    SIGNED_WITH_PUBLIC_KEY,
    /** A reader's token, made a steward's without signing it again. */
    TAMPERED_WITH,
    NO_TOKEN_AT_ALL;

    private static final Duration ONE_HOUR = Duration.ofHours(1);

    public String token() {
        JwtClaims claims = steward();
        return switch (this) {
            case EXPIRED -> {
                claims.setExpirationTime(fromNow(ONE_HOUR.negated()));
                yield signed(claims);
            }
            case NOT_YET_VALID -> {
                claims.setNotBefore(fromNow(ONE_HOUR));
                yield signed(claims);
            }
            case WITHOUT_END -> {
                claims.unsetClaim("exp");
                yield signed(claims);
            }
            case OF_ANOTHER_ISSUER -> {
                claims.setIssuer("https://elsewhere.example");
                yield signed(claims);
            }
            case FOR_ANOTHER_AUDIENCE -> {
                claims.setAudience("another-service");
                yield signed(claims);
            }
            case WITHOUT_AUDIENCE -> {
                claims.unsetClaim("aud");
                yield signed(claims);
            }
            case UNSIGNED -> unsigned(claims);
            case OF_ANOTHER_KEY -> SigningKey.generate().sign(claims);
            case SIGNED_WITH_PUBLIC_KEY -> signedWithPublicKey(claims);
            case TAMPERED_WITH -> tamperedWith(claims);
            case NO_TOKEN_AT_ALL -> "steward";
        };
    }

    private static JwtClaims steward() {
        return SigningKey.claims("test", List.of("reader", "reporter", "steward"), List.of("*"), ONE_HOUR);
    }

    private static NumericDate fromNow(Duration duration) {
        NumericDate date = NumericDate.now();
        date.addSeconds(duration.toSeconds());
        return date;
    }

    private static String signed(JwtClaims claims) {
        return Tokens.key().sign(claims);
    }

    private static String unsigned(JwtClaims claims) {
        JsonWebSignature none = new JsonWebSignature();
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        none.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        none.setPayload(claims.toJson());
        return serialised(none);
    }

    private static String signedWithPublicKey(JwtClaims claims) {
        JsonWebSignature shared = new JsonWebSignature();
        shared.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        shared.setKey(new HmacKey(Base64.getDecoder().decode(Tokens.key().publicKey())));
        shared.setPayload(claims.toJson());
        return serialised(shared);
    }

    private static String tamperedWith(JwtClaims claims) {
        String[] parts = Tokens.reader().split("\\.");
        String payload = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.toJson().getBytes(StandardCharsets.UTF_8));
        return parts[0] + "." + payload + "." + parts[2];
    }

    private static String serialised(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
