package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.EventLog;
import dev.zoneledger.e2e.Manifests.Manifest;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGProperty;

/** What the services are told in a cluster is what they ask for, and Kafka there is as the contract wants it. */
class KubernetesSettingsTest {
    private static final String KAFKA = "kafka.";
    private static final String JDBC = "quarkus.datasource.jdbc.additional-jdbc-properties.";

    static Stream<Manifest> services() {
        return Manifests.ofAll().filter(each -> each.makesPods() && each.name().endsWith("-service"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldTellAServiceOnlyWhatServicesAsk(Manifest service) throws IOException {
        // Given
        Set<String> settings = new HashSet<>(properties(service).stringPropertyNames());
        settings.addAll(secrets(service));
        Set<String> known = new HashSet<>();
        for (Manifest each : services().toList()) {
            known.addAll(KnownSettings.of(each.name()));
        }

        // When
        List<String> unknown =
                settings.stream().filter(name -> !isKnown(name, known)).toList();

        // Then
        assertThat(settings).contains("kafka.bootstrap.servers", "quarkus.oidc.token.audience");
        assertThat(unknown).isEmpty();
    }

    @Test
    void shouldFindOutASettingThatNobodyAsksFor() throws IOException {
        // Given
        Set<String> known = KnownSettings.of("catalog-service");

        // Then
        assertThat(Stream.of(
                        "quarkus.shutdown.timeouts",
                        "kafka.bootstrap.server",
                        "quarkus.datasource.jdbc.additional-jdbc-properties.sslmod"))
                .noneMatch(name -> isKnown(name, known));
    }

    /** What is set beside the files: in the environment of the container. */
    @ParameterizedTest
    @MethodSource("services")
    void shouldSetOnlyVariablesThatTheServiceReads(Manifest service) throws IOException {
        // Given
        Set<String> known = new HashSet<>(KnownSettings.of(service.name()));
        known.add("QUARKUS_CONFIG_LOCATIONS");

        // Then
        assertThat(each(service.pod().at("/containers/0/env")))
                .extracting(each -> each.path("name").asText())
                .isSubsetOf(known);
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldEndWithinTheGraceOfThePlatform(Manifest service) throws IOException {
        // Given
        int grace = service.pod().path("terminationGracePeriodSeconds").asInt();
        int before = service.pod()
                .at("/containers/0/lifecycle/preStop/exec/command/1")
                .asInt();
        String answering = of(KnownSettings.OF_ALL).getProperty("quarkus.shutdown.timeout");
        int handingOver = 20;

        // Then
        assertThat(properties(service)).doesNotContainKey("quarkus.shutdown.timeout");
        assertThat(before + Duration.parse("PT" + answering).toSeconds() + handingOver)
                .isLessThan(grace);
    }

    @Test
    void shouldMakeTheTopicsAsTheContractWantsThem() {
        // Given
        Map<String, Map<String, String>> wanted = Map.of(
                EventLog.TOPIC, EventLog.topicConfig(),
                EventLog.DEAD_LETTERS, EventLog.deadLettersConfig(),
                EventLog.TOTALS, EventLog.totalsConfig());

        // When
        Map<String, JsonNode> topics = Manifests.rendered("production").stream()
                .filter(each -> each.kind().equals("KafkaTopic"))
                .collect(Collectors.toMap(
                        each -> each.body().at("/spec/topicName").asText(),
                        each -> each.body().path("spec")));

        // Then
        assertThat(topics.keySet()).isEqualTo(wanted.keySet());
        topics.forEach((name, topic) -> {
            Map<String, String> config = new HashMap<>(wanted.getOrDefault(name, Map.of()));
            // Of replicas the contract says nothing.
            config.put("min.insync.replicas", "2");
            assertThat(texts(topic.path("config"))).as(name).isEqualTo(config);
            assertThat(topic.path("replicas").asInt()).isEqualTo(3);
        });
        assertThat(topics.get(EventLog.TOPIC).path("partitions").asInt())
                .isEqualTo(24)
                .isEqualTo(topics.get(EventLog.TOTALS).path("partitions").asInt());
    }

    @Test
    void shouldLetEachServiceDoAtKafkaWhatItsSettingsNameAndNothingElse() throws IOException {
        // Given
        Properties metrics = ofApplication("metrics-service");
        String application = metrics.getProperty("quarkus.kafka-streams.application-id");

        // When
        Map<String, List<String>> rights = Manifests.rendered("production").stream()
                .filter(each -> each.kind().equals("KafkaUser"))
                .collect(Collectors.toMap(
                        Manifest::name,
                        each -> each(each.body().at("/spec/authorization/acls"))
                                .map(KubernetesSettingsTest::right)
                                .toList()));

        // Then
        assertThat(rights.keySet()).isEqualTo(services().map(Manifest::name).collect(Collectors.toSet()));
        assertThat(rights.get("ingest-service"))
                .containsExactly(
                        "literal topic " + EventLog.TOPIC + " [Describe, Write]",
                        "prefix transactionalId zone-ingest- [Describe, Write]");
        assertThat(rights.get("catalog-service"))
                .containsExactly(
                        "literal topic " + EventLog.TOPIC + " [Describe, Read]",
                        "literal topic " + EventLog.DEAD_LETTERS + " [Describe, Write]",
                        "literal group catalog-service [Read]");
        assertThat(rights.get("metrics-service"))
                .containsExactly(
                        "literal topic " + EventLog.TOPIC + " [Describe, Read]",
                        "literal topic " + EventLog.TOTALS + " [Describe, Read, Write]",
                        "prefix topic " + application + "- [Create, Describe, DescribeConfigs, Read, Write]",
                        "literal group " + application + " [Describe, Read]",
                        "prefix transactionalId " + application + "- [Describe, Write]");
        assertThat(ofApplication("catalog-service").getProperty("mp.messaging.incoming.events.group.id"))
                .contains(":catalog-service}");
    }

    private static boolean isKnown(String name, Set<String> variables) {
        if (name.startsWith(KAFKA)) {
            return ConsumerConfig.configNames().contains(name.substring(KAFKA.length()));
        }
        if (name.startsWith(JDBC)) {
            return PGProperty.forName(name.substring(JDBC.length())) != null;
        }
        return variables.contains(name.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT));
    }

    /** All that the files of its ConfigMaps say. */
    private static Properties properties(Manifest service) {
        Properties properties = new Properties();
        Set<String> maps = service.pod().path("volumes").findValues("configMap").stream()
                .map(each -> each.path("name").asText())
                .collect(Collectors.toSet());
        Manifests.rendered(service.file().replace(".yaml", "")).stream()
                .filter(each -> each.kind().equals("ConfigMap") && maps.contains(each.name()))
                .flatMap(each -> each.body().path("data").properties().stream())
                .forEach(file ->
                        load(properties, new StringReader(file.getValue().asText())));
        return properties;
    }

    /** The files that it gets of Secrets, each named by the setting that it holds. */
    private static List<String> secrets(Manifest service) {
        return each(service.pod().path("volumes"))
                .filter(each -> each.path("name").asText().equals("secrets"))
                .flatMap(each -> each.findValuesAsText("path").stream())
                .toList();
    }

    private static Properties ofApplication(String service) throws IOException {
        return of(Path.of("../..", service, "src/main/resources/application.properties"));
    }

    private static Properties of(Path settings) throws IOException {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(settings)) {
            properties.load(file);
        }
        return properties;
    }

    private static void load(Properties properties, Reader text) {
        try {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String right(JsonNode acl) {
        JsonNode resource = acl.path("resource");
        return resource.path("patternType").asText() + " "
                + resource.path("type").asText() + " "
                + resource.path("name").asText() + " "
                + each(acl.path("operations")).map(JsonNode::asText).toList();
    }

    private static Map<String, String> texts(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().asText()));
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
