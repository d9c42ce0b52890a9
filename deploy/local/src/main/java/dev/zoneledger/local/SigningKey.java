package dev.zoneledger.local;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** An RSA key that signs bearer tokens, for where there is no OpenID Connect server: the local stack and tests. */
public final class SigningKey {
    /** What {@code quarkus.oidc.token.issuer} must be where these tokens are taken. */
    public static final String ISSUER = "https://zone-ledger.local";

    /** What a service asks to find in {@code aud} (quarkus.oidc.token.audience): tokens made for others are refused. */
    public static final String AUDIENCE = "zone-ledger";

    private static final int BITS = 2048;

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    public static SigningKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK makes no RSA keys", e);
        }
    }

    /** Reads a key that {@link #toPem()} gave. */
    public static SigningKey fromPem(String pem) {
        String base64 = pem.lines().filter(line -> !line.startsWith("-----")).collect(Collectors.joining());
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            return new SigningKey(
                    key, factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StackException("This is not an RSA private key in PKCS#8 form", e);
        }
    }

    /** The private key in PEM (PKCS#8): a secret. */
    public String toPem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(privateKey.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** The public key as base64 of its X.509 form, as {@code quarkus.oidc.public-key} takes it. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(publicKey.getEncoded());
    }

    /**
     * A signed bearer token.
     *
     * @param subject who it is for
     * @param roles reader, reporter, steward
     * @param zones the zones that it may write to, or "*" for all
     */
    public String token(String subject, List<String> roles, List<String> zones, Duration validFor) {
        return sign(claims(subject, roles, zones, validFor));
    }

    /** What {@link #token} signs. */
    public static JwtClaims claims(String subject, List<String> roles, List<String> zones, Duration validFor) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(subject);
        claims.setStringListClaim("groups", roles);
        claims.setStringListClaim("zones", zones);
        claims.setIssuedAtToNow();
        NumericDate end = NumericDate.now();
        end.addSeconds(validFor.toSeconds());
        claims.setExpirationTime(end);
        claims.setGeneratedJwtId();
        return claims;
    }

    /** A token of any claims. */
    public String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(privateKey);
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The token could not be signed", e);
        }
    }

    /** Whether the services take the token: it bears this key's signature, is meant for them and has not run out. */
    public boolean hasSigned(String token) {
        try {
            new JwtConsumerBuilder()
                    .setRequireExpirationTime()
                    .setExpectedIssuer(ISSUER)
                    .setExpectedAudience(AUDIENCE)
                    .setVerificationKey(publicKey)
                    .build()
                    .processToClaims(token);
            return true;
        } catch (InvalidJwtException e) {
            return false;
        }
    }
}
