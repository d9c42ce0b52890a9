package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.EventLog;
import dev.zoneledger.local.Parts;
import dev.zoneledger.local.Ports;
import dev.zoneledger.local.StackPorts;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services at a broker that lets nobody in without a certificate and do nothing that the users of the production overlay may not:
 * with the overlay's own settings of the clients, and its own list of what each user may do.
 */
class AccessIT {

    private static final String BROKER = "broker";
    private static final Map<String, String> USER_OF =
            Map.of(Parts.INGEST, "ingest-service", Parts.CATALOG, "catalog-service", Parts.METRICS, "metrics-service");

    /** What the broker writes down of each decision. */
    private static final Pattern DECISION = Pattern.compile("Principal = User:CN=(\\S+) is (Allowed|Denied) "
            + "operation = (\\w+) from host = \\S+ on resource = (\\w+):LITERAL:(\\S+) for request = (\\w+)");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String zone = TestIds.zone("locked");
    private final int secured = Ports.free(1).getFirst();

    @TempDir
    Path folder;

    private Certificates certificates;
    private Fleet fleet;
    private List<AclBinding> granted;

    @BeforeEach
    void startLocked() throws Exception {
        certificates = new Certificates(folder);
        for (String name :
                Stream.concat(Stream.of(BROKER), USER_OF.values().stream()).toList()) {
            certificates.giveTo(name);
        }
        fleet = new Fleet(Fleet.newFolder(), this::settings);
        fleet.start(Parts.KAFKA);
        granted = Manifests.rendered("production").stream()
                .filter(each -> each.kind().equals("KafkaUser"))
                .flatMap(AccessIT::granted)
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", fleet.bootstrapServers()))) {
            admin.createAcls(granted).all().get();
        }
        fleet.startAll();
    }

    @AfterEach
    void stop() {
        fleet.stopAll();
        http.close();
    }

    @Test
    void shouldLetEachServiceDoItsWorkAndNothingElse() throws Exception {
        assertThatAllIsDone();
        assertThatAllThatIsGrantedIsUsed();
        assertThatTheRestIsRefused();
    }

    /** Whatever a service does at Kafka: posts, atomic imports, dead letters, totals, and what is told of them. */
    private void assertThatAllIsDone() throws Exception {
        // When
        post("/v1/claims", "application/json", "{" + claim("2020") + "}");
        String together = """
                {"type": "project", "zone": "%s", "id": "a-project", "name": "A project"}
                {"type": "claim", %s}
                """.formatted(zone, claim("2021"));
        String position = post("/v1/imports?atomic=true", "application/x-ndjson", together);
        try (TestLog log = TestLog.of(fleet.bootstrapServers())) {
            log.append(EventLog.TOPIC, zone, Map.of(), "no event".getBytes());
        }

        // Then
        assertThat(fleet.answer(fleet.catalog(), "/v1/claims?zone=" + zone + "&after=" + position))
                .contains("\"2020\"", "\"2021\"");
        assertThat(fleet.answer(fleet.metrics(), "/v1/zones/" + zone + "/value?period=2021&after=" + position))
                .contains("\"value\":1000");
        try (Stream<String> told = http.send(
                        HttpRequest.newBuilder(fleet.metrics().resolve("/v1/zones/" + zone + "/stream"))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body()) {
            assertThat(told.filter(line -> line.startsWith("data:")).findFirst())
                    .as("totals are told")
                    .isPresent();
        }
        try (TestLog log = TestLog.of(fleet.bootstrapServers())) {
            Instances.until(() -> log.records(EventLog.DEAD_LETTERS) == 1, "what is no event is a dead letter");
        }
    }

    /** And the services asked for nothing beyond it. */
    private void assertThatAllThatIsGrantedIsUsed() throws IOException {
        Set<String> used = new HashSet<>();
        List<String> refused = new ArrayList<>();
        for (String line : Files.readAllLines(fleet.state().resolve("logs/kafka.log"))) {
            Matcher decision = DECISION.matcher(line);
            if (decision.find()) {
                if (decision.group(2).equals("Denied")) {
                    refused.add(line);
                }
                granted.stream()
                        .filter(each -> isFor(each, decision))
                        .map(AclBinding::toString)
                        .forEach(used::add);
            }
        }
        assertThat(refused).as("refused to the services").isEmpty();
        assertThat(granted)
                .as("granted and used")
                .isNotEmpty()
                .allSatisfy(each -> assertThat(used).contains(each.toString()));
    }

    private void assertThatTheRestIsRefused() {
        assertThatThrownBy(() -> write("catalog-service", EventLog.TOPIC)).hasCauseInstanceOf(notAllowed());
        assertThatThrownBy(() -> write("metrics-service", EventLog.TOPIC)).hasCauseInstanceOf(notAllowed());
        assertThatThrownBy(() -> write("ingest-service", EventLog.TOTALS)).hasCauseInstanceOf(notAllowed());
        assertThatThrownBy(() -> read("ingest-service", EventLog.TOPIC)).isInstanceOf(notAllowed());
        assertThatThrownBy(() -> read("metrics-service", EventLog.DEAD_LETTERS)).isInstanceOf(notAllowed());
        assertThatThrownBy(() -> write(BROKER, EventLog.TOPIC))
                .as("of a certificate that nothing is granted to")
                .hasCauseInstanceOf(notAllowed());
    }

    private static Class<TopicAuthorizationException> notAllowed() {
        return TopicAuthorizationException.class;
    }

    private void write(String user, String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client(user), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, new byte[0])).get();
        }
    }

    private void read(String user, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(user), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seek(new TopicPartition(topic, 0), 0);
            consumer.poll(Duration.ofSeconds(30));
        }
    }

    private Map<String, Object> client(String user) {
        Map<String, Object> client = new HashMap<>(certificates.settings(user));
        client.put("bootstrap.servers", "127.0.0.1:" + secured);
        client.put("security.protocol", "SSL");
        return client;
    }

    private String post(String path, String type, String body) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(fleet.ingest().resolve(path))
                        .header("Content-Type", type)
                        .header("Authorization", "Bearer " + fleet.token("reporter"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return response.headers().firstValue("Zone-Position").orElseThrow();
    }

    /** Its fields, on one line. */
    private String claim(String year) {
        return """
                "zone": "%s", "subject": {"project": "a-project"}, "measure": "sales-revenue", \
                "quantity": {"value": 1000, "unit": "CNY"}, "period": "%s", "source": {"uri": "urn:test"}""".formatted(zone, year);
    }

    private Map<String, Map<String, String>> settings(StackPorts ports) {
        Map<String, Map<String, String>> settings = new HashMap<>();
        settings.put(Parts.KAFKA, ofBroker(ports));
        USER_OF.forEach((service, user) -> settings.put(service, ofService(user)));
        return settings;
    }

    /** As the broker of the overlay is, with a way in beside it for the test. */
    private Map<String, String> ofBroker(StackPorts ports) {
        Map<String, String> settings = new HashMap<>(certificates.settings(BROKER));
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,SSL://127.0.0.1:%d"
                        .formatted(ports.kafka(), ports.kafkaController(), secured));
        settings.put(
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,SSL://127.0.0.1:%d".formatted(ports.kafka(), secured));
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SSL:SSL");
        settings.put("ssl.client.auth", "required");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        return settings;
    }

    /** What the overlay gives to every service, at the addresses and in the places that there are here. */
    private Map<String, String> ofService(String user) {
        Properties overlay = new Properties();
        try (Reader reader =
                Files.newBufferedReader(Manifests.FOLDER.resolve("overlays/production/cluster.properties"))) {
            overlay.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> own = certificates.settings(user);
        Map<String, String> settings = new HashMap<>();
        overlay.stringPropertyNames().stream()
                .filter(name -> name.startsWith("kafka.") || name.startsWith("quarkus.kafka-streams."))
                .forEach(name -> settings.put(
                        name,
                        own.getOrDefault(
                                name.substring("kafka.".length()),
                                overlay.getProperty(name)
                                        .replace("zone-ledger-kafka-bootstrap:9093", "127.0.0.1:" + secured))));
        // From the Secret.
        settings.put("kafka.ssl.keystore.password", own.get("ssl.keystore.password"));
        return settings;
    }

    /** As Strimzi's operator grants it. */
    private static Stream<AclBinding> granted(Manifests.Manifest user) {
        List<AclBinding> bindings = new ArrayList<>();
        for (JsonNode acl : user.body().at("/spec/authorization/acls")) {
            JsonNode resource = acl.get("resource");
            ResourcePattern pattern = new ResourcePattern(
                    SecurityUtils.resourceType(capitalised(resource.get("type").asText())),
                    resource.get("name").asText(),
                    resource.get("patternType").asText().equals("prefix") ? PatternType.PREFIXED : PatternType.LITERAL);
            for (JsonNode operation : acl.get("operations")) {
                bindings.add(new AclBinding(
                        pattern,
                        new AccessControlEntry(
                                "User:CN=" + user.name(),
                                "*",
                                SecurityUtils.operation(operation.asText()),
                                AclPermissionType.ALLOW)));
            }
        }
        return bindings.stream();
    }

    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static boolean isFor(AclBinding granted, Matcher decision) {
        ResourcePattern pattern = granted.pattern();
        ResourceType type = SecurityUtils.resourceType(decision.group(4));
        String name = decision.group(5);
        return granted.entry().principal().equals("User:CN=" + decision.group(1))
                && granted.entry().operation() == AclOperation.valueOf(decision.group(3))
                && pattern.resourceType() == type
                && (pattern.patternType() == PatternType.PREFIXED
                        ? name.startsWith(pattern.name())
                        : name.equals(pattern.name()));
    }
}
