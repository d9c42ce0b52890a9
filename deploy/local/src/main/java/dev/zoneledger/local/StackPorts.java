package dev.zoneledger.local;

/** Where the stack listens, all on 127.0.0.1. */
public record StackPorts(int metrics, int ingest, int catalog, int kafka, int kafkaController, int postgres) {
    static final StackPorts USUAL = new StackPorts(8080, 8081, 8082, 29092, 29093, 25432);

    private static final int LAST_FIRST = 65530;

    /** Six ports in a row, for a second stack beside a running one. */
    static StackPorts from(int first) {
        if (first < 1 || first > LAST_FIRST) {
            throw new Options.UsageException(first + " is not a port that five more can follow.");
        }
        return new StackPorts(first, first + 1, first + 2, first + 3, first + 4, first + 5);
    }

    /** Refuses to start before anything was started, rather than half way. */
    void requireFree() {
        Ports.requireFree("metrics", metrics);
        Ports.requireFree("ingest", ingest);
        Ports.requireFree("catalog", catalog);
        Ports.requireFree("Kafka", kafka);
        Ports.requireFree("Kafka's controller", kafkaController);
        Ports.requireFree("PostgreSQL", postgres);
    }
}
