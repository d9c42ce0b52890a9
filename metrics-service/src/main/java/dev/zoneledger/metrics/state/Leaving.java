package dev.zoneledger.metrics.state;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.jboss.logging.Logger;

/** Hands the work over when the process is asked to end: commits, and leaves the group, so that nobody waits for it. */
@ApplicationScoped
class Leaving {

    private static final Logger LOG = Logger.getLogger(Leaving.class);

    private final KafkaStreams streams;
    private final Duration limit;

    Leaving(KafkaStreams streams, InstanceConfig config) {
        this.streams = streams;
        this.limit = config.leaveWithin();
    }

    /** Before the extension, which would stay in the group and wait for ever. */
    void onStop(@Observes @Priority(1) ShutdownEvent event) {
        if (!streams.close(new KafkaStreams.CloseOptions().timeout(limit).leaveGroup(true))) {
            LOG.warnf(
                    "Work was not handed over in time; the group will find out by itself: seconds=%d",
                    limit.toSeconds());
        }
    }
}
