package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.zoneledger.e2e.Manifests.Manifest;
import dev.zoneledger.local.PostgresProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the operators of PostgreSQL and of scaling are told. There are no models of their objects to be had: descriptions of what
 * is used of them, written after their references, take the models' place.
 */
class KubernetesOperatorsTest {
    static final Set<String> KINDS = Set.of(
            "postgresql.cnpg.io/v1/Cluster", "postgresql.cnpg.io/v1/ScheduledBackup", "keda.sh/v1alpha1/ScaledObject");

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<Manifest> manifests() {
        return Manifests.ofAll().filter(each -> KINDS.contains(type(each)));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void shouldTellAnOperatorWhatItUnderstands(Manifest manifest) throws IOException {
        assertThat(refused(type(manifest), manifest.body().path("spec"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cluster         | /storage                       | sizes         | \"1Gi\"",
                "Cluster         | /postgresql/parameters         | jit           | false",
                "Cluster         | /postgresql/synchronous        | method        | \"all\"",
                "ScheduledBackup |                                | schedule      | \"0 2 * * *\"",
                "ScaledObject    |                                | maxReplicas   | 6",
                "ScaledObject    | /triggers/0/metadata           | threshold     | 20000",
            })
    void shouldRefuseWhatAnOperatorWouldNot(String kind, String at, String field, String value) throws IOException {
        // Given
        Manifest manifest = only(kind);
        JsonNode spec = manifest.body().path("spec").deepCopy();
        ObjectNode object = (ObjectNode) spec.at(Objects.requireNonNullElse(at, ""));

        // When
        object.set(field, Manifests.parse(value).getFirst());

        // Then
        assertThat(refused(type(manifest), spec)).isNotEmpty();
    }

    @Test
    void shouldHaveTheDatabaseWhereTheCatalogLooksForIt() throws IOException {
        // Given
        Manifest cluster = only("Cluster");
        JsonNode created = cluster.body().at("/spec/bootstrap/initdb");
        Manifest catalog = catalog();

        // When
        Properties settings = settings();
        List<String> secrets = catalog.pod().path("volumes").findParents("secret").stream()
                .flatMap(each -> Stream.concat(
                        each.findValuesAsText("secretName").stream(),
                        each.at("/secret").findValuesAsText("name").stream()))
                .toList();

        // Then
        assertThat(settings)
                .containsEntry(
                        "quarkus.datasource.jdbc.url",
                        "jdbc:postgresql://" + cluster.name() + "-rw:5432/"
                                + created.path("database").asText())
                .containsEntry(
                        "quarkus.datasource.username", created.path("owner").asText());
        assertThat(secrets).contains(cluster.name() + "-app", cluster.name() + "-ca");
        assertThat(only("ScheduledBackup").body().at("/spec/cluster/name").asText())
                .isEqualTo(cluster.name());
    }

    @Test
    void shouldOrderTextAsEverywhere() {
        // Given
        String everywhere = String.join(" ", PostgresProcess.LOCALE);

        // When
        JsonNode created = only("Cluster").body().at("/spec/bootstrap/initdb");

        // Then
        assertThat("--encoding=%s --locale=%s --locale-provider=%s --builtin-locale=%s"
                        .formatted(
                                created.path("encoding").asText(),
                                created.path("locale").asText(),
                                created.path("localeProvider").asText(),
                                created.path("builtinLocale").asText()))
                .isEqualTo(everywhere);
        assertThat(Manifests.rendered("single").stream()
                        .filter(each ->
                                each.name().equals("postgres") && each.kind().equals("StatefulSet"))
                        .flatMap(each -> each.pod().findValuesAsText("value").stream()))
                .contains(everywhere);
    }

    @ParameterizedTest
    @CsvSource({"ScaledObject", "HorizontalPodAutoscaler"})
    void shouldLeaveHowManyPodsThereAreToWhatScalesThem(String kind) {
        // When
        String scaled = only(kind).body().at("/spec/scaleTargetRef/name").asText();

        // Then
        assertThat(Manifests.rendered("production"))
                .filteredOn(
                        each -> each.kind().equals("Deployment") && each.name().equals(scaled))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.body().path("spec").has("replicas")).isFalse());
    }

    private static Manifest catalog() {
        return Manifests.rendered("production").stream()
                .filter(each -> each.kind().equals("Deployment") && each.name().equals("catalog-service"))
                .findFirst()
                .orElseThrow();
    }

    /** All that the files of the ConfigMaps of the catalog say. */
    private static Properties settings() throws IOException {
        Set<String> maps = catalog().pod().path("volumes").findValues("configMap").stream()
                .map(each -> each.path("name").asText())
                .collect(Collectors.toSet());
        Properties settings = new Properties();
        for (Manifest each : Manifests.rendered("production")) {
            if (each.kind().equals("ConfigMap") && maps.contains(each.name())) {
                for (JsonNode file : each.body().path("data")) {
                    settings.load(new StringReader(file.asText()));
                }
            }
        }
        return settings;
    }

    private static Manifest only(String kind) {
        List<Manifest> found = Manifests.rendered("production").stream()
                .filter(each -> each.kind().equals(kind))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<String> refused(String type, JsonNode spec) throws IOException {
        String file = "/operators/" + type.replace('/', '_') + ".json";
        try (InputStream schema =
                Objects.requireNonNull(KubernetesOperatorsTest.class.getResourceAsStream(file), file)) {
            return SCHEMAS
                    .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
                    .validate(spec.toString(), InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    private static String type(Manifest manifest) {
        return manifest.body().path("apiVersion").asText() + "/" + manifest.kind();
    }
}
