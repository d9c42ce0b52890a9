package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that may be one and the same; proposed, never merged. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class DuplicatesTest {

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    private Probe probe;

    @BeforeEach
    void open() {
        probe = new Probe(topic);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void shouldPairNamesThatAreTheSameOrNearlySo() {
        // Given
        organisation(
                "ke-rui",
                "Baotou Ke Rui Micro Magnetic New Materials Co., Ltd.",
                ", \"aliases\": [{\"name\": \"Ke Rui Micro Magnetic\"}]");
        organisation("kerui", "Kerui Micro Magnetic Ltd", "");
        organisation(
                "jinmeng",
                "Baotou Jinmeng Huimeng Magnetic Materials Co., Ltd.",
                ", \"localName\": \"包头金蒙汇磁材料有限责任公司\"");
        organisation("jinmeng-again", "Baotou Jinmeng Huimneg Magnetic Materials", "");
        organisation("huici", "Huici", ", \"localName\": \"包头金蒙汇磁材料股份有限公司\"");
        organisation("seagate-environmental", "Seagate Environmental Protection", "");
        organisation("disk-maker", "Seagate Technology", "");

        // Then
        duplicates()
                .body(
                        "items.records.id",
                        containsPairs("huici", "jinmeng", "jinmeng", "jinmeng-again", "ke-rui", "kerui"))
                .body("items[0].reasons[0].reason", equalTo("same-name"))
                .body("items[0].reasons[0].one", equalTo("包头金蒙汇磁材料股份有限公司"))
                .body("items[1].reasons[0].reason", equalTo("similar-names"))
                .body("items[1].reasons[0].two", equalTo("Baotou Jinmeng Huimneg Magnetic Materials"))
                .body("items[1].score", greaterThan(0.75f))
                .body("items[2].score", equalTo(1))
                .body("items[2].reasons[0].one", equalTo("Ke Rui Micro Magnetic"))
                .body("items[2].records[0].links.self", equalTo("/v1/organisations/ke-rui?zone=" + probe.zone()));
    }

    @Test
    void shouldPairTheSameRegisterIdsAcrossZones() {
        // Given
        String other = TestIds.unique("zzz");
        String lei = lei(TestIds.unique("x"));
        organisation("here", "A works", ", \"lei\": \"" + lei + "\"");
        probe.append(other, "organisation", """
                {"id": "there", "name": "Quite another name", "role": "enterprise", "lei": "%s"}""".formatted(lei));

        // Then
        duplicates()
                .body("items.reasons.reason.flatten()", contains("same-lei"))
                .body("items[0].reasons[0].one", equalTo(lei))
                .body("items[0].records.zone", contains(probe.zone(), other));
    }

    @Test
    void shouldPairProjectsOfOneOrganisationOnly() {
        // Given
        String sintered =
                ", \"phases\": [{\"id\": \"one\", \"name\": \"One\", \"lines\": [{\"id\": \"l\", \"name\": \"L\", \"product\": \"ndfeb-sintered\"}]}]";
        project("a", "Sintered NdFeB production line", ", \"organisation\": \"maker\"" + sintered);
        project("b", "Sintered NdFeB production line", ", \"organisation\": \"other\"" + sintered);
        project("c", "An entirely different title", ", \"organisation\": \"maker\"" + sintered);
        project("d", "Sintered NdFeB production lines", "");

        // Then
        duplicates("kind", "project")
                .body("items.records.id", containsPairs("a", "c", "a", "d", "b", "d"))
                .body("items[0].reasons.reason", contains("same-products"))
                .body("items[0].reasons[0].one", equalTo("ndfeb-sintered"))
                .body("items[1].reasons.reason", contains("similar-names"));
        duplicates("kind", "organisation").body("items", empty());
    }

    @Test
    void shouldLeaveOutWhatIsMergedAlready() {
        // Given
        organisation("one", "Peculiar Works", "");
        organisation("two", "Peculiar Works Ltd", "");
        duplicates().body("items", hasSize(1));

        // When
        Instant merged = probe.append(
                        "organisation-merge", "{\"id\": \"two\", \"into\": \"one\", \"reason\": \"one firm\"}")
                .at();

        // Then
        duplicates().body("items", empty());
        probe.getHere("/v1/search", "q", "Peculiar Works Ltd", "kind", "organisation")
                .body("items.mergedInto", hasItem("one"));

        // When
        probe.append("organisation-merge", "{\"id\": \"two\", \"revision\": 2, \"reason\": \"two after all\"}");

        // Then
        duplicates().body("items", hasSize(1));
        probe.getHere("/v1/duplicates", "knownAt", merged).body("items", empty());
        probe.getHere("/v1/duplicates", "knownAt", merged.minusMillis(1)).body("items", hasSize(1));
    }

    @Test
    void shouldLookAtSoManyRecordsAPage() {
        // Given
        for (int i = 0; i < 3; i++) {
            organisation("a" + i, "Recurrent Works", "");
        }
        List<Object> seen = new ArrayList<>();
        String next = "";

        // When
        while (next != null) {
            var page = (next.isEmpty() ? duplicates("limit", 1) : duplicates("limit", 1, "cursor", next))
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.records.id"));
            next = page.getString("next");
        }

        // Then
        assertThat(seen).containsExactly(List.of("a0", "a1"), List.of("a0", "a2"), List.of("a1", "a2"));
    }

    @Test
    void shouldRefuseWhatIsNoParameter() {
        for (String query : List.of("kind=zone", "cursor=x", "zone=%00", "limit=0")) {
            given().urlEncodingEnabled(false)
                    .auth()
                    .oauth2(Tokens.reader())
                    .get("/v1/duplicates?" + query)
                    .then()
                    .statusCode(400);
        }
    }

    private ValidatableResponse duplicates(Object... query) {
        return probe.getHere("/v1/duplicates", query);
    }

    private static Matcher<Object> containsPairs(String... ids) {
        List<List<String>> pairs = new ArrayList<>();
        for (int i = 0; i < ids.length; i += 2) {
            pairs.add(List.of(ids[i], ids[i + 1]));
        }
        return equalTo((Object) pairs);
    }

    /** An LEI of its own: letters and digits, then the check digits of ISO 7064 MOD 97-10. */
    private static String lei(String unique) {
        String body = ("ZZZZ00" + unique.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "")).substring(0, 18);
        StringBuilder digits = new StringBuilder();
        body.chars().forEach(each -> digits.append(Character.digit(each, 36)));
        int rest = new java.math.BigInteger(digits + "00")
                .mod(BigInteger.valueOf(97))
                .intValue();
        return body + String.format("%02d", 98 - rest);
    }

    private void organisation(String id, String name, String more) {
        probe.append("organisation", """
                {"id": "%s", "name": "%s", "role": "enterprise"%s}""".formatted(id, name, more));
    }

    private void project(String id, String name, String more) {
        probe.append("project", """
                {"id": "%s", "name": "%s"%s}""".formatted(id, name, more));
    }
}
