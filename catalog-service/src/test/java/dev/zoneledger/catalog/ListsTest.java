package dev.zoneledger.catalog;

import static dev.zoneledger.contract.EventType.CAPACITY_REPORTED;
import static dev.zoneledger.contract.EventType.CHAIN_REPORTED;
import static dev.zoneledger.contract.EventType.COUNT_REPORTED;
import static dev.zoneledger.contract.EventType.MILESTONE_REPORTED;
import static dev.zoneledger.contract.EventType.ORGANISATION_REGISTERED;
import static dev.zoneledger.contract.EventType.OUTPUT_REPORTED;
import static dev.zoneledger.contract.EventType.POLICY_REGISTERED;
import static dev.zoneledger.contract.EventType.PROJECT_REGISTERED;
import static dev.zoneledger.contract.EventType.RANKING_REPORTED;
import static dev.zoneledger.contract.EventType.ZONE_REGISTERED;
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

import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestLog.Appended;
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

/** What every list and every record can be asked. */
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=nothing",
                "sort=recordedat",
                "sort=id,id",
                "sort=id,-id",
                "sort=--id",
                "sort=id desc",
                "sort=quantity",
                "fields=identifier",
                "fields=id,",
                "fields=quantity.nothing",
                "format=pdf",
                "asOf=2020",
                "asOf=2020-10-15",
                "asOf=2020-02-30",
                "resolved=false",
                "period=last",
                "counted=Patents!",
                "source=%00",
                "recordedFrom=yesterday",
                "recordedBefore=2026-01-01"
            })
    void shouldRefuseWhatIsNotDeclared(String query) {
        zone.ask("/v1/claims?" + query.replace(" ", "%20"))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1))
                .body("errors[0].parameter", equalTo(query.substring(0, query.indexOf('='))));
    }

    @Test
    void shouldSuggestWhatWasMeant() {
        zone.ask("/v1/claims?sort=recordedat").then().body("errors[0].suggestion", equalTo("recordedAt"));
        zone.ask("/v1/claims?fields=quantity.valu").then().body("errors[0].suggestion", equalTo("quantity.value"));
        zone.ask("/v1/products?fields=localname").then().body("errors[0].suggestion", equalTo("localName"));
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
    void shouldFilterClaims() {
        // Given
        zone.say(PROJECT_REGISTERED, "{\"id\": \"line\", \"name\": \"L\", \"organisation\": \"maker\"}");
        Appended first = zone.sayCapacity("capacity", "1");
        zone.say(OUTPUT_REPORTED, """
                {"id": "output", "subject": {"organisation": "maker"}, "measure": "output", "product": "polishing-powder",
                 "quantity": {"value": 5, "unit": "t", "qualifier": "exact"}, "basis": "planned", "period": "2019", "rank": "normal",
                 "statedBy": {"name": "Li Hua", "organisation": "bureau"}, "source": {"uri": "https://example.org/a?b=c&d='"}}""");
        zone.say(COUNT_REPORTED, """
                {"id": "count", "subject": {"organisation": "other"}, "measure": "count", "counted": "patents",
                 "quantity": {"value": 2, "unit": "1", "qualifier": "exact"}, "basis": "actual", "rank": "normal",
                 "effectiveFrom": {"date": "2020"}, "source": {"uri": "urn:test"}}""");
        zone.sayCapacity("gone", "1");
        zone.say(new Retraction(zone.id(), "gone", 2, "wrong", null));
        Appended last = zone.say(new Reranking(zone.id(), "count", 2, ClaimRank.PREFERRED, "audited", null));

        // Then
        Map<String, List<String>> found = Map.ofEntries(
                Map.entry("organisation=maker", List.of("capacity", "output")),
                Map.entry("organisation=other", List.of("count")),
                Map.entry("project=line", List.of("capacity")),
                Map.entry("product=magnet-material", List.of("capacity")),
                Map.entry("product=polishing-material", List.of("output")),
                Map.entry("measure=output", List.of("output")),
                Map.entry("counted=patents", List.of("count")),
                Map.entry("status=operating", List.of("capacity")),
                Map.entry("basis=planned", List.of("output")),
                Map.entry("period=2019", List.of("output")),
                Map.entry("rank=preferred", List.of("count")),
                Map.entry("source=https://example.org/a?b=c%26d='", List.of("output")),
                Map.entry("speaker=Li%20Hua", List.of("output")),
                Map.entry("speakerOrganisation=bureau", List.of("output")),
                Map.entry("resolved=false", List.of("count", "output")),
                Map.entry("resolved=true", List.of("capacity")),
                Map.entry("retracted=true", List.of("gone")),
                Map.entry("retracted=false", List.of("capacity", "count", "output")),
                Map.entry("recordedFrom=" + last.at(), List.of("count")),
                Map.entry("recordedBefore=" + first.at(), List.of()),
                Map.entry("measure=capacity&basis=planned", List.of()));
        found.forEach((filter, ids) -> {
            zone.get("/v1/claims?zone={zone}&" + filter).body("items.id", equalTo(ids));
            zone.get("/v1/claims?zone={zone}&knownAt=" + last.at().plusSeconds(60) + "&" + filter)
                    .body("items.id", equalTo(ids));
        });
    }

    @Test
    void shouldFilterRecords() {
        // Given
        everyKind();

        // Then
        for (String list : List.of(
                "organisations?role=enterprise",
                "organisations?role=enterprise&outsideZone=false",
                "organisations?sort=-name",
                "projects?organisation=a",
                "projects?status=operating",
                "projects?product=magnet-material",
                "policies?issuer=a",
                "policies?sort=-issuedOn",
                "milestones?project=a",
                "milestones?sort=occurredOn,-title",
                "rankings?organisation=a",
                "rankings?product=polishing-material",
                "rankings?sort=asOf",
                "chains?chain=polishing&leader=a&rank=normal")) {
            zone.get("/v1/" + list + "&zone={zone}").body("items.id", contains("a"));
            zone.get("/v1/" + list + "&zone={zone}&knownAt=2999-01-01T00:00:00Z")
                    .body("items.id", contains("a"));
        }
        for (String list : List.of(
                "organisations?role=agency",
                "organisations?outsideZone=true",
                "projects?organisation=b",
                "projects?status=retired",
                "projects?product=cerium-oxide",
                "policies?issuer=b",
                "milestones?project=b",
                "milestones?organisation=a",
                "rankings?product=cerium-oxide",
                "chains?chain=catalysis",
                "chains?rank=deprecated")) {
            zone.get("/v1/" + list + "&zone={zone}").body("items", empty());
        }
        zone.get("/v1/rankings/a?zone={zone}").body("position", equalTo(1)).body("logPosition", containsString("@"));
    }

    @Test
    void shouldLeadFromEachRecordToTheNext() {
        // Given
        everyKind();
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
    void shouldTellWhatHeldOnADay() {
        // Given
        zone.say(PROJECT_REGISTERED, "{\"id\": \"line\", \"name\": \"L\"}");
        Appended first = zone.say(CAPACITY_REPORTED, capacity("old", "1000", "2015-06-01", "operating"));
        zone.say(CAPACITY_REPORTED, capacity("new", "3000", "2020-06", "operating"));
        zone.say(CAPACITY_REPORTED, capacity("end", "3000", "2024-01-01", "retired"));
        zone.say(
                CAPACITY_REPORTED,
                capacity("doubtful", "9000", "2020-07-01", "operating")
                        .replace("\"rank\": \"normal\"", "\"rank\": \"quarantined\", \"reason\": \"in doubt\""));

        // Then
        Map<String, List<String>> holding = Map.of(
                "2015-05-31", List.of(),
                "2015-06-01", List.of("old"),
                "2020-06-29", List.of("old"),
                // Known to the month, it counts from the last day.
                "2020-06-30", List.of("new"),
                "2023-12-31", List.of("new"),
                "2025-01-01", List.of("end"));
        holding.forEach((day, ids) -> {
            for (String more :
                    List.of("", "&measure=capacity&basis=actual", "&product=magnet-material", "&project=line")) {
                zone.get("/v1/claims?zone={zone}&asOf=" + day + more).body("items.id", equalTo(ids));
            }
            for (String id : List.of("old", "new", "end", "doubtful")) {
                zone.get("/v1/claims/" + id + "?zone={zone}&asOf=" + day).body("holds", equalTo(ids.contains(id)));
            }
        });
        zone.get("/v1/claims?zone={zone}&status=operating&asOf=2025-01-01").body("items", empty());
        zone.get("/v1/claims?zone={zone}&asOf=2025-01-01&knownAt=" + first.at()).body("items.id", contains("old"));
    }

    @Test
    void shouldLeaveOutWhatIsDatedLater() {
        // Given
        everyKind();

        // Then
        for (String list : List.of("milestones", "policies", "rankings")) {
            zone.get("/v1/" + list + "?zone={zone}&asOf=2020-12-30").body("items", empty());
            zone.get("/v1/" + list + "?zone={zone}&asOf=2020-12-31").body("items", hasSize(1));
            zone.ask("/v1/" + list + "/a?zone={zone}&asOf=2020-12-30").then().statusCode(404);
            zone.get("/v1/" + list + "/a?zone={zone}&asOf=2020-12-31");
        }
        zone.get("/v1/projects/a?zone={zone}&asOf=2020-12-30")
                .body("phases[0].status", nullValue())
                .body("phases[0].statusSince", nullValue());
        zone.get("/v1/projects/a?zone={zone}&asOf=2020-12-31").body("phases[0].status", equalTo("operating"));
        zone.get("/v1/projects?status=operating&zone={zone}&asOf=2020-12-30").body("items", empty());
        zone.get("/v1/projects?status=operating&zone={zone}&asOf=2020-12-31").body("items", hasSize(1));
        zone.get("/v1/organisations?zone={zone}&asOf=1999-01-01").body("items", hasSize(1));
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

    private static String capacity(String id, String value, String from, String status) {
        return TestZone.CLAIM
                .formatted(id, value)
                .replace("\"date\": \"2020\"", "\"date\": \"" + from + "\"")
                .replace("\"operating\"", "\"" + status + "\"");
    }

    /** A record of each kind, all named "a". */
    private void everyKind() {
        zone.say(ZONE_REGISTERED, "{\"id\": \"" + zone.id() + "\", \"name\": \"Z\"}");
        zone.say(ORGANISATION_REGISTERED, "{\"id\": \"a\", \"name\": \"A maker\", \"role\": \"enterprise\"}");
        zone.say(PROJECT_REGISTERED, """
                {"id": "a", "name": "P", "organisation": "a",
                 "phases": [{"id": "one", "name": "One", "status": "operating", "statusSince": {"date": "2020"},
                             "lines": [{"id": "l", "name": "L", "product": "ndfeb-sintered"}]}]}""");
        zone.say(
                POLICY_REGISTERED,
                "{\"id\": \"a\", \"name\": \"P\", \"issuer\": \"a\", \"issuedOn\": {\"date\": \"2020-12\"}, \"measuresStated\": 10}");
        zone.say(
                MILESTONE_REPORTED,
                "{\"id\": \"a\", \"title\": \"T\", \"subject\": {\"project\": \"a\"}, \"occurredOn\": {\"date\": \"2020\"}}");
        zone.say(RANKING_REPORTED, """
                {"id": "a", "subject": {"organisation": "a"}, "position": 1, "among": "makers", "in": "China",
                 "product": "polishing-powder", "asOf": {"date": "2020-12-31"}}""");
        zone.say(CHAIN_REPORTED, """
                {"id": "a", "chain": "polishing", "leader": "a", "rank": "normal",
                 "edges": [{"from": "cerium-oxide", "to": "polishing-powder"}]}""");
    }

    private void refused(String address) {
        zone.ask(address).then().statusCode(400).body("errors.parameter", contains("cursor"));
    }
}
