package dev.zoneledger.ingest;

import dev.zoneledger.contract.EventLog;
import dev.zoneledger.local.KafkaProcess;
import dev.zoneledger.local.KafkaSettings;
import dev.zoneledger.local.Ports;
import dev.zoneledger.local.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A broker that the test may stop and start again, on the same ports and with the same data. */
public final class OwnBrokerResource implements QuarkusTestResourceLifecycleManager {

    /** Argument: true if the test starts the broker, after the service. */
    static final String LATER = "later";

    private boolean later;
    private KafkaProcess first;
    private Path folder;

    @Override
    public void init(Map<String, String> arguments) {
        later = Boolean.parseBoolean(arguments.get(LATER));
    }

    @Override
    public Map<String, String> start() {
        List<Integer> ports = Ports.free(2);
        try {
            folder = Files.createTempDirectory("zone-test-own-kafka-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        if (!later) {
            first = start(folder, ports.get(0), ports.get(1));
        }
        return Map.of(
                "kafka.bootstrap.servers",
                "127.0.0.1:" + ports.get(0),
                "test.broker.folder",
                folder.toString(),
                "test.broker.port",
                ports.get(0).toString(),
                "test.broker.controller-port",
                ports.get(1).toString(),
                "test.broker.pid",
                later ? "" : Long.toString(first.pid()),
                // Who waits for a broker that is not there yet waits so long that a test can see it, also on a busy
                // machine.
                "mp.messaging.connector.smallrye-kafka.max.block.ms",
                later ? "12000" : "3000");
    }

    static KafkaProcess start(Path folder, int port, int controllerPort) {
        KafkaProcess broker = KafkaProcess.start(new KafkaSettings(
                folder.resolve("data"),
                folder.resolve("kafka.log"),
                port,
                controllerPort,
                List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")));
        Topics.ensure(broker.bootstrapServers(), EventLog.TOPIC, 3, EventLog.topicConfig());
        return broker;
    }

    @Override
    public synchronized void stop() {
        if (first != null) {
            first.stop();
            first = null;
        }
        if (folder != null) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            folder = null;
        }
    }
}
