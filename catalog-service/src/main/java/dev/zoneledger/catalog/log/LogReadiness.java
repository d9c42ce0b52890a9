package dev.zoneledger.catalog.log;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once partitions of the log are assigned and batches get into the tables. */
@Readiness
@ApplicationScoped
class LogReadiness implements HealthCheck {

    private final Progress progress;

    LogReadiness(Progress progress) {
        this.progress = progress;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("log into tables")
                .status(progress.isMoving())
                .build();
    }
}
