package dev.zoneledger.e2e;

import static dev.zoneledger.e2e.Manifests.matches;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.zoneledger.e2e.Manifests.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every pod, and between the objects of a cluster, whichever overlay they are of. */
class KubernetesManifestsTest {
    private static final Set<String> RECOMMENDED = Set.of("name", "instance", "component", "part-of", "managed-by");
    private static final Set<String> VOLUMES =
            Set.of("configMap", "secret", "projected", "emptyDir", "persistentVolumeClaim");

    static Stream<Manifest> workloads() {
        return Manifests.ofAll().filter(Manifest::makesPods);
    }

    static Stream<Manifest> servers() {
        return workloads().filter(each -> !each.kind().equals("Job"));
    }

    static Stream<Manifest> services() {
        return servers().filter(each -> each.name().endsWith("-service"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void shouldKeepToTheRestrictedRules(Manifest workload) {
        // When
        JsonNode pod = workload.pod();

        // Then
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC", "hostUsers")) {
            assertThat(pod.has(shared)).as(shared).isFalse();
        }
        assertThat(each(pod.path("volumes")))
                .allSatisfy(volume -> assertThat(VOLUMES).as(volume.toString()).containsAnyElementsOf(names(volume)));
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(each(pod.path("containers"))).isNotEmpty().allSatisfy(container -> {
            JsonNode context = container.path("securityContext");
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(context.path("privileged").asBoolean()).isFalse();
            assertThat(context.at("/capabilities/drop")).isEqualTo(texts("ALL"));
            assertThat(context.at("/capabilities/add").isMissingNode()).isTrue();
            assertThat(each(container.path("ports"))).noneMatch(port -> port.has("hostPort"));
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void shouldSayWhatItNeedsAndWhereItIsFrom(Manifest workload) {
        for (JsonNode container : workload.pod().path("containers")) {
            for (String pointer : List.of("/requests/cpu", "/requests/memory", "/limits/cpu", "/limits/memory")) {
                assertThat(container.at("/resources" + pointer).isMissingNode())
                        .as(pointer)
                        .isFalse();
            }
            // A tag is said, and is not one that moves.
            assertThat(container.path("image").asText()).matches(".+:[0-9][^:]*");
            assertThat(container.path("imagePullPolicy").asText()).isEqualTo("IfNotPresent");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void shouldHaveThreeProbesOnPortsThatItHas(Manifest server) {
        for (JsonNode container : server.pod().path("containers")) {
            Set<String> ports = each(container.path("ports"))
                    .map(port -> port.path("name").asText())
                    .collect(Collectors.toSet());
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                assertThat(container.findPath(probe).findPath("port").asText())
                        .as(probe)
                        .isIn(ports);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldAskTheServiceForWhatTheProbeIsAbout(Manifest service) {
        // When
        JsonNode container = service.pod().path("containers").path(0);

        // Then
        assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        assertThat(container.at("/lifecycle/preStop/exec/command/1").asInt()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void shouldSpreadOverZonesAndNodes(Manifest server) {
        // One broker and one database to try it have nowhere to spread to.
        if (server.body().at("/spec/replicas").asInt(2) == 1) {
            return;
        }
        assertThat(each(server.pod().path("topologySpreadConstraints")))
                .extracting(each -> each.path("topologyKey").asText())
                .containsExactlyInAnyOrder("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(each(server.pod().path("topologySpreadConstraints")))
                .allMatch(each -> matches(each.at("/labelSelector/matchLabels"), server.podLabels()));
    }

    @Test
    void shouldBearTheRecommendedLabels() {
        assertThat(Manifests.ofAll()
                        .filter(each -> !Set.of("Namespace", "ConfigMap").contains(each.kind())))
                .allSatisfy(manifest -> RECOMMENDED.stream()
                        .filter(label -> !manifest.kind().equals("NetworkPolicy") || !label.matches("name|component"))
                        .forEach(label -> assertThat(manifest.labels().has("app.kubernetes.io/" + label))
                                .as(manifest + " " + label)
                                .isTrue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production"})
    void shouldSelectPodsThatThereAre(String overlay) {
        // Given
        List<Manifest> all = Manifests.withSmoke(overlay);
        List<JsonNode> pods = all.stream()
                .filter(Manifest::makesPods)
                .map(Manifest::podLabels)
                .toList();
        List<String> nothing = new ArrayList<>();

        // When
        for (Manifest each : all) {
            for (JsonNode selector : selectors(each)) {
                if (isOfOurs(selector) && pods.stream().noneMatch(labels -> matches(selector, labels))) {
                    nothing.add(each + " selects " + selector);
                }
            }
        }

        // Then
        assertThat(nothing).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production"})
    void shouldDenyWhatNoPolicyNames(String overlay) {
        // When
        List<Manifest> all = Manifests.withSmoke(overlay);

        // Then
        assertThat(all).anySatisfy(policy -> {
            assertThat(policy.kind()).isEqualTo("NetworkPolicy");
            assertThat(policy.body().at("/spec/podSelector")).isEmpty();
            assertThat(policy.body().at("/spec/policyTypes")).isEqualTo(texts("Ingress", "Egress"));
            assertThat(policy.body().at("/spec/ingress").isMissingNode()).isTrue();
            assertThat(policy.body().at("/spec/egress").isMissingNode()).isTrue();
        });
        assertThat(all)
                .filteredOn(each -> each.kind().equals("Namespace"))
                .allMatch(each -> each.labels()
                        .path("pod-security.kubernetes.io/enforce")
                        .asText()
                        .equals("restricted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production"})
    void shouldBeDisruptedOneByOne(String overlay) {
        // Given
        List<Manifest> all = Manifests.rendered(overlay);

        // When
        List<JsonNode> budgets = all.stream()
                .filter(each -> each.kind().equals("PodDisruptionBudget"))
                .peek(each -> assertThat(each.body().at("/spec/maxUnavailable").asInt())
                        .isEqualTo(1))
                .map(each -> each.body().at("/spec/selector/matchLabels"))
                .toList();

        // Then
        assertThat(all.stream().filter(each -> each.makesPods() && !each.kind().equals("Job")))
                .allMatch(each -> budgets.stream().anyMatch(budget -> matches(budget, each.podLabels())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production"})
    void shouldNameOnlyConfigMapsAndPortsThatThereAre(String overlay) {
        // Given
        List<Manifest> all = Manifests.withSmoke(overlay);
        Set<String> maps = all.stream()
                .filter(each -> each.kind().equals("ConfigMap"))
                .map(Manifest::name)
                .collect(Collectors.toSet());
        Set<String> ports = all.stream()
                .filter(Manifest::makesPods)
                .flatMap(each -> each(each.pod().path("containers")))
                .flatMap(each -> each(each.path("ports")))
                .map(each -> each.path("name").asText())
                .collect(Collectors.toSet());

        // Then
        assertThat(all.stream()
                        .filter(Manifest::makesPods)
                        .flatMap(each -> each.pod().path("volumes").findValues("configMap").stream())
                        .map(each -> each.path("name").asText()))
                .isSubsetOf(maps);
        assertThat(all.stream()
                        .filter(each -> each.kind().equals("Service"))
                        .flatMap(each -> each(each.body().at("/spec/ports")))
                        .map(each -> each.path("targetPort").asText()))
                .isSubsetOf(ports);
    }

    @Test
    void shouldRunTheSameImagesEverywhere() {
        // When
        Map<String, Set<String>> tags = new TreeMap<>();
        workloads()
                .flatMap(each -> each(each.pod().path("containers")))
                .map(each -> each.path("image").asText())
                .forEach(image -> tags.computeIfAbsent(image.replaceFirst(":[^:]*$", ""), any -> new TreeSet<>())
                        .add(image));

        // Then
        assertThat(tags.values()).allMatch(each -> each.size() == 1);
        assertThat(tags.keySet())
                .contains("zone-ledger/ingest-service", "zone-ledger/catalog-service", "zone-ledger/metrics-service");
    }

    private static Collection<JsonNode> selectors(Manifest manifest) {
        JsonNode spec = manifest.body().path("spec");
        return switch (manifest.kind()) {
            case "Service" -> List.of(spec.path("selector"));
            case "Deployment", "StatefulSet", "PodDisruptionBudget" -> List.of(spec.at("/selector/matchLabels"));
            case "NetworkPolicy" ->
                Stream.concat(
                                Stream.of(spec.path("podSelector")),
                                Stream.of("ingress", "egress")
                                        .flatMap(way -> spec.path(way).findValues("podSelector").stream()))
                        .map(each -> each.path("matchLabels"))
                        .filter(JsonNode::isObject)
                        .toList();
            default -> List.of();
        };
    }

    /** The pods of operators are none of these objects. */
    private static boolean isOfOurs(JsonNode selector) {
        return names(selector).stream().allMatch(name -> name.startsWith("app.kubernetes.io/"));
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static JsonNode texts(String... texts) {
        var list = JsonNodeFactory.instance.arrayNode();
        Stream.of(texts).forEach(list::add);
        return list;
    }
}
