package dev.zoneledger.ingest.entry;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one request may ask for; each is answered with a problem that names it. */
@ConfigMapping(prefix = "zone.ingest.limits")
public interface IngestLimits {

    /** Of the body of a post, which is held in memory; more than this is an import. */
    @WithDefault("10M")
    MemorySize body();

    /** In the array of a post: the answer names each of them. */
    @WithDefault("10000")
    int entries();

    /** Of one entry or one line of an import; half of what the log takes in one record. */
    @WithDefault("1M")
    MemorySize entry();

    /** So many faults of a post are told; the others are counted. */
    @WithDefault("1000")
    int errorsOfPost();

    /** So many faults of an import are told; the others are counted. */
    @WithDefault("100")
    int errorsOfImport();

    /** Of the file of an import, as it is sent. */
    @WithDefault("16G")
    MemorySize file();

    /** Of the file of an import; a line of NDJSON is a row. */
    @WithDefault("100000000")
    long rows();
}
