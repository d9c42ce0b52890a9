package dev.zoneledger.bench;

import dev.zoneledger.bench.Load.Result;
import java.util.ArrayList;
import java.util.List;

/** The speed of the front door, each figure beside a floor that is measured in the same run, in turns. */
public final class IngestBench {

    private static final String HELP = """
            testing/bench/ingest [WHAT ...] [OPTION ...]

            Starts a Kafka broker, ingest-service and a bare server, each as a process of its own, loads them, prints
            figures and ratios, and ends all that it started. Figures depend on the machine; compare ratios.

            WHAT
              bulk      NDJSON of 1000 events a request, 8 connections, to POST /v1/imports. Floor: ProducerPerformance
                        with 3 million records, lz4, batches of 256 KB, acks=all, the same payload, the same topic settings
              single    one event a request, 64 connections, to POST /v1/claims. Floor: a bare Vert.x server that answers
                        after the acknowledgement
              memory    one import of 1 GB NDJSON: heap and resident memory of the service, sampled while it runs
              (default: bulk single)

            OPTION
              --pairs N       how often floor and service take turns, default 3
              --seconds N     how long the service is measured in each turn, default 15
              --megabytes N   size of the import of "memory", default 1024
              --no-build      measure what was built last

            ENVIRONMENT
              INGEST_JAVA_OPTIONS   options of the service's JVM, default "-Xmx256m", as the local stack has
              INGEST_APP            folder of the service's build, default ingest-service/target/quarkus-app
            """;

    private static final int BULK_CONNECTIONS = 8;
    private static final int SINGLE_CONNECTIONS = 64;

    private final Options options;
    private final Payload payload = new Payload();

    private IngestBench(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(List.of(arguments));
        if (options.help()) {
            System.out.print(HELP);
            return;
        }
        IngestBench bench = new IngestBench(options);
        try (Stand stand = Stand.start()) {
            for (String what : options.what()) {
                switch (what) {
                    case "bulk" -> bench.bulk(stand);
                    case "single" -> bench.single(stand);
                    case "memory" -> new LongImport(stand, bench.payload).run(options.megabytes());
                    default -> throw new IllegalArgumentException(what);
                }
            }
        }
    }

    private void bulk(Stand stand) throws Exception {
        System.out.printf("%nNDJSON, %d events a request, %d connections: events/s%n", Payload.LINES, BULK_CONNECTIONS);
        System.out.printf(
                "%-6s %20s %16s %16s %10s %10s%n",
                "pair", "ProducerPerformance", "ingest", "bare server", "ratio", "bare");
        try (Load load = new Load(BULK_CONNECTIONS)) {
            Load.Request ours = stand.ingest("/v1/imports", "application/x-ndjson", payload.bodies());
            Load.Request bare = stand.bare("/imports", "application/x-ndjson", payload.bodies());
            load.run(bare, options.seconds());
            load.run(ours, 2 * options.seconds());
            List<Double> ratios = new ArrayList<>();
            for (int pair = 1; pair <= options.pairs(); pair++) {
                double floor = RawProducer.run(stand, payload);
                double rate = load.run(ours, options.seconds()).rate() * Payload.LINES;
                double bareRate = load.run(bare, options.seconds()).rate() * Payload.LINES;
                ratios.add(rate / floor);
                System.out.printf(
                        "%-6d %,20.0f %,16.0f %,16.0f %10.2f %10.2f%n",
                        pair, floor, rate, bareRate, rate / floor, bareRate / floor);
            }
            System.out.printf("median ratio %.2f (wanted: 0.45, aimed at: 0.57)%n", median(ratios));
        }
    }

    private void single(Stand stand) throws Exception {
        System.out.printf("%nOne event a request, %d connections: events/s, milliseconds%n", SINGLE_CONNECTIONS);
        System.out.printf(
                "%-6s %12s %8s %8s %12s %8s %8s %10s %10s%n",
                "pair", "bare server", "p50", "p99", "ingest", "p50", "p99", "ratio", "p99 ratio");
        try (Load load = new Load(SINGLE_CONNECTIONS)) {
            Load.Request ours = stand.ingest("/v1/claims", "application/json", payload.claims());
            Load.Request bare = stand.bare("/claims", "application/json", payload.claims());
            load.run(bare, options.seconds());
            load.run(ours, 2 * options.seconds());
            List<Double> ratios = new ArrayList<>();
            List<Double> tails = new ArrayList<>();
            for (int pair = 1; pair <= options.pairs(); pair++) {
                Result floor = load.run(bare, options.seconds());
                Result own = load.run(ours, options.seconds());
                ratios.add(own.rate() / floor.rate());
                tails.add(own.p99() / floor.p99());
                System.out.printf(
                        "%-6d %,12.0f %8.1f %8.1f %,12.0f %8.1f %8.1f %10.2f %10.2f%n",
                        pair,
                        floor.rate(),
                        floor.p50(),
                        floor.p99(),
                        own.rate(),
                        own.p50(),
                        own.p99(),
                        own.rate() / floor.rate(),
                        own.p99() / floor.p99());
            }
            System.out.printf(
                    "median ratio %.2f (wanted: 0.80), of the p99 %.2f (wanted: under 2)%n",
                    median(ratios), median(tails));
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
