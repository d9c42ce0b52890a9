package dev.zoneledger.ingest;

import dev.zoneledger.ingest.Allowance.Limit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts requests that were refused because their caller sends too fast. */
final class RefusedCounts {

    private final Map<Limit, Counter> counters = new EnumMap<>(Limit.class);

    RefusedCounts(MeterRegistry registry) {
        for (Limit limit : Limit.values()) {
            counters.put(
                    limit,
                    Counter.builder("zone.ingest.refused")
                            .description("Requests refused because their caller sends too fast")
                            .tag("limit", limit.word())
                            .register(registry));
        }
    }

    void refused(Limit limit) {
        Objects.requireNonNull(counters.get(limit)).increment();
    }
}
