package dev.zoneledger.metrics.state;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far the log goes. */
public interface LogEnd {

    /** The offset after the last record of the partition; empty if the broker does not say it now. */
    OptionalLong of(int partition);

    /** As the broker knows it, which is asked for no longer than two seconds. */
    static LogEnd ofBroker(Map<String, Object> broker, String topic) {
        Duration patience = Duration.ofSeconds(2);
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put("request.timeout.ms", (int) patience.toMillis());
        settings.put("default.api.timeout.ms", (int) patience.toMillis());
        return number -> {
            TopicPartition partition = new TopicPartition(topic, number);
            try (Admin admin = Admin.create(settings)) {
                return OptionalLong.of(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                        .partitionResult(partition)
                        .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .offset());
            } catch (ExecutionException | TimeoutException | KafkaException e) {
                return OptionalLong.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return OptionalLong.empty();
            }
        };
    }
}
