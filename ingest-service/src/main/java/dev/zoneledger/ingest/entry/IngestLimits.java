package dev.zoneledger.ingest.entry;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How much may be asked for; each limit is answered with a problem that names it. */
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

    /**
     * Levels of objects and arrays in each other, of JSON as it is sent. The deepest entry has five, and a batch of events two
     * around it; what is far deeper was made to hurt. The default is what the contract reads, and more cannot be set.
     */
    @WithDefault("32")
    @WithConverter(Depth.class)
    int depth();

    /** Of the file of an import, as it is sent. */
    @WithDefault("16G")
    MemorySize file();

    /** Of the file of an import; a line of NDJSON is a row. */
    @WithDefault("100000000")
    long rows();

    /** Of an import that is published as a whole or not at all: other readers of the log wait while it is written. */
    @WithDefault("100000")
    int atomicEntries();

    /** What such an import may take on the disk between the check and the log. */
    @WithDefault("512M")
    MemorySize atomicSpool();

    /** Of the file of rejected entries, which is on the disk until it is answered; those that follow are only counted. */
    @WithDefault("256M")
    MemorySize rejectedFile();

    /** So many faults of a post are told; the others are counted. */
    @WithDefault("1000")
    int errorsOfPost();

    /** So many faults of an import are told; the others are counted. */
    @WithDefault("100")
    int errorsOfImport();

    /** Among so many entries an import looks for duplicates: 16 bytes each. */
    @WithDefault("500000")
    int duplicates();

    /** Under way at a time in this instance; each holds a thread, its bytes in flight and what its duplicates are found by. */
    @WithDefault("8")
    int imports();

    /** Bodies of posts that are held at a time in this instance; in memory some three times this. */
    @WithDefault("32M")
    MemorySize bodies();
}
