package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestLog.Appended;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who says what, and claims about what nobody has registered. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class SourcesTest {

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    private Probe probe;

    @BeforeEach
    void open() {
        probe = new Probe(topic);
        probe.append("organisation", """
                {"id": "maker", "name": "A maker of magnets", "role": "enterprise", "source": %s}""".formatted(ARTICLE));
        probe.append("project", """
                {"id": "sintered-line", "name": "Sintered NdFeB production line", "organisation": "maker", "source": %s,
                 "phases": [{"id": "phase-1", "name": "One", "lines": [{"id": "powder", "name": "Powder"}]}]}""".formatted(ARTICLE));
    }

    @AfterEach
    void close() {
        probe.close();
    }

    private static final String ARTICLE = """
            {"uri": "urn:article:1", "publisher": "SMM", "publishedOn": "2020-10", "language": "en",
             "machineTranslated": true}""";
    private static final String REPORT = """
            {"uri": "https://example.org/report?page=1&part=2", "publisher": "A bureau", "publishedOn": "2021"}""";
    private static final String DIRECTOR = """
            {"name": "Sun Xiping", "office": "legal representative", "organisation": "maker"}""";

    @Test
    void shouldTellWhatEachSourceClaims() {
        // Given
        claim("a", "sintered-line", ARTICLE, null);
        claim("b", "sintered-line", ARTICLE, DIRECTOR);
        Appended before = claim("c", "sintered-line", REPORT, null);
        claim("d", "sintered-line", REPORT, null);

        // Then
        var sources = probe.getHere("/v1/sources")
                .body("items.uri", containsInAnyOrder("https://example.org/report?page=1&part=2", "urn:article:1"))
                .body("items.find { it.publisher == 'SMM' }.publishedOn", equalTo("2020-10"))
                .body("items.find { it.publisher == 'SMM' }.language", equalTo("en"))
                .body("items.find { it.publisher == 'SMM' }.machineTranslated", equalTo(true))
                .body("items.find { it.publisher == 'SMM' }.claims.capacity", equalTo(2))
                .body("items.find { it.publisher == 'SMM' }.records.organisation", equalTo(1))
                .body("items.find { it.publisher == 'SMM' }.records.project", equalTo(1))
                .body("items.find { it.publisher != 'SMM' }.machineTranslated", equalTo(false))
                .body("items.find { it.publisher != 'SMM' }.records.size()", equalTo(0));
        String id = sources.extract().path("items.find { it.publisher != 'SMM' }.id");
        probe.getHere("/v1/sources/" + id).body("uri", equalTo("https://example.org/report?page=1&part=2"));
        probe.getHere("/v1/sources/" + id + "/claims").body("items.id", contains("c", "d"));
        probe.getHere("/v1/sources/" + id + "/claims", "knownAt", before.at().toString())
                .body("items.id", contains("c"));
        probe.getHere("/v1/sources/" + id + "/records").body("items", empty());
        String article = sources.extract().path("items.find { it.publisher == 'SMM' }.id");
        probe.getHere("/v1/sources/" + article + "/records").body("items.kind", contains("organisation", "project"));
        var first = probe.getHere("/v1/sources", "limit", 1)
                .body("items", hasSize(1))
                .extract();
        probe.getHere("/v1/sources", "limit", 1, "cursor", first.path("next"))
                .body("items.id", contains(first.path("items[0].id").equals(id) ? article : id))
                .body("next", nullValue());
    }

    @Test
    void shouldTellSourcesWithVeryLongAddressesApart() {
        // Given
        String random = new Random(7)
                .ints(6000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        claim("a", "sintered-line", "{\"uri\": \"urn:x:" + random + "1\"}", null);
        claim("b", "sintered-line", "{\"uri\": \"urn:x:" + random + "2\"}", null);

        // Then
        var sources = probe.getHere("/v1/sources").body("items.claims.capacity", containsInAnyOrder(null, 1, 1));
        String id = sources.extract().path("items.find { it.uri.endsWith('2') }.id");
        probe.getHere("/v1/sources/" + id + "/claims").body("items.id", contains("b"));
    }

    @Test
    void shouldTellWhatEachSpeakerClaims() {
        // Given
        claim("a", "sintered-line", ARTICLE, DIRECTOR);
        claim("b", "sintered-line", REPORT, DIRECTOR);
        claim("c", "sintered-line", REPORT, "{\"organisation\": \"maker\"}");
        claim("d", "sintered-line", REPORT, null);

        // Then
        var speakers = probe.getHere("/v1/speakers")
                .body("items", hasSize(2))
                .body("items.find { it.name != null }.office", equalTo("legal representative"))
                .body("items.find { it.name != null }.organisation", equalTo("maker"))
                .body("items.find { it.name != null }.claims.capacity", equalTo(2));
        String id = speakers.extract().path("items.find { it.name != null }.id");
        probe.getHere("/v1/speakers/" + id).body("name", equalTo("Sun Xiping"));
        probe.getHere("/v1/speakers/" + id + "/claims").body("items.id", contains("a", "b"));
        probe.getHere("/v1/speakers/" + id + "/records").body("items", empty());
    }

    @Test
    void shouldTellWhatIsNotRegisteredAndWhatMayBeMeant() {
        // Given
        claim("good", "sintered-line", ARTICLE, null);
        claim("misspelt", "sinterd-line", ARTICLE, null);
        claim("again", "sinterd-line", REPORT, null);
        claim("unlike", "quite-another-thing", REPORT, null);
        append(
                "no-part",
                "{\"project\": \"sintered-line\", \"phase\": \"phase-1\", \"line\": \"powders\"}",
                REPORT,
                null);
        append("no-firm", "{\"organisation\": \"makers-of-magnets\"}", REPORT, null);
        claim("gone", "not-there", REPORT, null);
        probe.append("retraction", "{\"id\": \"gone\", \"revision\": 2, \"reason\": \"a slip\"}");

        // Then
        probe.getHere("/v1/unresolved")
                .body("items", hasSize(4))
                .body(
                        "items.subject.project",
                        containsInAnyOrder("sinterd-line", "quite-another-thing", "sintered-line", null))
                .body("items.find { it.subject.project == 'sinterd-line' }.claims", equalTo(2))
                .body("items.find { it.subject.project == 'sinterd-line' }.measures", contains("capacity"))
                .body("items.find { it.subject.project == 'sinterd-line' }.since", notNullValue())
                .body(
                        "items.find { it.subject.project == 'sinterd-line' }.suggestions[0].subject.project",
                        equalTo("sintered-line"))
                .body("items.find { it.subject.project == 'quite-another-thing' }.suggestions", empty())
                .body("items.find { it.subject.line == 'powders' }.suggestions[0].subject.line", equalTo("powder"))
                .body(
                        "items.find { it.subject.organisation != null }.suggestions[0].subject.organisation",
                        equalTo("maker"));

        // When
        Instant registered = probe.append("project", "{\"id\": \"sinterd-line\", \"name\": \"Another line\"}")
                .at();

        // Then
        probe.getHere("/v1/unresolved").body("items", hasSize(3));
        probe.getHere("/v1/unresolved", "knownAt", registered.minusMillis(1))
                .body("items", hasSize(4))
                .body("items.find { it.subject.project == 'sinterd-line' }.claims", equalTo(2));
        probe.getHere("/v1/unresolved", "asOf", "1999-12-31").body("items", empty());
        String next = probe.getHere("/v1/unresolved", "limit", 2).extract().path("next");
        probe.getHere("/v1/unresolved", "limit", 2, "cursor", next).body("items", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sources", "speakers", "unresolved"})
    void shouldAskForAZone(String list) {
        given().auth().oauth2(Tokens.reader()).get("/v1/" + list).then().statusCode(400);
        given().auth()
                .oauth2(Tokens.reader())
                .get("/v1/" + list + "?zone=x&cursor=x")
                .then()
                .statusCode(400);
        given().get("/v1/" + list + "?zone=x").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sources/x", "sources/00000000000000000000000000000000", "speakers/x"})
    void shouldNotKnowWhatIsNoSource(String path) {
        given().auth()
                .oauth2(Tokens.reader())
                .get("/v1/" + path + "?zone=" + probe.zone())
                .then()
                .statusCode(404);
    }

    private Appended claim(String id, String project, String source, String statedBy) {
        return append(id, "{\"project\": \"" + project + "\"}", source, statedBy);
    }

    private Appended append(String id, String subject, String source, String statedBy) {
        return probe.append(
                "claim", """
                {"id": "%s", "subject": %s, "measure": "capacity", "product": "ndfeb-sintered",
                 "quantity": {"value": 3000, "unit": "t/a", "qualifier": "exact"}, "status": "operating",
                 "basis": "actual", "effectiveFrom": {"date": "2020"}, "rank": "normal", "source": %s%s}""".formatted(id, subject, source, statedBy == null ? "" : ", \"statedBy\": " + statedBy));
    }
}
