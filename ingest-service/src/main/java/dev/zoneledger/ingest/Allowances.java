package dev.zoneledger.ingest;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What each caller may still send to this instance. */
@Singleton
final class Allowances {

    private final LoadingCache<String, Allowance> callers;

    Allowances(Rates rates, MeterRegistry registry) {
        RefusedCounts refused = new RefusedCounts(registry);
        this.callers = Caffeine.newBuilder()
                .maximumSize(rates.callers())
                .build(caller -> new Allowance(rates, refused, TimeMeter.SYSTEM_NANOTIME));
    }

    /** @param caller a token's subject */
    Allowance of(String caller) {
        return callers.get(caller);
    }
}
