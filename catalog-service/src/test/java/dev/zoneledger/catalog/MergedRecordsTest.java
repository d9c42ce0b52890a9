package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.OrganisationMerge;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.ProjectMerge;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TestLog.Appended;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two records that are one: what counts for what, what is left of a merge, and that it can be undone. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class MergedRecordsTest {

    private final TestLog log = TestLog.open();
    private final EventCodec codec = new EventCodec();
    private final String zone = TestIds.unique("zone");

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldLetClaimsOfAMergedProjectCountForTheOther() {
        // Given
        append(project("old"));
        append(project("new"));
        append(claim("early", "old"));

        // When
        append(merge("old", 1, "new"));
        Appended last = append(claim("late", "old"));

        // Then
        get("/v1/claims?project=new", last)
                .body("items.id", contains("early", "late"))
                // What was stated stays.
                .body("items[0].subject.project", equalTo("old"))
                .body("items[0].resolved", equalTo(true));
        get("/v1/claims?project=old", last).body("items", empty());
        get("/v1/projects/old", last)
                .body("mergedInto", equalTo("new"))
                .body("links.claims", equalTo("/v1/claims?zone=" + zone + "&project=new"));
        get("/v1/projects/new", last).body("mergedFrom", contains("old")).body("mergedInto", nullValue());
    }

    @Test
    void shouldMoveEverythingBackWhenAMergeIsUndone() {
        // Given
        append(project("old"));
        append(project("new"));
        append(claim("c", "old"));
        Appended merged = append(merge("old", 1, "new"));

        // When
        Appended last = append(merge("old", 2, null));

        // Then
        get("/v1/claims?project=old", last).body("items.id", contains("c"));
        get("/v1/claims?project=new", last).body("items", empty());
        get("/v1/projects/old", last).body("mergedInto", nullValue());
        get("/v1/projects/new", last).body("mergedFrom", nullValue());
        get("/v1/claims?project=new&knownAt=" + merged.at(), last).body("items.id", contains("c"));
        get("/v1/projects/old?knownAt=" + merged.at(), last).body("mergedInto", equalTo("new"));
        get("/v1/projects/new?knownAt=" + merged.at(), last).body("mergedFrom", contains("old"));
    }

    @Test
    void shouldTellMergesInTheHistoryOfARecord() {
        // Given
        append(project("old"));
        append(merge("old", 1, "new"));

        // When
        Appended last = append(merge("old", 2, null));

        // Then
        get("/v1/projects/old/history", last)
                .body("items.kind", contains("project", "project-merge", "project-merge"))
                .body("items.inForce", contains(true, false, true))
                .body("items[1].reason", equalTo("one plant"))
                .body("items[1].changes.path", hasItem("/mergedInto"))
                .body("items[2].changes.op", hasItem("remove"));
    }

    @Test
    void shouldTellInTheHistoryOfARecordWhatWasMergedIntoIt() {
        // Given
        append(project("new"));
        append(project("old"));
        append(project("elsewhere"));
        append(merge("old", 1, "elsewhere"));
        append(merge("old", 2, "new"));

        // When
        Appended last = append(merge("old", 3, null));

        // Then
        get("/v1/projects/new/history", last)
                .body("items.kind", contains("project", "project-merge", "project-merge"))
                .body("items.revision", contains(1, 2, 3))
                .body("items.inForce", contains(true, false, true))
                .body("items[1].content.id", equalTo("old"))
                .body("items[1].changes[0].op", equalTo("add"))
                .body("items[1].changes[0].path", equalTo("/mergedFrom"))
                .body("items[1].changes[0].value", contains("old"))
                .body("items[2].changes[0].op", equalTo("remove"));
        get("/v1/projects/elsewhere/history", last)
                .body("items.revision", contains(1, 1, 2, 3))
                .body("items.changes.path", contains(List.of("/mergedFrom"), List.of("/mergedFrom"), List.of()));
    }

    @Test
    void shouldCountProjectsOfAMergedOrganisationForTheOther() {
        // Given
        append(organisation("old-firm"));
        append(organisation("firm"));
        append(read(Project.class, """
                {"id": "line", "name": "P", "organisation": "old-firm"}"""));
        append(claim("c", "line"));

        // When
        Appended last = append(read(OrganisationMerge.class, """
                {"id": "old-firm", "into": "firm", "reason": "renamed"}"""));

        // Then
        get("/v1/projects?organisation=firm", last)
                .body("items.id", contains("line"))
                .body("items[0].organisation", equalTo("old-firm"));
        get("/v1/claims?organisation=firm", last).body("items.id", contains("c"));
        get("/v1/organisations/firm", last).body("mergedFrom", contains("old-firm"));
    }

    @Test
    void shouldFollowMergesToTheirEndAndMindNoCircles() {
        // Given
        append(project("a"));
        append(project("b"));
        append(project("c"));
        append(claim("of-a", "a"));

        // When
        append(merge("a", 1, "b"));
        Appended chain = append(merge("b", 1, "c"));
        Appended circle = append(merge("c", 1, "b"));

        // Then
        get("/v1/claims?project=c&knownAt=" + chain.at(), circle).body("items.id", contains("of-a"));
        get("/v1/claims?project=b", circle).body("items.id", contains("of-a"));
        get("/v1/projects/b", circle).body("mergedInto", nullValue()).body("mergedFrom", contains("a"));
    }

    private ValidatableResponse get(String path, Appended after) {
        return given().header("Authorization", "Bearer " + Tokens.reader())
                .header("Prefer", "wait=30")
                .get(path + (path.contains("?") ? "&" : "?") + "zone=" + zone + "&after=" + after.position())
                .then()
                .statusCode(200);
    }

    private Appended append(ZoneEvent event) {
        Encoded encoded = codec.encode(event, "urn:test", null);
        return log.append(topic, encoded.key(), encoded.headers(), encoded.data());
    }

    private Organisation organisation(String id) {
        return read(Organisation.class, """
                {"id": "%s", "name": "O", "role": "enterprise"}""".formatted(id));
    }

    private Project project(String id) {
        return read(Project.class, """
                {"id": "%s", "name": "P"}""".formatted(id));
    }

    private ProjectMerge merge(String id, int revision, String into) {
        return read(
                ProjectMerge.class, """
                {"id": "%s", "revision": %d, "reason": "one plant"%s}""".formatted(id, revision, into == null ? "" : ", \"into\": \"" + into + "\""));
    }

    private Claim claim(String id, String project) {
        return read(Claim.class, """
                {"id": "%s", "subject": {"project": "%s"}, "measure": "capacity", "product": "ndfeb-sintered",
                 "quantity": {"value": 3000, "unit": "t/a", "qualifier": "exact"}, "status": "operating",
                 "basis": "actual", "rank": "normal", "effectiveFrom": {"date": "2020"},
                 "source": {"uri": "urn:test"}}""".formatted(id, project));
    }

    private <T extends ZoneEvent> T read(Class<T> type, String json) {
        try {
            String revision = json.contains("\"revision\"") ? "" : "\"revision\": 1, ";
            return Json.mapper().readValue(json.replaceFirst("\\{", "{\"zone\": \"" + zone + "\", " + revision), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
