package dev.zoneledger.metrics.totals;

import dev.zoneledger.testing.TestIds;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Gives a test application state of its own. */
public final class LedgerResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            return Map.of(
                    "quarkus.kafka-streams.application-id",
                    TestIds.unique("zone-metrics"),
                    "kafka-streams.state.dir",
                    Files.createTempDirectory("zone-metrics-test-").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // The folder goes with the machine's temporary files.
    }
}
