package dev.zoneledger.ingest;

import dev.zoneledger.ingest.entry.Kind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts entries by kind: accepted when the log has acknowledged them, rejected when they have a fault. */
@Singleton
final class EntryCounts {

    private final Map<Kind, Counter> accepted = new EnumMap<>(Kind.class);
    private final Map<Kind, Counter> rejected = new EnumMap<>(Kind.class);
    private final Counter rejectedWithoutKind;

    EntryCounts(MeterRegistry registry) {
        for (Kind kind : Kind.values()) {
            accepted.put(kind, counter(registry, kind.word(), "accepted"));
            rejected.put(kind, counter(registry, kind.word(), "rejected"));
        }
        rejectedWithoutKind = counter(registry, "unknown", "rejected");
    }

    void accepted(Kind kind, long entries) {
        Objects.requireNonNull(accepted.get(kind)).increment(entries);
    }

    void rejected(@Nullable Kind kind, long entries) {
        Counter counter = kind == null ? rejectedWithoutKind : Objects.requireNonNull(rejected.get(kind));
        counter.increment(entries);
    }

    /** Of a request that is rejected as a whole; one that cannot be read counts as one entry. */
    void rejected(List<@Nullable Kind> kinds) {
        if (kinds.isEmpty()) {
            rejected((Kind) null, 1);
        }
        kinds.forEach(kind -> rejected(kind, 1));
    }

    private static Counter counter(MeterRegistry registry, String kind, String outcome) {
        return Counter.builder("zone.ingest.entries")
                .description("Entries of posts and imports")
                .tag("kind", kind)
                .tag("outcome", outcome)
                .register(registry);
    }
}
