package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the API's description shows is what is answered. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class DescriptionTest {

    private static final ObjectMapper JSON = Json.mapper();

    /** The facts that the examples tell, as ingest publishes them. */
    private static final List<String> SAMPLES = List.of(
            "zone.zone.registered.v1/baotou-rehz",
            "zone.organisation.registered.v1/ke-rui",
            "zone.project.registered.v1/ke-rui-industrialisation",
            "zone.policy.registered.v1/f20-support",
            "zone.milestone.reported.v1/f18-northern-rare-earth-accepted",
            "zone.ranking.reported.v1/f11-tianjiao-qingmei",
            "zone.chain.reported.v1/chain-1-permanent-magnets",
            "zone.capacity.reported.v1/f12-sintered-capacity");

    /** By address, what stands for its id, or filters it. */
    private static final Map<String, String> QUESTIONS = Map.ofEntries(
            Map.entry("/v1/zones/{id}", "/v1/zones/baotou-rehz"),
            Map.entry("/v1/organisations/{id}", "/v1/organisations/ke-rui?zone=baotou-rehz"),
            Map.entry("/v1/projects/{id}", "/v1/projects/ke-rui-industrialisation?zone=baotou-rehz"),
            Map.entry("/v1/policies/{id}", "/v1/policies/f20-support?zone=baotou-rehz"),
            Map.entry("/v1/milestones/{id}", "/v1/milestones/f18-northern-rare-earth-accepted?zone=baotou-rehz"),
            Map.entry("/v1/rankings/{id}", "/v1/rankings/f11-tianjiao-qingmei?zone=baotou-rehz"),
            Map.entry("/v1/chains/{id}", "/v1/chains/chain-1-permanent-magnets?zone=baotou-rehz"),
            Map.entry("/v1/claims/{id}", "/v1/claims/f12-sintered-capacity?zone=baotou-rehz"),
            Map.entry("/v1/products/{code}", "/v1/products/magnet-motor"),
            Map.entry("/v1/product-chains/{code}", "/v1/product-chains/hydrogen-storage"),
            Map.entry("/v1/organisations", "/v1/organisations?zone=baotou-rehz&fields=id,name,role"),
            Map.entry("/v1/projects", "/v1/projects?zone=baotou-rehz&fields=id,name,phases.status"),
            Map.entry("/v1/policies", "/v1/policies?zone=baotou-rehz&fields=id,name,measuresStated,measures"),
            Map.entry("/v1/milestones", "/v1/milestones?zone=baotou-rehz&fields=id,title,occurredOn"),
            Map.entry("/v1/rankings", "/v1/rankings?zone=baotou-rehz&fields=id,subject,position,among,in"),
            Map.entry("/v1/chains", "/v1/chains?zone=baotou-rehz&fields=id,chain,edges"),
            Map.entry(
                    "/v1/claims", "/v1/claims?zone=baotou-rehz&fields=id,subject,product,quantity,status,rankInForce"),
            Map.entry("/v1/products", "/v1/products?product=magnet-motor&fields=code,name,parent"),
            Map.entry("/v1/product-chains", "/v1/product-chains?fields=code,name"));

    @Test
    void shouldAnswerWhatItsExamplesShow() throws IOException {
        try (TestZone zone = new TestZone("baotou-rehz")) {
            // Given
            for (String each : SAMPLES) {
                zone.say(JSON.treeToValue(
                        sample(each).get("data"),
                        EventType.find(each.substring(0, each.indexOf('/')))
                                .orElseThrow()
                                .data()));
            }
            JsonNode paths = description().get("paths");
            List<String> wrong = new ArrayList<>();

            // When
            QUESTIONS.forEach((path, question) -> {
                JsonNode shown = example(paths.get(path));
                JsonNode answered = timeless(zone.get(question).extract().asString());
                if (!timeless(shown.toString()).equals(answered)) {
                    wrong.add(path + "\t" + answered);
                }
            });

            JsonNode zones = JSON.readTree(
                    zone.get("/v1/zones?fields=id,name&limit=1000").extract().asString());

            // Then
            assertThat(wrong).isEmpty();
            // Other tests have zones of their own.
            assertThat(zones.get("items"))
                    .containsAll(example(paths.get("/v1/zones")).get("items"));
        }
    }

    @Test
    void shouldDescribeEveryAddressWithItsFailures() throws IOException {
        for (var path : description().get("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            if (path.getKey().startsWith("/v1/") && !get.isMissingNode()) {
                assertThat(get.get("summary").asText()).as(path.getKey()).isNotBlank();
                assertThat(get.get("responses").properties())
                        .as(path.getKey())
                        .extracting(Map.Entry::getKey)
                        .contains("200", "400", "401", "503");
            }
        }
    }

    @Test
    void shouldShowFailuresAsTheyAre() throws IOException {
        JsonNode responses = description().at("/paths/~1v1~1claims~1{id}/get/responses");
        try (TestZone zone = new TestZone()) {
            zone.sayCapacity("y", "1");
            isAsShown(
                    responses,
                    400,
                    given().auth()
                            .oauth2(Tokens.reader())
                            .get("/v1/claims/x?after=x")
                            .asString());
            isAsShown(responses, 401, given().get("/v1/claims/x").asString());
            isAsShown(responses, 404, zone.ask("/v1/claims/x?zone={zone}").asString());
        }
    }

    private static void isAsShown(JsonNode responses, int status, String answer) throws IOException {
        JsonNode shown = responses.get(Integer.toString(status)).at("/content/application~1problem+json/example");
        assertThat(JSON.readTree(answer)).isEqualTo(shown);
    }

    private static JsonNode example(JsonNode path) {
        JsonNode value = path.at("/get/responses/200/content/application~1json/examples")
                .elements()
                .next()
                .get("value");
        try {
            return value.isTextual() ? JSON.readTree(value.textValue()) : value;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Without when and where it was recorded, which is other each time. */
    private static JsonNode timeless(String answer) {
        try {
            JsonNode node = JSON.readTree(answer);
            remove(node);
            return node;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void remove(JsonNode node) {
        if (node instanceof ObjectNode record) {
            record.remove(List.of("recordedAt", "logPosition"));
            if (record.path("position").isTextual()) {
                record.remove("position");
            }
        }
        node.path("items").forEach(DescriptionTest::remove);
    }

    private static JsonNode sample(String name) throws IOException {
        try (InputStream file = DescriptionTest.class.getResourceAsStream("/samples/" + name + ".json")) {
            return JSON.readTree(Objects.requireNonNull(file));
        }
    }

    private static JsonNode description() throws IOException {
        return JSON.readTree(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
