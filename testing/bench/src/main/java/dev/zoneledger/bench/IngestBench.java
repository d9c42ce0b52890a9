package dev.zoneledger.bench;

import dev.zoneledger.bench.Load.Result;
import java.time.Duration;
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
                        after the acknowledgement. Within a pair both take turns every second, so that what else the
                        machine does meets both
              memory    one import of 1 GB NDJSON: heap and resident memory of the service, sampled while it runs
              memory-csv    the same with 200 MB of CSV, rows of 200 bytes
              memory-xlsx   the same with a workbook of a million rows
              (default: bulk single)

            OPTION
              --pairs N       how often floor and service take turns, default 3
              --seconds N     how long the service is measured in each turn, default 15
              --size N        of the import of "memory" and "memory-csv" in MB, of "memory-xlsx" in thousands of rows
              --no-build      measure what was built last

            ENVIRONMENT
              INGEST_JAVA_OPTIONS   options of the service's JVM, default "-Xmx256m -XX:+UseSerialGC", as the local stack has
              BARE_JAVA_OPTIONS     the same of the bare server, with the same default
              INGEST_APP            folder of the service's build, default ingest-service/target/quarkus-app
            """;

    private static final int BULK_CONNECTIONS = 8;
    private static final int SINGLE_CONNECTIONS = 64;

    // Requests until the JVM has compiled what it will; by number, since a busy machine takes longer for them.
    private static final int MANY_WARM = 12_000;
    private static final int SINGLE_WARM = 2_000_000;
    private static final int WARM_ROUND_SECONDS = 5;
    private static final int MOST_WARM_ROUNDS = 30;

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
                    case "memory", "memory-csv", "memory-xlsx" ->
                        new LongImport(stand, bench.payload).run(what, options.sizeOf(what));
                    default -> throw new IllegalArgumentException(what);
                }
            }
        }
    }

    private void bulk(Stand stand) throws Exception {
        System.out.printf("%nNDJSON, %d events a request, %d connections%n", Payload.LINES, BULK_CONNECTIONS);
        System.out.printf(
                "%-5s %30s %24s %24s %7s %7s%n",
                "pair", "ProducerPerformance, events/s", "ingest (CPU us)", "bare server (CPU us)", "ratio", "bare");
        try (Load load = new Load(BULK_CONNECTIONS)) {
            Load.Request ours = stand.ingest("/v1/imports", "application/x-ndjson", payload.bodies());
            Load.Request bare = stand.bare("/imports", "application/x-ndjson", payload.bodies());
            warmUp(load, bare, MANY_WARM);
            warmUp(load, ours, MANY_WARM);
            List<Double> ratios = new ArrayList<>();
            for (int pair = 1; pair <= options.pairs(); pair++) {
                double floor = RawProducer.run(stand, payload);
                Measured own = measure(load, ours, stand.ingestProcess(), Payload.LINES, options.seconds());
                Measured bareOne = measure(load, bare, stand.bareProcess(), Payload.LINES, options.seconds());
                ratios.add(own.rate() / floor);
                System.out.printf(
                        "%-5d %,30.0f %24s %24s %7.2f %7.2f%n",
                        pair, floor, own, bareOne, own.rate() / floor, bareOne.rate() / floor);
            }
            System.out.printf("median ratio %.2f (wanted: 0.45, aimed at: 0.57)%n", median(ratios));
        }
    }

    private void single(Stand stand) throws Exception {
        System.out.printf("%nOne event a request, %d connections%n", SINGLE_CONNECTIONS);
        System.out.printf(
                "%-5s %30s %24s %7s %22s %7s%n",
                "pair", "bare server, events/s (CPU us)", "ingest (CPU us)", "ratio", "p50/p99 ms, bare ours", "p99");
        try (Load load = new Load(SINGLE_CONNECTIONS)) {
            Load.Request ours = stand.ingest("/v1/claims", "application/json", payload.claims());
            Load.Request bare = stand.bare("/claims", "application/json", payload.claims());
            warmUp(load, bare, SINGLE_WARM);
            warmUp(load, ours, SINGLE_WARM);
            List<Double> ratios = new ArrayList<>();
            List<Double> tails = new ArrayList<>();
            for (int pair = 1; pair <= options.pairs(); pair++) {
                List<Measured> floors = new ArrayList<>();
                List<Measured> owns = new ArrayList<>();
                for (int second = 0; second < options.seconds(); second++) {
                    floors.add(measure(load, bare, stand.bareProcess(), 1, 1));
                    owns.add(measure(load, ours, stand.ingestProcess(), 1, 1));
                }
                Measured floor = floors.stream().reduce(Measured::and).orElseThrow();
                Measured own = owns.stream().reduce(Measured::and).orElseThrow();
                double ratio = own.rate() / floor.rate();
                double tail = own.p99() / floor.p99();
                ratios.add(ratio);
                tails.add(tail);
                String times = "%.1f/%.1f  %.1f/%.1f".formatted(floor.p50(), floor.p99(), own.p50(), own.p99());
                System.out.printf("%-5d %30s %24s %7.2f %22s %7.2f%n", pair, floor, own, ratio, times, tail);
            }
            System.out.printf(
                    "median ratio %.2f (wanted: 0.80), of the p99 %.2f (wanted: under 2)%n",
                    median(ratios), median(tails));
        }
    }

    private static void warmUp(Load load, Load.Request request, long requests) throws Exception {
        long sent = 0;
        for (int round = 0; sent < requests && round < MOST_WARM_ROUNDS; round++) {
            sent += load.run(request, WARM_ROUND_SECONDS).requests();
        }
    }

    /** @param cpuSeconds what the process spent, which other processes of the machine change little */
    private record Measured(Result load, int eventsOfRequest, double cpuSeconds) {
        double rate() {
            return load.rate() * eventsOfRequest;
        }

        double p50() {
            return load.quantile(0.5);
        }

        double p99() {
            return load.quantile(0.99);
        }

        Measured and(Measured other) {
            return new Measured(load.and(other.load), eventsOfRequest, cpuSeconds + other.cpuSeconds);
        }

        @Override
        public String toString() {
            return "%,.0f (%.1f)".formatted(rate(), cpuSeconds * 1e6 / load.requests() / eventsOfRequest);
        }
    }

    private Measured measure(Load load, Load.Request request, ProcessHandle process, int eventsOfRequest, int seconds)
            throws Exception {
        double before = cpuSeconds(process);
        Result result = load.run(request, seconds);
        return new Measured(result, eventsOfRequest, cpuSeconds(process) - before);
    }

    private static double cpuSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
