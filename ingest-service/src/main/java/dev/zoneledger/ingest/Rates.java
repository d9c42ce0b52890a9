package dev.zoneledger.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How fast one caller, which is the subject of a token, may send to one instance. The defaults are more than a person or a
 * system of a zone needs, and keep one script gone wild from taking the place of all others.
 */
@ConfigMapping(prefix = "zone.ingest.rates")
public interface Rates {

    /** Posts and imports a second. */
    @WithDefault("2000")
    long requests();

    /** Entries a second, the rejected ones and those of dry runs too. */
    @WithDefault("100000")
    long entries();

    /** Of posts and imports, as they are sent, a second. */
    @WithDefault("64M")
    MemorySize bytes();

    /** Who has been silent for so long may send as much at once as flows in in this time. */
    @WithDefault("10s")
    Duration burst();

    /** Callers that are remembered at a time; one that was forgotten begins anew. */
    @WithDefault("10000")
    int callers();
}
