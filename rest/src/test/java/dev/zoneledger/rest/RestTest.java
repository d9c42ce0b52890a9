package dev.zoneledger.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RestTest.OpenToRead.class)
class RestTest {

    private static final KeyPair KEYS = keys();

    public static final class OpenToRead implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "zone.reads.open",
                    "true",
                    "quarkus.http.test-port",
                    "0",
                    "quarkus.oidc.public-key",
                    TestKeys.publicKey());
        }
    }

    @Test
    void shouldReadWithoutTokenWhereReadsAreOpen() {
        given().get("/v1/probes").then().statusCode(200).body(is("read"));
    }

    @Test
    void shouldRefuseToWriteWithoutTokenEvenWhereReadsAreOpen() {
        problem(given().post("/v1/probes").then(), 401, "unauthorized").header("WWW-Authenticate", "Bearer");
    }

    @Test
    void shouldRefuseToWriteWithReadersToken() {
        problem(with(TestKeys.token(Roles.READER)).post("/v1/probes").then(), 403, "forbidden");
    }

    @Test
    void shouldWriteWithReportersToken() {
        with(TestKeys.token(Roles.REPORTER)).post("/v1/probes").then().statusCode(200);
    }

    @Test
    void shouldRefuseTokenOfAnotherKey() {
        String foreign = Jwt.subject("x")
                .audience("zone-ledger")
                .groups(Set.of(Roles.STEWARD))
                .sign(KEYS.getPrivate());
        problem(with(foreign).post("/v1/probes").then(), 401, "unauthorized");
    }

    @Test
    void shouldRefuseATokenMadeForAnotherSystem() {
        String elsewhere = TestKeys.token(Roles.STEWARD, Duration.ofHours(1), "another-system");
        problem(with(elsewhere).post("/v1/probes").then(), 401, "unauthorized");
    }

    @Test
    void shouldRefuseABadTokenEvenWhereReadsAreOpen() {
        problem(with("no-token-at-all").get("/v1/probes").then(), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/probes", "/v1/probes/broken", "/v1/nothing", "/v1/probes;x", "/q/openapi"})
    void shouldTellBrowsersToMakeNothingOfAnyAnswer(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Cache-Control", "private, no-cache");
    }

    @Test
    void shouldTellPagesOfOtherOriginsNothingUnlessTheyAreNamed() {
        given().header("Origin", "https://elsewhere.example")
                .get("/v1/probes")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/v1/probes")
                .then()
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Access-Control-Allow-Methods", nullValue());
    }

    @Test
    void shouldDenyWhatHasNoRoleAnnotation() {
        problem(
                with(TestKeys.token(Roles.STEWARD))
                        .get("/v1/probes/unannotated")
                        .then(),
                403,
                "forbidden");
    }

    @Test
    void shouldNameTheParameterThatIsNotDeclaredAndWhatWasMeant() {
        problem(given().get("/v1/probes?statu=operating").then(), 400, "invalid-parameter")
                .body("errors[0].parameter", equalTo("statu"))
                .body("errors[0].suggestion", equalTo("status"))
                .body("errors[0].detail", containsString("as-of, status"));
    }

    @Test
    void shouldAnswerUnknownPathAndMethodWithProblem() {
        problem(given().get("/v1/nothing").then(), 404, "not-found");
        problem(with(TestKeys.token(Roles.STEWARD)).delete("/v1/probes").then(), 405, "method-not-allowed");
    }

    @Test
    void shouldNotTellTheInsideOfAFault() {
        problem(given().get("/v1/probes/broken").then(), 500, "internal-server-error")
                .body(not(containsString("secret")));
    }

    @Test
    void shouldReadPositionOrSayWhatItShouldBe() {
        given().get("/v1/probes/x?after=7@1042,3@77").then().statusCode(200).body(is("3@77,7@1042"));
        problem(given().get("/v1/probes/x?after=seven").then(), 400, "invalid-parameter")
                .body("errors[0].parameter", equalTo("after"));
    }

    @Test
    void shouldSayWhenToTryAgainWhenPositionIsNotReached() {
        problem(
                        given().header("Prefer", "wait=1")
                                .get("/v1/probes/x?after=7@1042")
                                .then(),
                        503,
                        "position-not-reached")
                .header("Retry-After", "1")
                .body("detail", containsString("7@1042"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/probes;x=1",
                "/v1//probes",
                "/v1/probes%2Fx",
                "/v1%5Cprobes",
                "/v1/probes/a%3Bb",
                "/v1/./probes",
                "/v1/%2e/probes",
                "/v1/x/../probes",
                "/v1/probes/."
            })
    void shouldRefuseAmbiguousPath(String path) throws IOException, InterruptedException {
        // A client that does not tidy up the path.
        HttpRequest request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .build();

        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        assertThat(response.body()).contains("urn:zone-ledger:problem:ambiguous-path");
    }

    @Test
    void shouldRefuseATokenThatHasRunOutAlthoughItWasGoodBefore() {
        // Given
        String token = takenTwice(Duration.ofSeconds(2));

        // When
        Instant patience = Instant.now().plusSeconds(60);
        int status = 200;
        while (status == 200 && Instant.now().isBefore(patience)) {
            status = with(token).post("/v1/probes").statusCode();
        }

        // Then
        assertThat(status).isEqualTo(401);
    }

    /** A token that was good for two requests, valid no longer than a machine under load needs for them. */
    private static String takenTwice(Duration validFor) {
        String token = TestKeys.token(Roles.REPORTER, validFor);
        int first = with(token).post("/v1/probes").statusCode();
        int second = with(token).post("/v1/probes").statusCode();
        if (first == 200 && second == 200) {
            return token;
        }
        assertThat(validFor).isLessThan(Duration.ofMinutes(1));
        return takenTwice(validFor.multipliedBy(2));
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token);
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String name) {
        return response.statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("type", equalTo("urn:zone-ledger:problem:" + name))
                .body("status", equalTo(status));
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The profile and the test are loaded by different class loaders, so the keys stay in a property. */
    static final class TestKeys {
        private static final String PRIVATE = "dev.zoneledger.rest.test.private";
        private static final String PUBLIC = "dev.zoneledger.rest.test.public";

        static synchronized String publicKey() {
            if (System.getProperty(PUBLIC) == null) {
                KeyPair pair = keys();
                System.setProperty(PUBLIC, encode(pair.getPublic().getEncoded()));
                System.setProperty(PRIVATE, encode(pair.getPrivate().getEncoded()));
            }
            return System.getProperty(PUBLIC);
        }

        static String token(String role) {
            return token(role, Duration.ofHours(1));
        }

        static String token(String role, Duration validFor) {
            return token(role, validFor, "zone-ledger");
        }

        static String token(String role, Duration validFor, String audience) {
            publicKey();
            try {
                var key = KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(System.getProperty(PRIVATE))));
                return Jwt.subject("test")
                        .audience(audience)
                        .groups(Set.of(role))
                        .expiresIn(validFor)
                        .sign(key);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String encode(byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    }
}
