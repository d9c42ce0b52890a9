package dev.zoneledger.local;

import java.util.List;

/** The names of the stack's processes, in the order in which they start; they stop in the opposite one. */
public final class Parts {
    public static final String KAFKA = "kafka";
    public static final String POSTGRES = "postgres";
    public static final String INGEST = "ingest";
    public static final String CATALOG = "catalog";
    public static final String METRICS = "metrics";
    public static final List<String> SERVICES = List.of(INGEST, CATALOG, METRICS);
    public static final List<String> IN_ORDER = List.of(KAFKA, POSTGRES, INGEST, CATALOG, METRICS);

    static final String SUPERVISOR = "supervisor";

    private Parts() {}
}
