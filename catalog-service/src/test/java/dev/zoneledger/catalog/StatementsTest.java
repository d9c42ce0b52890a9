package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What questions ask of the database, and how it finds the answer, on 200,000 claims. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsTest {

    private static final int MANY = 200_000;

    /** Parameters that are no filters. */
    private static final Set<String> OTHERS =
            Set.of("after", "knownAt", "asOf", "fields", "sort", "cursor", "limit", "format", "q");

    private final String prefix = TestIds.unique("plans") + "-";

    @BeforeAll
    void fill() throws SQLException, IOException {
        ManyClaims.insert(prefix, MANY);
    }

    /** A question by each filter that lists of claims declare; a new one without an entry fails the test. */
    private Map<String, String> filters() {
        return Map.ofEntries(
                Map.entry("zone", prefix + "3"),
                Map.entry("organisation", "maker-7"),
                Map.entry("project", "project-11"),
                Map.entry("product", "magnet-material"),
                Map.entry("measure", "output"),
                Map.entry("counted", "patents"),
                Map.entry("status", "announced"),
                Map.entry("basis", "planned"),
                Map.entry("period", "2019"),
                Map.entry("rank", "deprecated"),
                Map.entry("source", "urn:example:report:17"),
                Map.entry("speaker", "Speaker%2012"),
                Map.entry("speakerOrganisation", "maker-3"),
                Map.entry("recordedFrom", "2026-01-03T00:00:00Z"),
                Map.entry("recordedBefore", "2026-01-01T01:00:00Z"),
                Map.entry("resolved", "true&zone=" + prefix + "3"),
                Map.entry("retracted", "true"));
    }

    @Test
    void shouldFindClaimsByAnIndexForEveryFilter() throws Exception {
        assertThat(filters().keySet()).isEqualTo(filtersOf("/v1/claims"));
        for (Map.Entry<String, String> filter : filters().entrySet()) {
            usesIndexes("/v1/claims?" + filter.getKey() + "=" + filter.getValue());
        }
    }

    @Test
    void shouldSortClaimsByAnIndex() throws Exception {
        String zone = "&zone=" + prefix + "3";
        for (String sort : List.of(
                "zone",
                "-zone",
                "id",
                "-id" + zone,
                "recordedAt",
                "-recordedAt",
                "-recordedAt" + zone,
                "measure",
                "-rank",
                "-quantity&product=ndfeb-sintered" + zone,
                "publishedOn" + zone,
                "zone,-recordedAt" + zone)) {
            usesIndexes("/v1/claims?sort=" + sort);
        }
    }

    @Test
    void shouldFindTheNextPageByAnIndex() throws Exception {
        for (String first : List.of(
                "/v1/claims?limit=100",
                "/v1/claims?limit=100&sort=-recordedAt",
                "/v1/claims?limit=100&zone=" + prefix + "5")) {
            String next = get(first).extract().path("next");
            usesIndexes(first + "&cursor=" + next);
        }
    }

    @Test
    void shouldFindOneClaimAndWhetherItHoldsByAnIndex() throws Exception {
        usesIndexes("/v1/claims/claim-1200?zone=" + prefix + "0");
        usesIndexes("/v1/claims/claim-1201");
        usesIndexes("/v1/claims/claim-1200?asOf=2020-10-15&zone=" + prefix + "0");
        usesIndexes("/v1/claims/claim-1200/history?zone=" + prefix + "0");
        usesIndexes("/v1/claims?asOf=2020-10-15&measure=capacity&zone=" + prefix + "0");
    }

    @Test
    void shouldFindRecordsByAnIndexForEveryFilter() throws Exception {
        Map<String, String> values = Map.ofEntries(
                Map.entry("zone", prefix + "3"),
                Map.entry("organisation", "maker-7"),
                Map.entry("project", "project-11"),
                Map.entry("product", "magnet-material"),
                Map.entry("status", "announced"),
                Map.entry("role", "agency"),
                Map.entry("outsideZone", "true"),
                Map.entry("issuer", "maker-7"),
                Map.entry("chain", "polishing"),
                Map.entry("leader", "maker-7"),
                Map.entry("rank", "deprecated"));
        for (String list :
                List.of("zones", "organisations", "projects", "policies", "milestones", "rankings", "chains")) {
            for (String filter : filtersOf("/v1/" + list)) {
                assertThat(values).containsKey(filter);
                usesIndexes("/v1/" + list + "?" + filter + "=" + values.get(filter));
            }
        }
    }

    @Test
    void shouldAskAsManyStatementsForAThousandRecordsAsForOne() {
        String inZone = "&zone=" + prefix + "3";
        for (String list : List.of(
                "claims?sort=-recordedAt",
                "claims?organisation=maker-7",
                "claims?asOf=2020-10-15",
                "projects?status=operating",
                "organisations?role=enterprise")) {
            int forOne = statements("/v1/" + list + inZone + "&limit=1").size();
            List<String> forMany = statements("/v1/" + list + inZone + "&limit=1000");
            assertThat(forMany).as(list).hasSize(forOne).hasSizeLessThanOrEqualTo(3);
            assertThat(statements("/v1/" + list + inZone + "&format=csv"))
                    .as(list)
                    .hasSameSizeAs(forMany);
        }
        assertThat(statements("/v1/claims/claim-3?zone=" + prefix + "3")).hasSizeLessThanOrEqualTo(3);
        assertThat(statements("/v1/claims/claim-3/history?zone=" + prefix + "3"))
                .hasSizeLessThanOrEqualTo(3);
    }

    private static Set<String> filtersOf(String path) throws IOException {
        JsonNode description = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        Set<String> names = new TreeSet<>();
        description.at("/paths").get(path).path("get").path("parameters").forEach(parameter -> {
            if (parameter.get("in").textValue().equals("query")) {
                names.add(parameter.get("name").textValue());
            }
        });
        names.removeAll(OTHERS);
        return names;
    }

    private static List<String> statements(String address) {
        SentStatements.take();
        get(address);
        return SentStatements.take();
    }

    private static io.restassured.response.ValidatableResponse get(String address) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.reader())
                .get(address)
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(200, 404, 409));
    }

    /** Whether the database finds the rows without looking at every claim, for values that it does not know yet. */
    private void usesIndexes(String address) throws SQLException {
        List<String> plans = new ArrayList<>();
        try (Connection connection = ManyClaims.connectForPlans();
                Statement statement = connection.createStatement()) {
            for (String sql : statements(address)) {
                if (!sql.contains("claim_view")
                        && !sql.contains("record_view")
                        && !sql.contains("hold")
                        && !sql.contains("revision")) {
                    continue;
                }
                StringBuilder plan = new StringBuilder(address + "\n" + sql + "\n");
                try (ResultSet lines = statement.executeQuery("EXPLAIN (GENERIC_PLAN) " + numbered(sql))) {
                    while (lines.next()) {
                        plan.append(lines.getString(1)).append('\n');
                    }
                }
                plans.add(plan.toString());
            }
        }
        // Where claims are asked for, the few records beside them may be read whole.
        List<String> tables = address.startsWith("/v1/claims") ? List.of("claim", "revision") : List.of("registered");
        assertThat(plans).as(address).isNotEmpty().allSatisfy(plan -> {
            assertThat(plan).containsPattern("(Index|Bitmap)");
            tables.forEach(table -> assertThat(plan).doesNotContain("Seq Scan on " + table));
        });
    }

    private static String numbered(String sql) {
        StringBuilder numbered = new StringBuilder();
        int number = 0;
        for (char each : sql.toCharArray()) {
            numbered.append(each == '?' ? "$" + ++number : String.valueOf(each));
        }
        return numbered.toString();
    }
}
