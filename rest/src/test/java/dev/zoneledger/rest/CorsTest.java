package dev.zoneledger.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What browsers are told by the settings that docs/operations/locking.md names; RestTest has what a service tells them that names none. */
@QuarkusTest
@TestProfile(CorsTest.OwnSettings.class)
class CorsTest {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String PAGE = "https://page.example";

    public static final class OwnSettings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(new RestTest.OpenToRead().getConfigOverrides());
            settings.put("quarkus.http.cors.enabled", "true");
            settings.put("quarkus.http.cors.origins", PAGE);
            settings.put("zone.http.header.\"Referrer-Policy\"", "same-origin");
            settings.put("zone.http.header.\"X-Frame-Options\"", "DENY");
            return settings;
        }
    }

    @Test
    void shouldLetItsPagesReadWithTheHeadersOfAnAnswer() {
        given().header("Origin", PAGE)
                .get("/v1/probes")
                .then()
                .statusCode(200)
                .header(ALLOW_ORIGIN, PAGE)
                .header("Access-Control-Expose-Headers", containsString(Positions.HEADER));
    }

    @Test
    void shouldTellBrowsersWhatItsSettingsSay() {
        given().get("/v1/probes")
                .then()
                .header("Referrer-Policy", "same-origin")
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void shouldTellItsPagesBeforehandThatTheyMayPostWithAToken() {
        given().header("Origin", PAGE)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options("/v1/probes")
                .then()
                .statusCode(200)
                .header(ALLOW_ORIGIN, PAGE)
                .header("Access-Control-Allow-Methods", containsString("POST"))
                .header("Access-Control-Allow-Headers", containsString("authorization"));
    }

    @Test
    void shouldAnswerPagesOfOtherOriginsNothing() {
        given().header("Origin", "https://other.example")
                .get("/v1/probes")
                .then()
                .statusCode(403)
                .header(ALLOW_ORIGIN, nullValue());
    }
}
