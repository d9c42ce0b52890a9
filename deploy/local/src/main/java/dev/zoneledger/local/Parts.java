package dev.zoneledger.local;

import java.util.List;

/** The names of the stack's processes, in the order in which they start; they stop in the opposite one. */
final class Parts {
    static final String KAFKA = "kafka";
    static final String POSTGRES = "postgres";
    static final String INGEST = "ingest";
    static final String CATALOG = "catalog";
    static final String METRICS = "metrics";
    static final List<String> SERVICES = List.of(INGEST, CATALOG, METRICS);
    static final List<String> IN_ORDER = List.of(KAFKA, POSTGRES, INGEST, CATALOG, METRICS);

    static final String SUPERVISOR = "supervisor";

    private Parts() {}
}
