package dev.zoneledger.watch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Has the platform count answers by how long they took. */
final class AnswerTimes {

    private static final String REQUESTS = "http.server.requests";

    @Produces
    @Singleton
    MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(REQUESTS)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(Buckets.ofAnswersInNanoseconds())
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
