package dev.zoneledger.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is what happens. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class DocumentsTest {

    private static final Path DOCUMENT = Path.of("../docs/ingest.md");
    private static final Pattern EXAMPLE = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** At the end of an example: a text that its output holds. */
    private static final Pattern EXPECTED = Pattern.compile("^# answers .*?`(.+)`$", Pattern.MULTILINE);

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
    void shouldTakeEveryExampleOfItsDescription() throws IOException {
        JsonNode description = description();
        List<String> tried = new ArrayList<>();
        description.get("paths").properties().forEach(path -> {
            JsonNode content = path.getValue().path("post").path("requestBody").path("content");
            content.properties()
                    .forEach(type -> type.getValue().path("examples").forEach(example -> {
                        tried.add(path.getKey());
                        var request = Door.as(Tokens.steward("baotou-rehz")).contentType(type.getKey());
                        if (path.getKey().equals("/v1/events") && type.getKey().equals("application/json")) {
                            request.header("ce-specversion", "1.0")
                                    .header("ce-type", "zone.capacity.reported.v1")
                                    .header("ce-source", "urn:example:plant-7")
                                    .header("ce-id", "1");
                        }
                        JsonNode value = example.get("value");
                        String body = value.isTextual() ? value.textValue() : value.toString();
                        var answer = request.body(body.getBytes(StandardCharsets.UTF_8))
                                .post(path.getKey());
                        assertThat(answer.statusCode())
                                .as(path.getKey() + " " + body + " " + answer.asString())
                                .isEqualTo(202);
                    }));
        });
        assertThat(tried)
                .contains(
                        "/v1/zones",
                        "/v1/claims",
                        "/v1/imports",
                        "/v1/events",
                        "/v1/rerankings",
                        "/v1/merges",
                        "/v1/chains");
    }

    @Test
    void shouldDescribeEveryFailureOfEveryWrite() throws IOException {
        for (var path : description().get("paths").properties()) {
            JsonNode post = path.getValue().path("post");
            if (!post.isMissingNode()) {
                assertThat(post.get("responses").properties())
                        .as(path.getKey())
                        .extracting(java.util.Map.Entry::getKey)
                        .containsAll(Set.of("200", "202", "400", "401", "403", "406", "413", "415", "429", "503"));
            }
        }
    }

    @Test
    void shouldShowFailuresAsTheyAre() {
        String claim = Examples.CLAIM;
        isAsShown(400, "application/json", claim.replace("ndfeb-sintered", "ndfeb-sinterd"), "application/json");
        isAsShown(406, "application/json", claim, "text/html");
        isAsShown(413, "application/json", " ".repeat(10 * 1024 * 1024) + claim, "application/json");
        isAsShown(415, "text/plain", claim, "application/json");
        given().contentType("application/json")
                .body(claim)
                .post("/v1/claims")
                .then()
                .body("", equalTo(Door.shownFailure(401)));
        Door.as(Tokens.reporter("another-zone"))
                .contentType("application/json")
                .body(claim)
                .post("/v1/claims")
                .then()
                .body("", equalTo(Door.shownFailure(403)));
    }

    private static void isAsShown(int status, String contentType, String body, String accept) {
        Door.as(Tokens.steward("baotou-rehz"))
                .contentType(contentType)
                .accept(accept)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/claims")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("", equalTo(Door.shownFailure(status)));
    }

    private static JsonNode description() throws IOException {
        return new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }
}
