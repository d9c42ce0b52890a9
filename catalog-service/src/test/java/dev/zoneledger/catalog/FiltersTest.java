package dev.zoneledger.catalog;

import static dev.zoneledger.contract.EventType.CAPACITY_REPORTED;
import static dev.zoneledger.contract.EventType.COUNT_REPORTED;
import static dev.zoneledger.contract.EventType.OUTPUT_REPORTED;
import static dev.zoneledger.contract.EventType.PROJECT_REGISTERED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a list, by what was asked of it. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class FiltersTest {

    private final TestZone zone = new TestZone();

    @AfterEach
    void close() {
        zone.close();
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
        zone.sayEveryKind();

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
        zone.sayEveryKind();

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

    private static String capacity(String id, String value, String from, String status) {
        return TestZone.CLAIM
                .formatted(id, value)
                .replace("\"date\": \"2020\"", "\"date\": \"" + from + "\"")
                .replace("\"operating\"", "\"" + status + "\"");
    }
}
