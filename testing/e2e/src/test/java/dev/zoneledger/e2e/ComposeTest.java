package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.local.PostgresProcess;
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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What deploy/compose and deploy/images say to the services, held to what the services know. */
class ComposeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path COMPOSE = Path.of("../../deploy/compose");
    private static final Path DOCKERFILE = Path.of("../../deploy/images/Dockerfile");
    private static final JsonNode SERVICES =
            yaml(COMPOSE.resolve("compose.yaml")).get("services");
    private static final JsonNode REALM = yaml(COMPOSE.resolve("zone-ledger-realm.json"));

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "catalog", "metrics"})
    void shouldSetOnlyWhatTheServiceReads(String service) throws IOException {
        assertThat(KnownSettings.of(service + "-service"))
                .contains("QUARKUS_HTTP_HOST", "QUARKUS_HTTP_PORT")
                .containsAll(() -> environment(service).fieldNames());
    }

    @Test
    void shouldKeepTheStateOfTheMetricsInAVolume() throws IOException {
        assertThat(KnownSettings.of("metrics-service")).contains("ZONE_STATE_FOLDER");
        assertThat(Files.readString(DOCKERFILE)).contains("ZONE_STATE_FOLDER=/var/lib/zone-ledger");
        assertThat(environment("metrics").get("ZONE_STATE_FOLDER").asText()).isEqualTo("/var/lib/zone-ledger");
        assertThat(texts(SERVICES.at("/metrics/volumes"))).containsExactly("totals:/var/lib/zone-ledger");
    }

    /** Compose stops first what depends on others, through containers that run: the job of the topics does not. */
    @Test
    void shouldStopBeforeKafkaWhatSpeaksToIt() {
        assertThat(SERVICES.properties())
                .filteredOn(service -> service.getValue()
                        .at("/environment/KAFKA_BOOTSTRAP_SERVERS")
                        .isTextual())
                .hasSize(4)
                .allSatisfy(service -> assertThat(service.getValue()
                                .at("/depends_on/kafka/condition")
                                .asText())
                        .as(service.getKey())
                        .isEqualTo("service_healthy"));
    }

    @Test
    void shouldListenOnThisMachineAlone() {
        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(texts(service.path("ports")))
                        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:")));
    }

    @Test
    void shouldGiveNoContainerMoreThanItNeeds() {
        assertThat(SERVICES).allSatisfy(service -> {
            assertThat(texts(service.get("cap_drop"))).containsExactly("ALL");
            assertThat(texts(service.get("security_opt"))).containsExactly("no-new-privileges:true");
            assertThat(service.has("mem_limit")).isTrue();
        });
        assertThat(List.of("ingest", "catalog", "metrics", "topics", "kafka", "postgres", "prometheus"))
                .allSatisfy(
                        name -> assertThat(SERVICES.get(name).path("read_only").asBoolean())
                                .as(name)
                                .isTrue());
    }

    @Test
    void shouldOrderTextAsTheOtherStacksDo() {
        assertThat(SERVICES.at("/postgres/environment/POSTGRES_INITDB_ARGS").asText())
                .isEqualTo(String.join(" ", PostgresProcess.LOCALE));
    }

    @Test
    void shouldGiveTokensWhatTheServicesReadInThem() throws IOException {
        Map<String, JsonNode> mappers = new HashMap<>();
        REALM.at("/clientScopes/0/protocolMappers")
                .forEach(mapper -> mappers.put(mapper.get("name").asText(), mapper.get("config")));

        assertThat(mappers.get("groups").get("claim.name").asText()).isEqualTo("groups");
        assertThat(mappers.get("zones").get("claim.name").asText()).isEqualTo("zones");
        assertThat(Files.readAllLines(KnownSettings.OF_ALL))
                .contains("quarkus.oidc.roles.role-claim-path=groups")
                .contains("quarkus.oidc.token.audience="
                        + mappers.get("audience")
                                .get("included.custom.audience")
                                .asText());
        assertThat(environment("ingest").get("QUARKUS_OIDC_AUTH_SERVER_URL").asText())
                .endsWith("/realms/" + REALM.get("realm").asText());
        assertThat(REALM.at("/roles/realm"))
                .extracting(role -> role.get("name").asText())
                .containsExactly("reader", "reporter", "steward");
    }

    /** Who could change the own zones could write to all of them. */
    @Test
    void shouldLeaveTheZonesOfAnAccountToAdministrators() throws IOException {
        JsonNode profile = JSON.readTree(
                REALM.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0")
                        .asText());

        assertThat(StreamSupport.stream(profile.get("attributes").spliterator(), false)
                        .filter(attribute -> attribute.get("name").asText().equals("zones")))
                .singleElement()
                .satisfies(zones ->
                        assertThat(texts(zones.at("/permissions/edit"))).containsExactly("admin"));
    }

    @Test
    void shouldMakeBothKindsOfImagesAlike() throws IOException {
        // Given
        String dockerfile = Files.readString(DOCKERFILE);
        String pom = Files.readString(Path.of("../../pom.xml"));

        // When
        List<String> options = new ArrayList<>(
                texts(JSON.readTree(found("ENTRYPOINT (\\[[^]]*])", dockerfile).replace("\\\n", ""))));
        options.removeAll(List.of("java", "-jar", "quarkus-run.jar"));
        // Only a run in the image can make it.
        options.remove("-XX:AOTCache=app.aot");

        // Then
        assertThat(pom)
                .as("a folder that Jib makes is root's")
                .doesNotContain("<quarkus.jib.environment-variables.ZONE_STATE_FOLDER>");
        assertThat(ofJib("jvm-additional-arguments", pom)).isEqualTo(String.join(",", options));
        assertThat(ofJib("base-jvm-image", pom)).isEqualTo(found("ARG BASE=(\\S+)", dockerfile));
        assertThat(ofJib("user", pom)).isEqualTo(found("USER (\\S+)", dockerfile));
        assertThat(ofJib("working-directory", pom)).isEqualTo(found("\nWORKDIR (\\S+)", dockerfile));
        assertThat(ofJib("ports", pom)).isEqualTo(found("EXPOSE (\\S+)", dockerfile));
        for (String variable : List.of("QUARKUS_HTTP_HOST", "QUARKUS_HTTP_PORT")) {
            assertThat(ofJib("environment-variables." + variable, pom))
                    .isEqualTo(found(variable + "=(\\S+)", dockerfile));
        }
    }

    private static String ofJib(String setting, String pom) {
        return found("<quarkus.jib." + setting + ">([^<]*)<", pom);
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static JsonNode environment(String service) {
        return SERVICES.get(service).get("environment");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** With what parts take over from others by name. */
    private static JsonNode yaml(Path file) {
        try {
            return JSON.valueToTree(new Yaml().load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
