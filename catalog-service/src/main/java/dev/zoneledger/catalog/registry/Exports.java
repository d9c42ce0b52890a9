package dev.zoneledger.catalog.registry;

import dev.zoneledger.rest.Problem;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many exports run at a time: each holds a connection of the database for as long as its client reads. */
@ApplicationScoped
class Exports {

    private static final int RETRY_AFTER_SECONDS = 5;

    private final int limit;
    private final Semaphore places;

    Exports(@ConfigProperty(name = "zone.catalog.exports", defaultValue = "4") int limit) {
        this.limit = limit;
        this.places = new Semaphore(limit);
    }

    /** Takes a place; 503 if there is none. */
    void take() {
        if (!places.tryAcquire()) {
            throw Problem.of(
                            503,
                            "exports-busy",
                            "Too many exports at a time",
                            "This instance answers " + limit + " at a time (zone.catalog.exports); try again")
                    .asException(RETRY_AFTER_SECONDS);
        }
    }

    void giveBack() {
        places.release();
    }

    /** The place that a request has; given back when the request is over, in whatever way. */
    @RequestScoped
    static class Place {

        private final Exports exports;
        private boolean taken;

        Place(Exports exports) {
            this.exports = exports;
        }

        void take() {
            exports.take();
            taken = true;
        }

        @PreDestroy
        void giveBack() {
            if (taken) {
                exports.giveBack();
            }
        }
    }
}
