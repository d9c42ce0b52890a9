package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.EventLog;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Kafka answers and the log's topic is there. Nothing of Kafka's makes the service less alive. */
@Readiness
@Singleton
final class LogReadiness implements HealthCheck {

    // Probes give up sooner than Kafka's defaults of a minute.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String topic;
    private final Admin admin;

    LogReadiness(
            @Identifier("default-kafka-broker") Map<String, Object> settings,
            @ConfigProperty(name = "zone.events.topic", defaultValue = EventLog.TOPIC) String topic) {
        this.topic = topic;
        Map<String, Object> ofAdmin = new HashMap<>(settings);
        ofAdmin.keySet().retainAll(AdminClientConfig.configNames());
        int millis = Math.toIntExact(PATIENCE.toMillis());
        ofAdmin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        ofAdmin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        ofAdmin.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        this.admin = Admin.create(ofAdmin);
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("log").withData("topic", topic);
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get(PATIENCE.toMillis() + 500, TimeUnit.MILLISECONDS);
            return response.up().build();
        } catch (ExecutionException | TimeoutException e) {
            return response.down()
                    .withData("reason", String.valueOf(e.getMessage()))
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return response.down().build();
        }
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }
}
