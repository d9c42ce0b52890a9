package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoneledger.contract.EventLog;
import dev.zoneledger.local.KafkaProcess;
import dev.zoneledger.local.KafkaSettings;
import dev.zoneledger.local.Ports;
import dev.zoneledger.local.Topics;
import dev.zoneledger.testing.TestLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log moves from the local stack to another broker, whose topic has other partitions. */
class CopyLogIT {

    private static final int PARTITIONS = 24;

    @TempDir
    Path folder;

    @Test
    void shouldKeepWhatIsRecordedAndWhen() {
        // Given
        Stack stack = Stack.running();
        List<Integer> ports = Ports.free(2);
        KafkaProcess other = KafkaProcess.start(new KafkaSettings(
                folder.resolve("data"), folder.resolve("log"), ports.get(0), ports.get(1), List.of("-Xmx256m")));
        try (TestLog from = TestLog.of(stack.bootstrapServers());
                TestLog to = TestLog.of(other.bootstrapServers())) {
            Topics.ensure(other.bootstrapServers(), EventLog.TOPIC, PARTITIONS, EventLog.topicConfig());

            // When
            stack.run("copy-log", other.bootstrapServers());

            // Then
            List<ConsumerRecord<String, byte[]>> copied = to.readAll(EventLog.TOPIC);
            assertThat(byZone(copied)).isEqualTo(byZone(from.readAll(EventLog.TOPIC)));
            assertThat(to.append(EventLog.TOPIC, "a-zone", Map.of(), new byte[0])
                            .at())
                    .as("from now on the broker says when it was recorded")
                    .isAfter(java.time.Instant.ofEpochMilli(copied.getLast().timestamp()));
            assertThat(to.readAll(EventLog.TOPIC).stream()
                            .filter(each -> "a-zone".equals(each.key()))
                            .map(ConsumerRecord::timestampType))
                    .containsExactly(TimestampType.LOG_APPEND_TIME);
            assertThatThrownBy(() -> stack.run("copy-log", other.bootstrapServers()))
                    .hasMessageContaining("is not empty");
        } finally {
            other.stop();
        }
    }

    /** What is recorded of each zone, in its order: time, name and bytes. */
    private static Map<String, List<String>> byZone(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, List<String>> byZone = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            StringBuilder all = new StringBuilder().append(record.timestamp());
            record.headers()
                    .forEach(each ->
                            all.append(' ').append(each.key()).append('=').append(new String(each.value())));
            all.append(' ').append(new String(record.value()));
            byZone.computeIfAbsent(String.valueOf(record.key()), any -> new ArrayList<>())
                    .add(all.toString());
        }
        return byZone;
    }
}
