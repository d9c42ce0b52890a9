package dev.zoneledger.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show is what happens. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class DocumentsTest {

    private static final Path DOCUMENT = Path.of("../docs/ingest.md");
    private static final Pattern EXAMPLE = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** At the end of an example: a text that its output holds. */
    private static final Pattern EXPECTED = Pattern.compile("^# answers .*?`(.+)`$", Pattern.MULTILINE);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource
    URI ingest;

    @Test
    void shouldRunEveryExampleOfTheDocument(@TempDir Path folder) throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        int count = 0;
        while (example.find()) {
            count++;
            String output = run(example.group(1), folder);
            Matcher expected = EXPECTED.matcher(example.group(1));
            while (expected.find()) {
                assertThat(output).as(example.group(1)).contains(expected.group(1));
            }
        }
        assertThat(count).isGreaterThan(8);
    }

    private String run(String script, Path folder) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().put("INGEST", ingest.toString().replaceAll("/$", ""));
        shell.environment().put("TOKEN", Tokens.steward("baotou-rehz", "sample-zone"));
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script + "\n" + output).isZero();
        return output;
    }

    @Test
    void shouldTakeEveryExampleOfItsDescriptionAndAnswerAsShown() throws IOException {
        List<String> tried = new ArrayList<>();
        Set<String> types = new HashSet<>();
        for (var path : description().get("paths").properties()) {
            JsonNode post = path.getValue().path("post");
            for (var type : post.path("requestBody").path("content").properties()) {
                for (var example : type.getValue().path("examples").properties()) {
                    String body = text(example.getValue());
                    String of = path.getKey() + " " + example.getKey();
                    isAsShown(of, posting(path.getKey(), type.getKey(), body), post, 202, example.getKey());
                    String dryRun = path.getKey() + "?dryRun=true";
                    isAsShown(of, posting(dryRun, type.getKey(), body), post, 200, example.getKey());
                    tried.add(of);
                    types.add(type.getKey());
                }
            }
        }
        assertThat(tried)
                .contains(
                        "/v1/zones one",
                        "/v1/claims capacity",
                        "/v1/imports two lines",
                        "/v1/imports a good row and a bad one",
                        "/v1/events batch",
                        "/v1/events data of a binary event",
                        "/v1/rerankings one",
                        "/v1/merges undone",
                        "/v1/chains one");
        assertThat(types).contains("application/json", "application/x-ndjson", "text/csv", "multipart/form-data");
    }

    /** But for the position, which is another at each time. */
    private static void isAsShown(String of, Response answer, JsonNode operation, int status, String example)
            throws IOException {
        assertThat(answer.statusCode()).as(of + " " + answer.asString()).isEqualTo(status);
        ObjectNode answered = (ObjectNode) JSON.readTree(answer.asString());
        ObjectNode shown = shown(operation, status, "application/json")
                .get(example)
                .withObject("value")
                .deepCopy();
        String position = status == 202 ? "\\d+@\\d+" : "";
        assertThat(answered.path("position").asText("")).as(of).matches(position);
        assertThat(shown.path("position").asText("")).as(of).matches(position);
        assertThat(answered.without("position").toString())
                .as(of)
                .isEqualTo(shown.without("position").toString());
    }

    @Test
    void shouldShowTheRejectedOfAnImportAsTheyAre() throws IOException {
        JsonNode imports = description().get("paths").get("/v1/imports").get("post");
        for (String form : List.of("application/x-ndjson", "text/csv")) {
            for (var example : shown(imports, 202, form).entrySet()) {
                String file = text(imports.at("/requestBody/content")
                        .get(form)
                        .get("examples")
                        .get(example.getKey()));
                assertThat(posting("/v1/imports?answer=rejected", form, file).asString())
                        .isEqualTo(text(example.getValue()));
            }
        }
    }

    @Test
    void shouldShowLinesOfProgressAsTheyAre() throws IOException {
        JsonNode imports = description().get("paths").get("/v1/imports").get("post");
        for (var example : shown(imports, 200, "application/x-ndjson").entrySet()) {
            String file = text(imports.at("/requestBody/content")
                    .get("application/x-ndjson")
                    .get("examples")
                    .get(example.getKey()));
            List<String> shown = text(example.getValue()).lines().toList();
            List<String> answered = Door.as(Tokens.steward("baotou-rehz"))
                    .contentType("application/x-ndjson")
                    .accept("application/x-ndjson")
                    .body(file.getBytes(StandardCharsets.UTF_8))
                    .post("/v1/imports")
                    .asString()
                    .lines()
                    .toList();
            assertThat(withoutWhatVaries(answered.getFirst())).isEqualTo(withoutWhatVaries(shown.getFirst()));
            assertThat(withoutWhatVaries(answered.getLast())).isEqualTo(withoutWhatVaries(shown.getLast()));
        }
    }

    private static String withoutWhatVaries(String line) {
        return line.replaceAll("\"(bytes|rate)\":\\d+", "\"$1\":0").replaceAll("\\d+@\\d+", "0@0");
    }

    @Test
    void shouldShowWhatIsReadAsItIs() throws IOException {
        JsonNode paths = description().get("paths");
        JsonNode units = JSON.readTree(reading("/v1/units").asString());
        JsonNode someUnits = shown(paths.get("/v1/units").get("get"), 200, "application/json")
                .get("some of them")
                .get("value");
        someUnits
                .properties()
                .forEach(list -> assertThat(units.get(list.getKey())).containsAll(list.getValue()));
        assertThat(JSON.readTree(reading("/v1/units/equivalents?value=1000&unit=t/a&of=Nd2O3")
                        .asString()))
                .isEqualTo(shown(paths.get("/v1/units/equivalents").get("get"), 200, "application/json")
                        .get("an oxide as its metal")
                        .get("value"));
        assertThat(reading("/v1/templates/organisations.csv").asString())
                .endsWith(text(shown(paths.get("/v1/templates/{file}").get("get"), 200, "text/csv")
                        .get("organisations.csv, its last two rows")));
    }

    @Test
    void shouldShowAnExampleOfEveryAnswer() throws IOException {
        for (var path : description().get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                for (var answer : operation.getValue().path("responses").properties()) {
                    for (var type : answer.getValue().path("content").properties()) {
                        if (path.getKey().startsWith("/v1/")
                                && !type.getValue()
                                        .at("/schema/format")
                                        .asText()
                                        .equals("binary")) {
                            assertThat(type.getValue().has("examples")
                                            || type.getValue().has("example"))
                                    .as(path.getKey() + " " + answer.getKey() + " " + type.getKey())
                                    .isTrue();
                        }
                    }
                }
            }
        }
    }

    @Test
    void shouldDescribeEveryFailureOfEveryAddress() throws IOException {
        for (var path : description().get("paths").properties()) {
            JsonNode item = path.getValue();
            if (item.has("post")) {
                assertThat(statuses(item.get("post")))
                        .as(path.getKey())
                        .containsAll(Set.of("200", "202", "400", "401", "403", "406", "413", "415", "429", "503"));
            }
            if (item.has("get") && path.getKey().startsWith("/v1/")) {
                assertThat(statuses(item.get("get")))
                        .as(path.getKey())
                        .containsAll(Set.of("200", "400", "401", "403", "406"));
            }
        }
        assertThat(statuses(
                        description().get("paths").get("/v1/templates/{file}").get("get")))
                .contains("404");
    }

    private static Set<String> statuses(JsonNode operation) {
        return operation
                .get("responses")
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private record Write(String path, String contentType, String body, String part, String faulty) {}

    static List<Write> writes() {
        String json = "application/json";
        return List.of(
                new Write("/v1/zones", json, Examples.ZONE, "\"name\": \"Baotou Rare Earth High-tech Zone\",", ""),
                new Write("/v1/organisations", json, Examples.ORGANISATION, "enterprise", "enterprize"),
                new Write("/v1/projects", json, Examples.PROJECT, "operating", "operatin"),
                new Write("/v1/policies", json, Examples.POLICY, "10", "1"),
                new Write("/v1/milestones", json, Examples.MILESTONE, "10-15", "10-35"),
                new Write("/v1/rankings", json, Examples.RANKING, "\"position\": 1", "\"position\": 0"),
                new Write("/v1/chains", json, Examples.CHAIN, "cerium-oxide", "cerium-oxid"),
                new Write("/v1/claims", json, Examples.CLAIM, "ndfeb-sintered", "ndfeb-sinterd"),
                new Write("/v1/supersessions", json, Examples.SUPERSESSION, "\"revision\": 2", "\"revision\": 1"),
                new Write("/v1/retractions", json, Examples.RETRACTION, "\"revision\": 3", "\"revision\": 1"),
                new Write("/v1/rerankings", json, Examples.RERANKING, "quarantined", "quarantine"),
                new Write("/v1/merges", json, Examples.MERGES, "organisation-merge", "organization-merge"),
                new Write("/v1/events", CloudEvents.STRUCTURED, Examples.EVENT, "ndfeb-sintered", "ndfeb-sinterd"),
                new Write(
                        "/v1/imports",
                        "application/x-ndjson",
                        Examples.IMPORT.lines().toList().getLast(),
                        "enterprise",
                        "enterprize"));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void shouldShowFailuresOfWritesAsTheyAre(Write write) {
        RequestSpecification steward = Door.as(Tokens.steward("baotou-rehz"));
        isAsShown(400, write, steward, write.contentType, write.body.replace(write.part, write.faulty));
        isAsShown(401, write, given().config(Requests.BYTES_AS_THEY_ARE), write.contentType, write.body);
        isAsShown(403, write, Door.as(Tokens.steward("another-zone")), write.contentType, write.body);
        isAsShown(
                406, write, Door.as(Tokens.steward("baotou-rehz")).accept("text/html"), write.contentType, write.body);
        isAsShown(415, write, Door.as(Tokens.steward("baotou-rehz")), "text/plain", write.body);
        if (write.path.equals("/v1/imports")) {
            isAsShown(
                    413,
                    write,
                    Door.as(Tokens.steward("baotou-rehz")).queryParam("atomic", true),
                    write.contentType,
                    (write.body + "\n").repeat(100_001));
        } else {
            isAsShown(
                    413,
                    write,
                    Door.as(Tokens.steward("baotou-rehz")),
                    write.contentType,
                    " ".repeat(10 * 1024 * 1024) + write.body);
        }
    }

    private static void isAsShown(
            int status, Write write, RequestSpecification request, String contentType, String body) {
        request.contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(write.path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("", equalTo(Door.shownFailure("post", write.path, status)));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/units, /v1/units, /v1/units?zone=baotou-rehz",
        "/v1/units/equivalents, /v1/units/equivalents?value=1&unit=t&of=Nd2O3, /v1/units/equivalents?value=1&unit=tons&of=Nd2O3",
        "/v1/templates/{file}, /v1/templates/claims.csv, /v1/templates/claims.csv?zone=baotou-rehz"
    })
    void shouldShowFailuresOfReadsAsTheyAre(String path, String request, String faulty) {
        isAsShown(400, path, Door.as(Tokens.reader()).get(faulty));
        isAsShown(401, path, given().get(request));
        isAsShown(403, path, Door.as(Tokens.of(List.of(), List.of())).get(request));
        isAsShown(406, path, Door.as(Tokens.reader()).accept("text/html").get(request));
    }

    @Test
    void shouldShowThatThereIsNoSuchTemplate() {
        isAsShown(404, "/v1/templates/{file}", reading("/v1/templates/claim.csv"));
    }

    private static void isAsShown(int status, String path, Response answer) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("", equalTo(Door.shownFailure("get", path, status)));
    }

    private static Response reading(String request) {
        return Door.as(Tokens.reader()).get(request);
    }

    private static Response posting(String request, String contentType, String body) throws IOException {
        RequestSpecification steward = Door.as(Tokens.steward("baotou-rehz")).contentType(contentType);
        if (contentType.equals("multipart/form-data")) {
            byte[] file = JSON.readTree(body).get("file").textValue().getBytes(StandardCharsets.UTF_8);
            return steward.multiPart("file", "entries.ndjson", file).post(request);
        }
        if (request.startsWith("/v1/events") && contentType.equals("application/json")) {
            steward.header("ce-specversion", "1.0")
                    .header("ce-type", "zone.capacity.reported.v1")
                    .header("ce-source", "urn:example:plant-7")
                    .header("ce-id", "1");
        }
        return steward.body(body.getBytes(StandardCharsets.UTF_8)).post(request);
    }

    private static Map<String, JsonNode> shown(JsonNode operation, int status, String mediaType) {
        Map<String, JsonNode> examples = new LinkedHashMap<>();
        operation
                .get("responses")
                .get(Integer.toString(status))
                .get("content")
                .get(mediaType)
                .path("examples")
                .properties()
                .forEach(each -> examples.put(each.getKey(), each.getValue()));
        assertThat(examples).as(status + " " + mediaType).isNotEmpty();
        return examples;
    }

    private static String text(JsonNode example) {
        JsonNode value = example.get("value");
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static JsonNode description() throws IOException {
        return JSON.readTree(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }
}
