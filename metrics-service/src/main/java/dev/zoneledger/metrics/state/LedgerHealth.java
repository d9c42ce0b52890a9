package dev.zoneledger.metrics.state;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** In place of the extension's own checks, which call a process dead that only waits for its broker or its state. */
@Singleton
class LedgerHealth {

    private static final String NAME = "Ledger";

    @Produces
    @Singleton
    @Readiness
    HealthCheck ready(KafkaStreams streams) {
        return () -> check(streams.state(), streams.state() == KafkaStreams.State.RUNNING);
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
