package dev.zoneledger.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.zoneledger.bench.MetricsStand.Fold;
import dev.zoneledger.bench.MetricsStand.Log;
import dev.zoneledger.contract.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** How long after its 202 a claim is in the total that a query answers with. */
public final class MetricsFreshness {

    private static final String HELP = """
            testing/bench/metrics freshness [OPTION ...]

            Starts a Kafka broker, and for each interval of commits a log, ingest-service and metrics-service of its own, each a process
            of its own and ended before the next. Both are warmed up by the same posts: so many callers, each with the next claim when
            the one before is answered. Then single claims are posted at a steady rate, whether or not earlier ones are answered.
            After every tenth 202 the metrics are asked for the total of its product after the position that was answered. Measured
            is from the 202 to that answer. The first interval is gone through twice, and its first time is not told: until
            then this program is not warm itself.

            OPTION
              --rate N        claims a second, default 1000
              --seconds N     measured, default 12
              --warm-up N     claims posted before, default 30000
              --intervals L   milliseconds between commits, default 25,50,100,200
              --no-build      measure what was built last

            ENVIRONMENT
              METRICS_JAVA_OPTIONS, INGEST_JAVA_OPTIONS   options of the JVMs, default "-Xmx384m -XX:+UseSerialGC"
            """;

    private static final int PARTITIONS = 6;
    private static final int ZONES = 6;
    private static final int SERIES = 10_000;
    private static final int ASKED = 10;
    private static final int CALLERS = 16;
    private static final int ACCEPTED = 202;
    private static final ObjectMapper JSON = Json.mapper();

    private final MetricsStand stand;
    private final MetricsHistory history = MetricsHistory.of(SERIES, ZONES, PARTITIONS);
    private final int rate;
    private final int seconds;
    private final int warmUp;

    private MetricsFreshness(MetricsStand stand, int rate, int seconds, int warmUp) {
        this.stand = stand;
        this.rate = rate;
        this.seconds = seconds;
        this.warmUp = warmUp;
    }

    public static void main(String[] arguments) throws Exception {
        int rate = 1000;
        int seconds = 12;
        int warmUp = 30_000;
        List<String> intervals = List.of("25", "50", "100", "200");
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help", "-h" -> {
                    System.out.print(HELP);
                    return;
                }
                case "--rate" -> rate = Integer.parseInt(arguments[++i]);
                case "--seconds" -> seconds = Integer.parseInt(arguments[++i]);
                case "--warm-up" -> warmUp = Integer.parseInt(arguments[++i]);
                case "--intervals" -> intervals = List.of(arguments[++i].split(","));
                case "freshness", "--no-build" -> {}
                default -> {
                    System.err.println("There is no " + arguments[i] + "; see --help");
                    System.exit(2);
                }
            }
        }
        try (MetricsStand stand = MetricsStand.start()) {
            new MetricsFreshness(stand, rate, seconds, warmUp).run(intervals);
        }
    }

    private void run(List<String> intervals) throws Exception {
        measure("first", intervals.getFirst());
        System.out.printf(
                "%-12s %10s %12s %12s %12s %12s%n",
                "commit ms", "claims/s", "202 p50 ms", "202 p99", "fresh p50", "fresh p99");
        for (String interval : intervals) {
            Times times = measure("of-" + interval, interval);
            System.out.printf(
                    "%-12s %,10.0f %12.1f %12.1f %12.1f %12.1f%n",
                    interval,
                    times.accepted.size() / times.seconds,
                    quantile(times.accepted, 0.5),
                    quantile(times.accepted, 0.99),
                    quantile(times.fresh, 0.5),
                    quantile(times.fresh, 0.99));
        }
    }

    private Times measure(String topic, String interval) throws Exception {
        Log log = stand.fill(topic, PARTITIONS, history::registrations);
        Fold ingest = stand.ingest(log.topic());
        Fold metrics = stand.metrics(log.topic(), "-Dkafka-streams.commit.interval.ms=" + interval);
        try {
            ingest.awaitReady();
            metrics.awaitReady();
            post(ingest, metrics, Executors.newFixedThreadPool(CALLERS), 0, warmUp, 0);
            return post(
                    ingest,
                    metrics,
                    Executors.newVirtualThreadPerTaskExecutor(),
                    warmUp,
                    rate * seconds,
                    TimeUnit.SECONDS.toNanos(1) / rate);
        } finally {
            metrics.stop();
            ingest.stop();
        }
    }

    /** In milliseconds, until the 202 and from there to the total; and in how many seconds all of it. */
    private record Times(List<Double> accepted, List<Double> fresh, double seconds) {}

    private Times post(Fold ingest, Fold metrics, ExecutorService callers, int first, int posts, long nanosBetween)
            throws InterruptedException {
        List<Double> accepted = Collections.synchronizedList(new ArrayList<>());
        List<Double> fresh = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger failed = new AtomicInteger();
        long start = System.nanoTime();
        try (callers) {
            for (int i = 0; i < posts; i++) {
                LockSupport.parkNanos(start + i * nanosBetween - System.nanoTime());
                int number = first + i;
                callers.submit(() -> {
                    try {
                        one(ingest, metrics, number, accepted, fresh);
                    } catch (IOException | InterruptedException | RuntimeException e) {
                        failed.incrementAndGet();
                    }
                });
            }
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " of " + posts + " claims or questions failed");
        }
        return new Times(accepted, fresh, (System.nanoTime() - start) / 1e9);
    }

    private void one(Fold ingest, Fold metrics, int number, List<Double> accepted, List<Double> fresh)
            throws IOException, InterruptedException {
        int product = number % MetricsHistory.PRODUCTS.size();
        int project = number / MetricsHistory.PRODUCTS.size() % history.projects();
        ObjectNode claim = JSON.valueToTree(history.claim(project, product, 0, 1));
        claim.put("id", "fresh-" + number);
        long begun = System.nanoTime();
        HttpResponse<String> answer = ingest.post("/v1/claims", claim.toString());
        long answered = System.nanoTime();
        if (answer.statusCode() != ACCEPTED) {
            throw new IllegalStateException(answer.body());
        }
        accepted.add((answered - begun) / 1e6);
        if (number % ASKED == 0) {
            String position = answer.headers().firstValue("Zone-Position").orElseThrow();
            metrics.answer("/v1/zones/" + history.zone(project) + "/capacity?product="
                    + MetricsHistory.PRODUCTS.get(product) + "&after=" + position);
            fresh.add((System.nanoTime() - answered) / 1e6);
        }
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
    }
}
