package dev.zoneledger.metrics.live;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Knows when the process has been asked to end. Streams have no end of their own, and would hold it up. */
@ApplicationScoped
class Closing {

    private volatile boolean hasBegun;

    /** Before answers that are under way are waited for. */
    void onStop(@Observes ShutdownDelayInitiatedEvent event) {
        hasBegun = true;
    }

    boolean hasBegun() {
        return hasBegun;
    }
}
