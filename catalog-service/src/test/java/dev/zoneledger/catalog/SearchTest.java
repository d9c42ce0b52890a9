package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog.Appended;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records found by what they are called, in print and misprint. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class SearchTest {

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    private Probe probe;

    @BeforeEach
    void open() {
        probe = new Probe(topic);
        organisation("ke-rui", "Baotou Ke Rui Micro Magnetic New Materials Co., Ltd.", null, "Ke Rui Micro Magnetic");
        organisation("jinmeng-huimeng", "Baotou Jinmeng Huimeng Magnetic Materials Co., Ltd.", "包头金蒙汇磁材料有限责任公司");
        organisation(
                "northern-rare-earth",
                "China Northern Rare Earth (Group) High-Tech Co., Ltd.",
                "中国北方稀土（集团）高科技股份有限公司",
                "rare earths in the north");
        organisation("institute", "Baotou Research Institute of Rare Earths", "包头稀土研究院");
        organisation("seagate-environmental", "Seagate Environmental Protection", null);
        organisation("disk-maker", "Seagate Technology", "希捷科技");
        organisation("societe", "Société Générale des Aimants", null);
        probe.append("project", """
                {"id": "sintered", "name": "Sintered NdFeB production line", "organisation": "jinmeng-huimeng"}""");
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Kerui Micromagnets, ke-rui",
        "Ke Rui, ke-rui",
        "KERUI MICRO MAGNETIC CO LTD, ke-rui",
        "Jinmeng Huimneg, jinmeng-huimeng",
        "jinmenghuimeng, jinmeng-huimeng",
        "金蒙汇磁, jinmeng-huimeng",
        "金蒙汇滋, jinmeng-huimeng",
        "rare earths in the north, northern-rare-earth",
        "rare earth in the norht, northern-rare-earth",
        "北方稀土, northern-rare-earth",
        "中国北方稀土(集团)高科技, northern-rare-earth",
        "包头稀土, institute",
        "包头昕土, institute",
        "稀土研究, institute",
        "Seagate environmental protection, seagate-environmental",
        "Seagte Enviromental, seagate-environmental",
        "seagate technology, disk-maker",
        "societe generale, societe",
        "jinmeng-huimeng, jinmeng-huimeng"
    })
    void shouldFindOrganisationByAnyOfItsNames(String text, String expected) {
        probe.getHere("/v1/search", "q", text)
                .body("items[0].id", equalTo(expected))
                .body("items[0].kind", equalTo("organisation"));
        probe.getHere("/v1/organisations", "q", text).body("items[0].id", equalTo(expected));
    }

    @Test
    void shouldSayWhichNameMatchedAndHowWell() {
        probe.getHere("/v1/search", "q", "Ke Rui Micro-Magnetic Ltd")
                .body("items[0].score", equalTo(1))
                .body("items[0].match.form", equalTo("alias"))
                .body("items[0].match.name", equalTo("Ke Rui Micro Magnetic"))
                .body("items[0].links.self", equalTo("/v1/organisations/ke-rui?zone=" + probe.zone()));
        probe.getHere("/v1/organisations", "q", "北方稀土")
                .body("items[0].match.form", equalTo("localName"))
                .body("items[0].localName", equalTo("中国北方稀土（集团）高科技股份有限公司"));
    }

    @Test
    void shouldNotTakeOneFirmForAnotherOfTheSameFirstWord() {
        probe.getHere("/v1/search", "q", "Seagate environmental protection")
                .body("items[0].id", equalTo("seagate-environmental"))
                .body("items[0].score", equalTo(1))
                .body("items.id", not(hasItem("disk-maker")));
    }

    @Test
    void shouldFindExactIdsFirst() {
        // Given
        probe.append("organisation", """
                {"id": "with-ids", "name": "A firm of another name", "role": "enterprise",
                 "lei": "529900T8BM49AURSDO55", "uscc": "91150000701463622D"}""");

        // Then
        for (String id : List.of("529900T8BM49AURSDO55", "529900t8bm49aursdo55", "91150000701463622D", "with-ids")) {
            probe.getHere("/v1/search", "q", id)
                    .body("items[0].id", equalTo("with-ids"))
                    .body("items[0].score", equalTo(1));
        }
    }

    @Test
    void shouldFindProjectsAndProductsToo() {
        probe.getHere("/v1/projects", "q", "sinterd ndfeb line", "organisation", "jinmeng-huimeng")
                .body("items.id", contains("sintered"));
        probe.getHere("/v1/projects", "q", "sintered", "organisation", "ke-rui").body("items", empty());
        probe.get("/v1/search", Map.of("q", "烧结钕铁硼", "kind", "product"))
                .body("items[0].id", equalTo("ndfeb-sintered"))
                .body("items[0].zone", nullValue())
                .body("items[0].score", equalTo(1));
    }

    @Test
    void shouldFollowTheNamesOfTheRevisionThatHolds() {
        // Given
        Appended before = organisation("renamed", "Quondam Works", null);
        probe.append("organisation", """
                {"id": "renamed", "revision": 2, "name": "Hodiernal Works", "role": "enterprise"}""");

        // Then
        probe.getHere("/v1/search", "q", "Quondam").body("items.id", not(hasItem("renamed")));
        probe.getHere("/v1/search", "q", "Hodiernal").body("items.id", hasItem("renamed"));
        probe.getHere("/v1/search", "q", "Quondam", "knownAt", before.at().toString())
                .body("items.id", contains("renamed"));
        probe.getHere(
                        "/v1/organisations",
                        "q",
                        "Quondam",
                        "knownAt",
                        before.at().toString())
                .body("items.id", contains("renamed"));
    }

    @Test
    void shouldExportWhatItFindsInTheOrderOfHowWellItFits() {
        // Given
        List<String> found = probe.getHere("/v1/organisations", "q", "rare earth")
                .extract()
                .jsonPath()
                .getList("items.id", String.class);

        // When
        List<NamedCsvRecord> csv = CsvReader.builder()
                .ofNamedCsvRecord(probe.getHere("/v1/organisations", "q", "rare earth", "format", "csv")
                        .contentType(containsString("text/csv"))
                        .header("Content-Disposition", containsString("organisations-" + probe.zone() + ".csv"))
                        .extract()
                        .asString()
                        .replace("\uFEFF", ""))
                .stream()
                .toList();
        String ndjson = probe.getHere("/v1/organisations", "q", "rare earth", "format", "ndjson", "limit", 1)
                .extract()
                .asString();

        // Then
        assertThat(found).hasSizeGreaterThan(1);
        assertThat(csv).extracting(row -> row.getField("Organisation")).isEqualTo(found);
        assertThat(csv).allSatisfy(row -> assertThat(row.getField("By name")).isNotEmpty());
        assertThat(ndjson.lines()).singleElement().asString().contains("\"id\":\"" + found.getFirst() + "\"");
        given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.reader())
                .get("/v1/organisations?q=%00&format=csv")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("q"));
    }

    @Test
    void shouldPageThroughWhatItFinds() {
        // Given
        for (int i = 10; i < 22; i++) {
            organisation("many-" + i, "Many Works " + i, null);
        }
        List<String> seen = new ArrayList<>();
        String next = null;

        // When
        do {
            var page = (next == null
                            ? probe.getHere("/v1/organisations", "q", "many works", "limit", 5)
                            : probe.getHere("/v1/organisations", "q", "many works", "limit", 5, "cursor", next))
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id", String.class));
            next = page.getString("next");
        } while (next != null);

        // Then
        assertThat(seen).hasSize(12).doesNotHaveDuplicates().allMatch(id -> id.startsWith("many-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=", "q=%E2%80%94", "q=%00", "q=x&kind=claim", "q=x&cursor=x", "kind=zone", "q=x&limit=0"})
    void shouldRefuseWhatIsNoName(String query) {
        given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.reader())
                .get("/v1/search?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table registered; --",
                "%' or '1'='1",
                "50%_\\",
                "\\",
                "a | b & !c",
                "x' union select 1 --",
                "${jndi:ldap://x}",
                "$1 :zone ?",
                "😀 works"
            })
    void shouldTakeEverythingElseForAName(String text) {
        int status = given().auth()
                .oauth2(Tokens.reader())
                .queryParam("q", text)
                .queryParam("zone", TestIds.unique("empty"))
                .get("/v1/search")
                .then()
                .extract()
                .statusCode();

        assertThat(status).isIn(200, 400);
        probe.getHere("/v1/search", "q", "ke rui").body("items[0].id", equalTo("ke-rui"));
    }

    private Appended organisation(String id, String name, String localName, String... aliases) {
        return probe.append("organisation", """
                {"id": "%s", "name": "%s", %s "role": "enterprise", "aliases": [%s]}""".formatted(
                        id,
                        name,
                        localName == null ? "" : "\"localName\": \"" + localName + "\",",
                        String.join(
                                ", ",
                                Arrays.stream(aliases)
                                        .map(alias -> "{\"name\": \"" + alias + "\"}")
                                        .toList())));
    }
}
