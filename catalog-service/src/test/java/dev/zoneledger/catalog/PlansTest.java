package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.oneOf;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * How the database finds the answers to questions about names, series and sources among 200,000 names and 100,000 claims, in a
 * database of its own: what else is in one changes plans.
 */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = PostgresResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class PlansTest {

    /** Each with the index that must be in a plan. */
    private static final Map<String, String> QUESTIONS = Map.ofEntries(
            Map.entry("search?q=jinmeng", "registered_by_names"),
            Map.entry("search?q=jinmeng&zone=many-1", "registered_by_names"),
            Map.entry("search?q=ab", "registered_by_names"),
            Map.entry("search?q=稀土", "registered_by_names"),
            Map.entry("organisations?q=kerui micromagnets", "registered_by_names"),
            Map.entry("projects?q=kerui micromagnets&zone=many-1", "registered_by_names"),
            // Within a zone the primary key may do as well.
            Map.entry("duplicates?zone=many-1", "Index"),
            Map.entry("series?zone=many-1", "claim_by_series"),
            Map.entry("series?zone=many-1&project=project-49", "claim_by_project"),
            Map.entry("series/many-1:project~project-49:capacity:ndfeb-bonded:actual", "claim_by_series"),
            Map.entry("conflicts?zone=many-1&kind=figure", "claim_by_series"),
            Map.entry("conflicts?zone=many-1&kind=status", "claim_by_project"),
            Map.entry("claims?source=urn:example:report:7", "claim_by_source"),
            Map.entry("claims?source=urn:example:report:7&zone=many-1", "claim_by_source"),
            Map.entry("sources?zone=many-1", "claim_by_source"),
            Map.entry("sources/x?zone=many-1", "claim_by_source"),
            Map.entry("sources/x/claims?zone=many-1", "claim_by_source"),
            Map.entry("sources/x/records?zone=many-1", "registered_by_source"));

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @Test
    void shouldFindAnswersByAnIndex() throws SQLException, IOException {
        // Given
        Map<String, List<String>> statements = new LinkedHashMap<>();
        try (Probe probe = new Probe(topic)) {
            // Where there is nothing, less is asked.
            probe.append("organisation", "{\"id\": \"maker\", \"name\": \"A maker\", \"role\": \"enterprise\"}");
            probe.getHere("/v1/organisations").body("items.id", contains("maker"));
            QUESTIONS
                    .keySet()
                    .forEach(question ->
                            statements.put(question, statementsOf(question.replace("many-1", probe.zone()))));
        }

        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(resource("/many-names.sql"));

            // When
            Map<String, String> plans = new LinkedHashMap<>();
            for (var question : statements.entrySet()) {
                StringBuilder plan = new StringBuilder();
                statement.execute("SET LOCAL enable_seqscan = on");
                for (String sql : question.getValue()) {
                    if (sql.contains("enable_seqscan")) {
                        statement.execute("SET LOCAL enable_seqscan = off");
                    } else {
                        plan.append(plan(statement, sql));
                    }
                }
                plans.put(question.getKey(), plan.toString());
            }

            // Then
            assertThat(plans)
                    .allSatisfy((question, plan) -> assertThat(plan)
                            .contains(QUESTIONS.get(question))
                            .doesNotContain("Seq Scan on claim", "Seq Scan on registered", "Seq Scan on revision"));

            // Nobody else has seen any of it.
            connection.rollback();
        }
    }

    /** What a question asks of the tables; an answer of 404 has asked too. */
    private static List<String> statementsOf(String question) {
        SentStatements.take();
        given().auth().oauth2(Tokens.reader()).get("/v1/" + question).then().statusCode(oneOf(200, 404));
        return SentStatements.take().stream()
                .filter(sql -> Pattern.compile("claim|registered|standing|record_view|enable_seqscan")
                        .matcher(sql)
                        .find())
                .toList();
    }

    /** For whatever values, as a prepared statement is planned. */
    private static String plan(Statement statement, String sql) throws SQLException {
        AtomicInteger number = new AtomicInteger();
        String numbered = Pattern.compile("\\?").matcher(sql).replaceAll(each -> "\\$" + number.incrementAndGet());
        StringBuilder plan = new StringBuilder(sql).append('\n');
        try (ResultSet lines = statement.executeQuery("EXPLAIN (GENERIC_PLAN, COSTS OFF) " + numbered)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private static Connection connect() throws SQLException {
        Config config = ConfigProvider.getConfig();
        Properties properties = new Properties();
        properties.put("user", config.getValue("quarkus.datasource.username", String.class));
        properties.put("password", config.getValue("quarkus.datasource.password", String.class));
        // Parameters without values are no protocol of the driver's.
        properties.put("preferQueryMode", "simple");
        return DriverManager.getConnection(config.getValue("quarkus.datasource.jdbc.url", String.class), properties);
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = PlansTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
