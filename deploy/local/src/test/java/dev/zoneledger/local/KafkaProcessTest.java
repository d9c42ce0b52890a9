package dev.zoneledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoneledger.contract.EventLog;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessTest {
    @TempDir
    Path folder;

    @Test
    void shouldKeepItsLogWhenItIsStoppedAndStartedOnOtherPorts() throws Exception {
        // Given
        KafkaProcess first = KafkaProcess.start(settings(Ports.free(2)));
        try {
            Topics.ensure(first.bootstrapServers(), EventLog.TOPIC, 6, EventLog.topicConfig());
            append(first, "baotou-rehz", "{}");
        } finally {
            first.stop();
        }

        // When
        KafkaProcess second = KafkaProcess.start(settings(Ports.free(2)));

        // Then
        try {
            Topics.ensure(second.bootstrapServers(), EventLog.TOPIC, 6, EventLog.topicConfig());
            assertThat(recordsIn(second)).isEqualTo(1);
            assertThat(configOf(second, "message.timestamp.type")).isEqualTo("LogAppendTime");
            assertThat(configOf(second, "retention.ms")).isEqualTo("-1");
        } finally {
            second.stop();
        }
        assertThat(second.isAlive()).isFalse();
    }

    @Test
    void shouldSayWhatToDoWhenItsPortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int used = other.getLocalPort();

            assertThatThrownBy(() -> KafkaProcess.start(
                            settings(List.of(used, Ports.free(1).getFirst()))))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + used + " (Kafka) is in use")
                    .hasMessageContaining("--ports-from");
        }
    }

    private KafkaSettings settings(List<Integer> ports) {
        return new KafkaSettings(
                folder.resolve("kafka"),
                folder.resolve("kafka.log"),
                ports.get(0),
                ports.get(1),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    private static void append(KafkaProcess kafka, String key, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "compression.type", "lz4"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(EventLog.TOPIC, key, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static long recordsIn(KafkaProcess kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            long records = 0;
            for (int partition = 0; partition < 6; partition++) {
                TopicPartition one = new TopicPartition(EventLog.TOPIC, partition);
                records += admin.listOffsets(Map.of(one, OffsetSpec.latest()))
                        .partitionResult(one)
                        .get()
                        .offset();
            }
            return records;
        }
    }

    private static String configOf(KafkaProcess kafka, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, EventLog.TOPIC);
            return admin.describeConfigs(List.of(topic))
                    .all()
                    .get()
                    .get(topic)
                    .get(name)
                    .value();
        }
    }
}
