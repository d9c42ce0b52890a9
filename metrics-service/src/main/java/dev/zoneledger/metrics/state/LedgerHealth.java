package dev.zoneledger.metrics.state;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** In place of the extension's own checks, which call a process dead that only waits for its broker or its state. */
@Singleton
class LedgerHealth {

    private static final String NAME = "Ledger";

    /**
     * From when the state is restored for the first time: while work is shared out anew it answers for what it keeps and
     * passes on the rest, and who would take it out of service then would make an outage of every hand-over.
     */
    @Produces
    @Singleton
    @Readiness
    HealthCheck ready(KafkaStreams streams) {
        AtomicBoolean hasRun = new AtomicBoolean();
        return () -> check(
                streams.state(),
                switch (streams.state()) {
                    case RUNNING -> {
                        hasRun.set(true);
                        yield true;
                    }
                    case REBALANCING -> hasRun.get();
                    case CREATED, PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
                });
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck alive(KafkaStreams streams) {
        return () -> check(
                streams.state(),
                switch (streams.state()) {
                    case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN -> true;
                    case NOT_RUNNING, PENDING_ERROR, ERROR -> false;
                });
    }

    private static HealthCheckResponse check(KafkaStreams.State state, boolean up) {
        return HealthCheckResponse.named(NAME)
                .status(up)
                .withData("state", state.name())
                .build();
    }
}
