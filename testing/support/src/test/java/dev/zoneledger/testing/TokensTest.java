package dev.zoneledger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoneledger.local.SigningKey;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokensTest {
    @Test
    void shouldSignTokensThatTheConfiguredKeyVerifies() throws Exception {
        // Given
        JwtConsumer service = serviceConfiguredWith(Tokens.config().get("quarkus.oidc.public-key"));

        // When
        JwtClaims claims = service.processToClaims(Tokens.reporter("baotou-rehz"));

        // Then
        assertThat(claims.getIssuer()).isEqualTo(Tokens.config().get("quarkus.oidc.token.issuer"));
        assertThat(claims.getStringListClaimValue("groups")).isEqualTo(List.of("reader", "reporter"));
        assertThat(claims.getStringListClaimValue("zones")).isEqualTo(List.of("baotou-rehz"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldMakeTokensThatItDoesNot(BadToken bad) throws Exception {
        JwtConsumer service = serviceConfiguredWith(Tokens.config().get("quarkus.oidc.public-key"));

        assertThatThrownBy(() -> service.processToClaims(bad.token())).isInstanceOf(InvalidJwtException.class);
    }

    private static JwtConsumer serviceConfiguredWith(String publicKey) throws Exception {
        PublicKey key = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
        return new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setVerificationKey(key)
                .setExpectedIssuer(SigningKey.ISSUER)
                .setExpectedAudience(SigningKey.AUDIENCE)
                .build();
    }
}
