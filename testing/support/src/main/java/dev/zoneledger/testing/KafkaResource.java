package dev.zoneledger.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a Quarkus test application the real broker and topics of its own. The init argument {@code partitions} says how many the
 * event topic has, 3 otherwise.
 */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
    private int partitions = 3;

    @Override
    public void init(Map<String, String> arguments) {
        partitions = Integer.parseInt(arguments.getOrDefault("partitions", "3"));
    }

    @Override
    public Map<String, String> start() {
        try (TestLog log = TestLog.open()) {
            String events = log.newEventTopic(partitions);
            return Map.of(
                    "kafka.bootstrap.servers",
                    Backing.kafka(),
                    "zone.events.topic",
                    events,
                    "zone.dead-letters.topic",
                    events + ".dlq",
                    "zone.totals.topic",
                    events + ".totals");
        }
    }

    @Override
    public void stop() {
        // The broker serves the next test application too, and ends with the JVM.
    }
}
