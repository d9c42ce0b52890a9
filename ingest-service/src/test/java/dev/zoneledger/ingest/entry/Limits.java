package dev.zoneledger.ingest.entry;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Limits without a running service. */
final class Limits {

    private Limits() {}

    /** @param entry bytes of an entry; the others as they are by default */
    static IngestLimits of(int entry) {
        return new SmallRyeConfigBuilder()
                .withMapping(IngestLimits.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withDefaultValue("zone.ingest.limits.entry", Integer.toString(entry))
                .build()
                .getConfigMapping(IngestLimits.class);
    }
}
