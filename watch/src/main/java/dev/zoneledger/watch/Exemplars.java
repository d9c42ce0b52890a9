package dev.zoneledger.watch;

import io.prometheus.client.exemplars.ExemplarSampler;
import io.quarkus.micrometer.runtime.export.exemplars.OpentelemetryExemplarSamplerProvider;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Traces as examples of figures: the platform looks for one whenever it counts, which is in vain while there are no traces. */
final class Exemplars {

    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    Optional<ExemplarSampler> sampler(@ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
        return untraced ? Optional.empty() : new OpentelemetryExemplarSamplerProvider().exemplarSampler();
    }
}
