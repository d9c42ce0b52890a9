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

/** Counts entries by kind: accepted when the log has acknowledged them, rejected when they have a fault; and these by reason. */
@Singleton
final class EntryCounts {

    private final Map<Kind, Counter> accepted = new EnumMap<>(Kind.class);
    private final Map<Kind, Counter> rejected = new EnumMap<>(Kind.class);
    private final Counter rejectedWithoutKind;
    private final Map<Rejection, Counter> reasons = new EnumMap<>(Rejection.class);

    EntryCounts(MeterRegistry registry) {
        for (Kind kind : Kind.values()) {
            accepted.put(kind, counter(registry, kind.word(), "accepted"));
            rejected.put(kind, counter(registry, kind.word(), "rejected"));
        }
        rejectedWithoutKind = counter(registry, "unknown", "rejected");
        for (Rejection reason : Rejection.values()) {
            reasons.put(
                    reason,
                    Counter.builder("zone.ingest.rejected.entries")
                            .description("Entries that were rejected, by why")
                            .tag("reason", reason.word())
                            .register(registry));
        }
    }

    void accepted(Kind kind, long entries) {
        Objects.requireNonNull(accepted.get(kind)).increment(entries);
    }

    void rejected(@Nullable Kind kind, long entries) {
        Counter counter = kind == null ? rejectedWithoutKind : Objects.requireNonNull(rejected.get(kind));
        counter.increment(entries);
    }

    /** Why entries were rejected that are counted by kind, too. */
    void rejected(Rejection reason, long entries) {
        Objects.requireNonNull(reasons.get(reason)).increment(entries);
    }

    /**
     * Of a request that is rejected as a whole; one that cannot be read counts as one entry.
     *
     * @param faults of the entries that have any
     */
    void rejected(List<@Nullable Kind> kinds, List<Rejection> faults) {
        if (kinds.isEmpty()) {
            rejected((Kind) null, 1);
            rejected(Rejection.UNREADABLE, 1);
        }
        kinds.forEach(kind -> rejected(kind, 1));
        faults.forEach(reason -> rejected(reason, 1));
        rejected(Rejection.WITH_OTHERS, kinds.size() - faults.size());
    }

    private static Counter counter(MeterRegistry registry, String kind, String outcome) {
        return Counter.builder("zone.ingest.entries")
                .description("Entries of posts and imports")
                .tag("kind", kind)
                .tag("outcome", outcome)
                .register(registry);
    }
}
