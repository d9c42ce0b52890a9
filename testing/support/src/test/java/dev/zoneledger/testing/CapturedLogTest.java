package dev.zoneledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class CapturedLogTest {

    private static final Logger LOG = Logger.getLogger("dev.zoneledger.testing.captured");

    @Test
    void shouldSeeTheLastDetailAndWhatWentWrong() {
        try (CapturedLog log = CapturedLog.begin()) {
            LOG.log(Level.FINEST, "a detail");
            LOG.log(Level.SEVERE, "a fault", new IllegalStateException("of the inside"));

            assertThat(log.text()).contains("a detail", "a fault", "of the inside", "shouldSeeTheLastDetail");
        }
    }
}
