package dev.zoneledger.ingest.entry;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Limits without a running service. */
final class Limits {

    static final IngestLimits DEFAULT = of(Map.of());

    private Limits() {}

    /** All as they are by default but those. */
    static IngestLimits of(Map<String, String> limits) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder()
                .withMapping(IngestLimits.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter());
        limits.forEach((name, value) -> config.withDefaultValue("zone.ingest.limits." + name, value));
        return config.build().getConfigMapping(IngestLimits.class);
    }
}
