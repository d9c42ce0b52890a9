package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.zoneledger.e2e.Manifests.Manifest;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No object has a field that its own model does not know, for an API server drops those without a word. */
class KubernetesModelsTest {
    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
            Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
            Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
            Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class));

    /** There are no models of these to be had; KubernetesOperatorsTest looks at them. */
    private static final Set<String> WITHOUT_MODEL = KubernetesOperatorsTest.KINDS;

    /** Fields whose model is a type of its own that is written another way, or anything at all. */
    private static final Set<String> AS_WRITTEN = Set.of("/spec/kafka/config", "/spec/config");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .annotationIntrospector(new WithoutTheUnknown())
            .build();

    /** The models keep fields that they do not know; here those get lost, and so are found out. */
    private static final class WithoutTheUnknown extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnyGetter(Annotated annotated) {
            return false;
        }

        /** Some leave out what is the default, too. */
        @Override
        public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
            return JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS);
        }
    }

    static Stream<Manifest> manifests() {
        return Manifests.ofAll().filter(each -> !WITHOUT_MODEL.contains(type(each.body())));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void shouldHaveNoFieldThatItsModelDoesNotKnow(Manifest manifest) throws Exception {
        // Given
        Class<?> model = MODELS.get(type(manifest.body()));
        assertThat(model).as(type(manifest.body())).isNotNull();

        // When
        JsonNode known = JSON.valueToTree(JSON.treeToValue(manifest.body(), model));

        // Then
        assertThat(lost(manifest.body(), known, JsonPointer.empty())).isEmpty();
    }

    @Test
    void shouldFindOutAFieldThatNobodyKnows() throws Exception {
        // Given
        String text = "{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"a\"},"
                + " \"spec\": {\"ports\": [{\"port\": 80, \"targetport\": 8080}], \"selectors\": {\"a\": \"b\"}}}";
        JsonNode body = JSON.readTree(text);

        // When
        JsonNode known = JSON.valueToTree(JSON.treeToValue(body, Service.class));

        // Then
        assertThat(lost(body, known, JsonPointer.empty()))
                .containsExactlyInAnyOrder("/spec/ports/0/targetport", "/spec/selectors");
    }

    @Test
    void shouldHaveNothingOfAnUnknownKind() {
        // When
        Set<String> kinds = Manifests.ofAll().map(each -> type(each.body())).collect(Collectors.toSet());

        // Then
        kinds.removeAll(MODELS.keySet());
        assertThat(kinds).isEqualTo(WITHOUT_MODEL);
    }

    private static String type(JsonNode body) {
        return body.path("apiVersion").asText() + "/" + body.path("kind").asText();
    }

    private static List<String> lost(JsonNode wanted, JsonNode known, JsonPointer at) {
        List<String> lost = new ArrayList<>();
        if (AS_WRITTEN.contains(at.toString())) {
            return lost;
        }
        if (wanted.isObject()) {
            wanted.properties().forEach(field -> {
                JsonPointer place = at.appendProperty(field.getKey());
                if (known.has(field.getKey())) {
                    lost.addAll(lost(field.getValue(), known.get(field.getKey()), place));
                } else if (!isEmpty(field.getValue())) {
                    lost.add(place.toString());
                }
            });
        } else if (wanted.isArray()) {
            for (int i = 0; i < wanted.size(); i++) {
                lost.addAll(lost(wanted.get(i), known.path(i), at.appendIndex(i)));
            }
        }
        return lost;
    }

    /** The models leave out what is empty: an empty selector, an empty annotation. */
    private static boolean isEmpty(JsonNode value) {
        return value.isContainerNode() && value.isEmpty();
    }
}
