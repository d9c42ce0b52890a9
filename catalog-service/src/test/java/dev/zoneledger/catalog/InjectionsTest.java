package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Texts that are commands elsewhere, on every parameter, and in every part of a path, of every address that reads. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class InjectionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 8;

    /** What looks for texts that are like this one, or that hold it: it may find something. */
    private static final List<String> SEARCHES = List.of("q", "reason");

    /** Which is what some parameters are. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9.e]+");

    /** Where the text stands in an address; no part of a path is written like this. */
    private static final String TEXT = "TEXT";

    private static final Pattern PART = Pattern.compile("\\{[^}]*}");

    /** @param parameter of the query; empty if the text stands in the path */
    private record Asked(String address, String parameter, String text, int status, String body) {}

    @TestHTTPResource
    URI catalog;

    @Test
    void shouldTakeEveryTextForATextOrRefuseIt() throws Exception {
        // Given
        List<String> texts = texts();
        try (TestZone zone = new TestZone()) {
            zone.say(EventType.PROJECT_REGISTERED, "{\"id\": \"line\", \"name\": \"L\", \"organisation\": \"maker\"}");
            zone.sayCapacity("c", "1");
            String before = claims(zone);

            // When
            List<Asked> asked = ask(texts, addresses(zone.id()));

            // Then
            assertThat(texts).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
            assertThat(asked).hasSizeGreaterThan(texts.size() * 80);
            assertThat(asked).filteredOn(each -> each.status != 400).allSatisfy(each -> {
                // Not found, too long an address, a position that is not reached.
                assertThat(each.status).as(each.toString()).isIn(200, 404, 414, 503);
                if (each.status == 200
                        && !SEARCHES.contains(each.parameter)
                        && !NUMBER.matcher(each.text).matches()) {
                    assertThat(each.body).as(each.toString()).doesNotContain("[{");
                }
            });
            assertThat(asked)
                    .filteredOn(each -> each.status == 400)
                    .allSatisfy(
                            each -> assertThat(each.body).as(each.toString()).contains("urn:zone-ledger:problem:"));
            assertThat(claims(zone)).isEqualTo(before);
        }
    }

    private static String claims(TestZone zone) {
        return zone.get("/v1/claims?zone={zone}").extract().asString();
    }

    private static List<String> texts() throws IOException {
        try (InputStream file = InjectionsTest.class.getResourceAsStream("/injections.txt")) {
            List<String> texts = new ArrayList<>(Arrays.asList(
                    new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).split("\n")));
            texts.add("a\0b");
            texts.add("\0");
            texts.add("'\r\nSet-Cookie: a=b");
            texts.add("a\u2028b'");
            texts.add("x".repeat(5000) + "'");
            return texts;
        }
    }

    /** Every address that reads with each of its parameters, and with each part of its path, for a text to stand in. */
    private static List<String> addresses(String zone) throws IOException {
        JsonNode description = JSON.readTree(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        List<String> addresses = new ArrayList<>();
        description.get("paths").properties().forEach(path -> {
            if (!path.getValue().has("get") || !path.getKey().startsWith("/v1/")) {
                return;
            }
            Matcher part = PART.matcher(path.getKey());
            while (part.find()) {
                String around = path.getKey().substring(0, part.start())
                        + TEXT
                        + path.getKey().substring(part.end());
                addresses.add(filled(around, zone));
            }
            String place = filled(path.getKey(), zone);
            path.getValue().get("get").path("parameters").forEach(parameter -> {
                if (parameter.get("in").textValue().equals("query")) {
                    addresses.add(place + "?" + parameter.get("name").textValue() + "=" + TEXT);
                }
            });
        });
        return addresses;
    }

    /** A plus is a blank in a query, but itself in a path. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String filled(String path, String zone) {
        return PART.matcher(path.replace("{zone}", zone)).replaceAll("c");
    }

    private List<Asked> ask(List<String> texts, List<String> addresses) throws InterruptedException {
        Semaphore places = new Semaphore(AT_ONCE);
        String token = Tokens.steward();
        List<CompletableFuture<Asked>> answers = new ArrayList<>();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (String address : addresses) {
                String parameter =
                        address.contains("?") ? address.substring(address.indexOf('?') + 1, address.indexOf('=')) : "";
                for (String text : texts) {
                    places.acquire();
                    answers.add(http.sendAsync(
                                    HttpRequest.newBuilder(catalog.resolve(address.replace(TEXT, encoded(text))))
                                            .header("Authorization", "Bearer " + token)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .whenComplete((answer, failure) -> places.release())
                            .thenApply(
                                    answer -> new Asked(address, parameter, text, answer.statusCode(), answer.body())));
                }
            }
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }
}
