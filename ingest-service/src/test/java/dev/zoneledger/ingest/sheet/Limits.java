package dev.zoneledger.ingest.sheet;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Limits without a running service. */
final class Limits {

    static final SheetLimits DEFAULT = of(Map.of());

    private Limits() {}

    /** All as they are by default but those. */
    static SheetLimits of(Map<String, String> limits) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder()
                .withMapping(SheetLimits.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter());
        limits.forEach((name, value) -> config.withDefaultValue("zone.ingest.sheets." + name, value));
        return config.build().getConfigMapping(SheetLimits.class);
    }
}
