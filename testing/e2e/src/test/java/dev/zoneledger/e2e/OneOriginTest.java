package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The front of a cluster sends every operation of the three descriptions to the service that has it. */
class OneOriginTest {
    private static final Path RULES = Manifests.FOLDER.resolve("base/haproxy.cfg");
    private static final Pattern RULE = Pattern.compile("use_backend (\\w+) if (.*)");
    private static final Pattern CONDITION = Pattern.compile("\\{ (path_reg|path_beg) (\\S+) }|(posts)");

    private final List<Rule> rules = rules();

    /**
     * One line of the rules.
     *
     * @param posts whether it is about requests alone that put something on record
     */
    private record Rule(String backend, Pattern path, boolean posts) {}

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "catalog", "metrics"})
    void shouldSendEveryOperationToItsService(String service) throws IOException {
        // Given
        JsonNode paths = new ObjectMapper()
                .readTree(Path.of("../..", service + "-service", "target/openapi/openapi.json")
                        .toFile())
                .path("paths");

        // When
        Map<String, String> astray = new HashMap<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String called = path.getKey().replaceAll("\\{[^}]*}", "some-id");
                    String backend = backend(operation.getKey(), called);
                    if (!backend.equals(service)) {
                        astray.put(operation.getKey() + " " + called, backend);
                    }
                }));

        // Then
        assertThat(paths).isNotEmpty();
        assertThat(astray).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "get, /, metrics",
        "get, /v1/claims, catalog",
        "post, /v1/claims, ingest",
        "get, /v1/claimsx, metrics",
        "get, /v1/zones/a/capacity, metrics",
        "get, /v1/zones/a, catalog",
        "post, /v1/zones/a/scenarios, metrics"
    })
    void shouldTellByPathAndMethod(String method, String path, String service) {
        assertThat(backend(method, path)).isEqualTo(service);
    }

    private String backend(String method, String path) {
        return rules.stream()
                .filter(rule -> !rule.posts || method.equals("post"))
                .filter(rule -> rule.path.matcher(path).find())
                .map(Rule::backend)
                .findFirst()
                .orElse("metrics");
    }

    /** The rules in their order, read as far as this test understands them; what it does not is a fault of the test. */
    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        try {
            List<String> lines =
                    Files.readString(RULES).lines().map(String::strip).toList();
            assertThat(lines).contains("acl posts method POST", "default_backend metrics");
            for (String line : lines) {
                Matcher rule = RULE.matcher(line);
                if (rule.matches()) {
                    rules.add(rule(rule.group(1), rule.group(2)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules;
    }

    private static Rule rule(String backend, String conditions) {
        Pattern path = Pattern.compile("");
        boolean posts = false;
        Matcher condition = CONDITION.matcher(conditions);
        StringBuilder read = new StringBuilder();
        while (condition.find()) {
            read.append(condition.group()).append(' ');
            if (condition.group(3) != null) {
                posts = true;
            } else {
                String text = condition.group(2);
                path = Pattern.compile(condition.group(1).equals("path_beg") ? "^" + Pattern.quote(text) : text);
            }
        }
        assertThat(read.toString().strip())
                .as("conditions that this test understands")
                .isEqualTo(conditions);
        return new Rule(backend, path, posts);
    }
}
