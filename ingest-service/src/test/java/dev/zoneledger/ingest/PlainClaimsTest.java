package dev.zoneledger.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zoneledger.contract.Position;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shorter way of plain claims: taken where it may be, and nobody can tell from an answer which way a request went. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class PlainClaimsTest {

    /** Says the same as no header, in a form that is left to the endpoint. */
    private static final Header BY_THE_ENDPOINT = new Header("Accept", "application/json;q=0.9");

    private static final Set<String> OF_THEIR_OWN = Set.of("Zone-Position", "content-length");

    private final Door door = new Door();
    private final String reporter = Tokens.reporter(door.zone);

    /** Tokens are known that were verified a moment ago. */
    @BeforeEach
    void known() {
        known(reporter);
    }

    private String known(String token) {
        ask(token, door.claim(999), "", BY_THE_ENDPOINT);
        return token;
    }

    private record Asked(Response answer, boolean atEndpoint) {
        int status() {
            return answer.statusCode();
        }

        String body() {
            return answer.body().asString().replaceAll("\"position\":\"[^\"]+\"", "");
        }

        Map<String, String> headers() {
            return answer.headers().asList().stream()
                    .filter(each -> !OF_THEIR_OWN.contains(each.getName()))
                    .collect(Collectors.toMap(Header::getName, Header::getValue));
        }
    }

    private static Asked ask(String token, String body, String query, Header... headers) {
        String name = TestIds.unique("request");
        RequestSpecification request = given().config(Requests.BYTES_AS_THEY_ARE)
                .auth()
                .oauth2(token)
                .header(AtEndpoint.NAME, name)
                .contentType("application/json");
        for (Header each : headers) {
            request.header(each);
        }
        Response answer = request.body(body.getBytes(StandardCharsets.UTF_8)).post("/v1/claims" + query);
        return new Asked(answer, AtEndpoint.hasCome(name));
    }

    private static void isAsAtTheEndpoint(Asked asked, String token, String body, String query, Header... headers) {
        Header[] all =
                Stream.concat(Stream.of(headers), Stream.of(BY_THE_ENDPOINT)).toArray(Header[]::new);
        Asked otherWay = ask(token, body, query, all);
        assertThat(otherWay.atEndpoint()).isTrue();
        assertThat(asked.status()).isEqualTo(otherWay.status());
        assertThat(asked.body()).isEqualTo(otherWay.body());
        assertThat(asked.headers()).isEqualTo(otherWay.headers());
    }

    @Test
    void shouldTakeAPlainClaimAndAnswerAsTheEndpointDoes() {
        Stream.of(
                        door.claim(1),
                        door.claim(2).replace("\"zone\"", "\"id\": \"one-of-its-own\", \"revision\": 2, \"zone\""),
                        "\r\n " + door.claim(3).replace(", \"", ",\"") + "\n")
                .forEach(body -> {
                    // When
                    Asked asked = ask(reporter, body, "");

                    // Then
                    assertThat(asked.status()).isEqualTo(202);
                    assertThat(asked.atEndpoint()).isFalse();
                    isAsAtTheEndpoint(asked, reporter, body, "");
                });
    }

    @Test
    void shouldHaveTheSameInTheLogWhicheverWayItCame() {
        // When
        Asked plain = ask(reporter, door.claim(7), "");
        Asked other = ask(reporter, door.claim(7), "", BY_THE_ENDPOINT);

        // Then
        assertThat(plain.atEndpoint()).isFalse();
        ConsumerRecord<String, byte[]> first = at(plain);
        ConsumerRecord<String, byte[]> second = at(other);
        assertThat(first.value()).isEqualTo(second.value());
        assertThat(first.headers()).isEqualTo(second.headers());
        assertThat(first.offset()).isLessThan(second.offset());
    }

    private ConsumerRecord<String, byte[]> at(Asked asked) {
        String position = asked.answer().path("position");
        assertThat(asked.answer().header("Zone-Position")).isEqualTo(position);
        return door.inLog().stream()
                .filter(each ->
                        Position.of(each.partition(), each.offset()).toString().equals(position))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Arguments> rare() {
        Header none = new Header("Test-None", "");
        return Stream.of(
                arguments(
                        "a field that is missing",
                        "\"source\": {\"uri\": \"urn:test\"}",
                        "\"note\": \"\"",
                        "",
                        none,
                        400),
                arguments("a code that is near another", "ndfeb-sintered", "ndfeb-sinterd", "", none, 400),
                arguments(
                        "a figure with its unit in words",
                        "{\"value\": 1, \"unit\": \"t/a\"}",
                        "\"5 kt/a\"",
                        "",
                        none,
                        400),
                arguments("no JSON", "{\"zone\"", "{zone", "", none, 400),
                arguments("another zone", "\"zone\": \"", "\"zone\": \"another-", "", none, 403),
                arguments(
                        "a rank that stewards give",
                        "\"measure\"",
                        "\"rank\": \"preferred\", \"measure\"",
                        "",
                        none,
                        400),
                arguments(
                        "a field that nobody knows", "\"measure\"", "\"colour\": \"red\", \"measure\"", "", none, 400),
                arguments("a dry run", "", "", "?dryRun=true", none, 200),
                arguments("a parameter that nobody knows", "", "", "?dry=true", none, 400),
                arguments("a key for retries", "", "", "", new Header("Idempotency-Key", "\"a-key\""), 202),
                arguments("a compressed body", "", "", "", new Header("Content-Encoding", "gzip"), 415),
                arguments("a body that is long", "\"measure\"", " ".repeat(20_000) + "\"measure\"", "", none, 202));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rare")
    void shouldLeaveWhatIsRareOrWrongToTheEndpoint(
            String what, String words, String instead, String query, Header header, int expected) {
        // Given
        String body = door.claim(1).replace(words, instead);

        // When
        Asked asked = ask(reporter, body, query, header);

        // Then
        assertThat(asked.atEndpoint()).isTrue();
        assertThat(asked.status()).isEqualTo(expected);
        isAsAtTheEndpoint(asked, reporter, body, query, header);
    }

    @Test
    void shouldAskForTheRolesOfTheEndpointAndForAToken() {
        // Given
        String reader = known(Tokens.of(List.of("reader"), List.of(door.zone)));
        String steward = known(Tokens.of(List.of("steward"), List.of("*")));

        // When
        Asked read = ask(reader, door.claim(1), "");
        Asked decided = ask(steward, door.claim(1).replace("\"measure\"", "\"rank\": \"preferred\", \"measure\""), "");
        Asked forged = ask(reporter.substring(0, reporter.length() - 6) + "AAAAAA", door.claim(1), "");

        // Then
        assertThat(read.status()).isEqualTo(403);
        assertThat(read.atEndpoint()).isTrue();
        assertThat(decided.status()).isEqualTo(202);
        assertThat(decided.atEndpoint()).isFalse();
        assertThat(forged.status()).isEqualTo(401);
    }

    @Test
    void shouldBeCountedLikeTheOthers() {
        // Given
        double before = figure("http_server_requests_seconds_count{", "uri=\"/v1/claims\"", "status=\"202\"");
        double entries = figure("zone_ingest_entries_total{", "kind=\"claim\"", "outcome=\"accepted\"");

        // When
        ask(reporter, door.claim(1), "");
        ask(reporter, door.claim(1), "", BY_THE_ENDPOINT);

        // Then
        Door.awaitThat(() ->
                figure("http_server_requests_seconds_count{", "uri=\"/v1/claims\"", "status=\"202\"") == before + 2);
        assertThat(figure("zone_ingest_entries_total{", "kind=\"claim\"", "outcome=\"accepted\""))
                .isEqualTo(entries + 2);
    }

    private static double figure(String... words) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> Stream.of(words).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
