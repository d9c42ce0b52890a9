package dev.zoneledger.catalog;

import static dev.zoneledger.contract.EventType.CAPACITY_REPORTED;
import static dev.zoneledger.contract.EventType.PROJECT_REGISTERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How lists and records are answered: order, pages, fields, links and headers. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class ListsTest {

    private final TestZone zone = new TestZone();

    @AfterEach
    void close() {
        zone.close();
    }

    @Test
    void shouldSortByWhatIsDeclared() {
        // Given
        for (String each : List.of("b=20", "a=3000", "c=100")) {
            zone.sayCapacity(each.substring(0, 1), each.substring(2));
        }

        // Then
        for (Map.Entry<String, List<String>> order : Map.of(
                        "id", List.of("a", "b", "c"),
                        "-id", List.of("c", "b", "a"),
                        "recordedAt", List.of("b", "a", "c"),
                        "zone,-recordedAt", List.of("c", "a", "b"),
                        "measure,-rank,id", List.of("a", "b", "c"),
                        "-quantity", List.of("a", "c", "b"),
                        "publishedOn,-id", List.of("c", "b", "a"))
                .entrySet()) {
            zone.get("/v1/claims?zone={zone}&product=ndfeb-sintered&sort=" + order.getKey())
                    .body("items.id", equalTo(order.getValue()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zone,id",
                "-id",
                "-recordedAt",
                "measure,-recordedAt",
                "-rank,zone,id",
                "publishedOn,-recordedAt"
            })
    void shouldPageThroughAllInAnyOrderWhileMoreIsWritten(String sort) {
        // Given
        List<String> all = new ArrayList<>();
        for (int i = 10; i < 27; i++) {
            zone.sayCapacity("c" + i, Integer.toString(i));
            all.add("c" + i);
        }
        String first = "/v1/claims?zone={zone}&limit=5&sort=" + sort;
        List<String> seen = new ArrayList<>();
        String next = null;

        // When
        do {
            JsonPath page = zone.get(first + (next == null ? "" : "&cursor=" + next))
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id", String.class));
            next = page.getString("next");
            zone.sayCapacity("new-" + seen.size(), "1");
        } while (next != null);

        // Then
        assertThat(seen).doesNotHaveDuplicates().containsAll(all);
    }

    @Test
    void shouldRefuseACursorThatWasChangedOrBelongsToAnotherQuestion() {
        // Given
        zone.sayCapacity("a", "1");
        zone.sayCapacity("b", "2");
        String first = "/v1/claims?zone={zone}&limit=1&sort=-recordedAt";
        String cursor = zone.get(first).extract().path("next");

        // Then
        zone.get(first + "&cursor=" + cursor).body("items.id", contains("a"));
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            refused(first + "&cursor=" + cursor.substring(0, i) + other + cursor.substring(i + 1));
        }
        refused(first + "&cursor=" + cursor.substring(1));
        refused("/v1/claims?zone={zone}&limit=1&cursor=" + cursor);
        refused("/v1/claims?zone={zone}&limit=1&sort=recordedAt&cursor=" + cursor);
        refused("/v1/claims?zone={zone}&limit=1&sort=-recordedAt&measure=capacity&cursor=" + cursor);
        refused("/v1/projects?zone={zone}&limit=1&sort=-recordedAt&cursor=" + cursor);
        zone.get("/v1/claims?fields=id&limit=7&zone={zone}&sort=-recordedAt&cursor=" + cursor)
                .body("items.id", contains("a"));
    }

    @Test
    void shouldAnswerTheFieldsAskedForAlone() {
        // Given
        zone.sayCapacity("c", "3000");
        zone.say(
                PROJECT_REGISTERED,
                "{\"id\": \"line\", \"name\": \"L\", \"phases\": [{\"id\": \"one\", \"name\": \"One\", \"status\": \"announced\"}]}");

        // Then
        zone.get("/v1/claims?zone={zone}&fields=id,quantity.value,source")
                .body("items[0].keySet()", equalTo(java.util.Set.of("id", "quantity", "source")))
                .body("items[0].quantity", equalTo(Map.of("value", 3000)))
                .body("items[0].source.uri", equalTo("urn:test"));
        zone.get("/v1/claims/c?zone={zone}&fields=rankInForce")
                .body("keySet()", equalTo(java.util.Set.of("rankInForce")));
        zone.get("/v1/projects?zone={zone}&fields=phases.status")
                .body("items", contains(Map.of("phases", List.of(Map.of("status", "announced")))));
        zone.get("/v1/products/magnet-motor").body("above", empty()).body("below", contains("servo-motor"));
        zone.get("/v1/products?product=magnet-motor&fields=code")
                .body("items", equalTo(List.of(Map.of("code", "magnet-motor"), Map.of("code", "servo-motor"))));
    }

    @Test
    void shouldLeadFromEachRecordToTheNext() {
        // Given
        zone.sayEveryKind();
        zone.say(
                CAPACITY_REPORTED,
                TestZone.CLAIM.formatted("c", "1").replace("\"project\": \"line\"", "\"project\": \"a\""));

        // When
        List<String> links = new ArrayList<>();
        for (String list : List.of(
                "zones/{zone}",
                "organisations/a",
                "projects/a",
                "policies/a",
                "milestones/a",
                "rankings/a",
                "chains/a",
                "claims/c")) {
            String address = "/v1/" + list + (list.startsWith("zones") ? "" : "?zone={zone}");
            Map<String, String> each = zone.get(address)
                    .body("links.self", notNullValue())
                    .extract()
                    .path("links");
            links.addAll(each.values());
        }

        // Then
        assertThat(links).hasSizeGreaterThan(40).allSatisfy(link -> zone.get(link));
        assertThat(links)
                .contains("/v1/claims?zone=" + zone.id() + "&organisation=a", "/v1/claims/c/history?zone=" + zone.id());
        zone.get("/v1/claims?zone={zone}&organisation=a").body("items.id", contains("c"));
    }

    @Test
    void shouldLinkToTheFirstAndTheNextPage() {
        // Given
        zone.sayCapacity("a", "1");
        zone.sayCapacity("b", "2");

        // When
        Response first = zone.ask("/v1/claims?zone={zone}&limit=1");

        // Then
        List<String> links = first.headers().getValues("Link");
        String next = String.join(" ", links);
        assertThat(next).contains("rel=\"first\"").contains("rel=\"next\"");
        String address = next.replaceAll(".*<([^>]*cursor=[^>]*)>.*", "$1");
        zone.asking().get(address).then().statusCode(200).body("items.id", contains("b"));
    }

    @Test
    void shouldNotSendAgainWhatTheClientHas() {
        // Given
        zone.sayCapacity("a", "1");
        String tag = zone.ask("/v1/claims?zone={zone}").header("ETag");
        String csvTag = zone.asking()
                .accept("text/csv")
                .get("/v1/claims?zone=" + zone.id())
                .header("ETag");

        // Then
        assertThat(tag).startsWith("W/").isNotEqualTo(csvTag);
        for (String address : List.of(
                "/v1/claims?zone={zone}",
                "/v1/claims/a?zone={zone}",
                "/v1/projects",
                "/v1/claims/a/history?zone={zone}")) {
            zone.asking()
                    .header("If-None-Match", tag)
                    .get(address.replace("{zone}", zone.id()))
                    .then()
                    .statusCode(304)
                    .header("ETag", equalTo(tag))
                    .header("Zone-Position", not(nullValue()));
        }
        zone.asking()
                .accept("text/csv")
                .header("If-None-Match", csvTag)
                .get("/v1/claims?zone=" + zone.id())
                .then()
                .statusCode(304);
        zone.sayCapacity("b", "1");
        zone.asking()
                .header("If-None-Match", tag)
                .get("/v1/claims?zone=" + zone.id())
                .then()
                .statusCode(200)
                .body("items", hasSize(2));
    }

    @Test
    void shouldAnswerHeadAndOptions() {
        // Given
        zone.sayCapacity("a", "1");

        // Then
        for (String type : List.of("application/json", "text/csv", "application/x-ndjson")) {
            zone.asking()
                    .accept(type)
                    .head("/v1/claims?zone=" + zone.id())
                    .then()
                    .statusCode(200)
                    .contentType(containsString(type))
                    .header("Zone-Position", not(nullValue()))
                    .header("ETag", not(nullValue()))
                    .header("Vary", equalTo("Accept"));
        }
        zone.asking().options("/v1/claims").then().statusCode(200).header("Allow", containsString("GET"));
    }

    @Test
    void shouldTellProductsAndChains() {
        zone.get("/v1/products/magnet-material")
                .body("madeFrom", hasItem("neodymium-metal"))
                .body("madeInto", hasItem("magnet-motor"))
                .body("below", hasItem("ndfeb-bonded-injection"))
                .body("links.claims", equalTo("/v1/claims?product=magnet-material"));
        zone.get("/v1/product-chains/polishing").body("edges.from", hasItem("cerium-oxide"));
        zone.get("/v1/product-chains").body("items.code", hasItem("catalysis"));
        zone.ask("/v1/products/ndfeb-sinterd").then().statusCode(404).body("detail", containsString("ndfeb-sintered"));
        assertThat(zone.asking().accept("text/csv").get("/v1/products").asString())
                .contains("ndfeb-sintered,Sintered NdFeB,");
    }

    private void refused(String address) {
        zone.ask(address).then().statusCode(400).body("errors.parameter", contains("cursor"));
    }
}
