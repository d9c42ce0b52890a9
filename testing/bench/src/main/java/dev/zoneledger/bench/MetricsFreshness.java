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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** How long after its 202 a claim is in the total that a query answers with. */
public final class MetricsFreshness {

    private static final String HELP = """
            testing/bench/metrics freshness [OPTION ...]

            Starts a Kafka broker, ingest-service and metrics-service, each a process of its own, posts single claims to ingest at a steady
            rate, whether or not earlier ones are answered, and after every tenth 202 asks the metrics for the total of its product
            after the position that was answered. Measured is from the 202 to that answer. For each interval of commits anew.

            OPTION
              --rate N        claims a second, default 1000
              --seconds N     measured, after as long of warming up, default 30
              --intervals L   milliseconds between commits, default 25,50,100,200
              --no-build      measure what was built last

            ENVIRONMENT
              METRICS_JAVA_OPTIONS, INGEST_JAVA_OPTIONS   options of the JVMs, default "-Xmx384m -XX:+UseSerialGC"
            """;

    private static final int PARTITIONS = 6;
    private static final int ZONES = 6;
    private static final int SERIES = 10_000;
    private static final int ASKED = 10;
    private static final int ACCEPTED = 202;
    private static final ObjectMapper JSON = Json.mapper();

    private final MetricsStand stand;
    private final MetricsHistory history = MetricsHistory.of(SERIES, ZONES, PARTITIONS);
    private final int rate;
    private final int seconds;
    private int sent;

    private MetricsFreshness(MetricsStand stand, int rate, int seconds) {
        this.stand = stand;
        this.rate = rate;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        int rate = 1000;
        int seconds = 30;
        List<String> intervals = List.of("25", "50", "100", "200");
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help", "-h" -> {
                    System.out.print(HELP);
                    return;
                }
                case "--rate" -> rate = Integer.parseInt(arguments[++i]);
                case "--seconds" -> seconds = Integer.parseInt(arguments[++i]);
                case "--intervals" -> intervals = List.of(arguments[++i].split(","));
                case "freshness", "--no-build" -> {}
                default -> {
                    System.err.println("There is no " + arguments[i] + "; see --help");
                    System.exit(2);
                }
            }
        }
        try (MetricsStand stand = MetricsStand.start()) {
            new MetricsFreshness(stand, rate, seconds).run(intervals);
        }
    }

    private void run(List<String> intervals) throws Exception {
        Log log = stand.fill("freshness", PARTITIONS, history::registrations);
        Fold ingest = stand.ingest(log.topic());
        ingest.awaitReady();
        System.out.printf(
                "%-12s %10s %12s %12s %12s %12s%n",
                "commit ms", "claims/s", "202 p50 ms", "202 p99", "fresh p50", "fresh p99");
        // All that the first interval would pay for all: this program and ingest are cold too.
        Fold first = stand.metrics(log.topic());
        first.awaitReady();
        post(ingest, first, 2 * seconds);
        first.stop();
        for (String interval : intervals) {
            Fold metrics = stand.metrics(log.topic(), "-Dkafka-streams.commit.interval.ms=" + interval);
            metrics.awaitReady();
            post(ingest, metrics, seconds);
            Times times = post(ingest, metrics, seconds);
            System.out.printf(
                    "%-12s %,10.0f %12.1f %12.1f %12.1f %12.1f%n",
                    interval,
                    times.accepted.size() / (double) seconds,
                    quantile(times.accepted, 0.5),
                    quantile(times.accepted, 0.99),
                    quantile(times.fresh, 0.5),
                    quantile(times.fresh, 0.99));
            metrics.stop();
        }
        ingest.stop();
    }

    /** In milliseconds, until the 202 and from there to the total. */
    private record Times(List<Double> accepted, List<Double> fresh) {}

    private Times post(Fold ingest, Fold metrics, int forSeconds) throws InterruptedException {
        Times times = new Times(
                Collections.synchronizedList(new ArrayList<>()), Collections.synchronizedList(new ArrayList<>()));
        int all = rate * forSeconds;
        CountDownLatch over = new CountDownLatch(all);
        AtomicInteger failed = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < all; i++) {
                LockSupport.parkNanos(start + i * TimeUnit.SECONDS.toNanos(1) / rate - System.nanoTime());
                int number = sent++;
                threads.submit(() -> {
                    try {
                        one(ingest, metrics, number, times);
                    } catch (IOException | InterruptedException | RuntimeException e) {
                        failed.incrementAndGet();
                    } finally {
                        over.countDown();
                    }
                });
            }
            over.await();
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " of " + all + " claims or questions failed");
        }
        return times;
    }

    private void one(Fold ingest, Fold metrics, int number, Times times) throws IOException, InterruptedException {
        int product = number % MetricsHistory.PRODUCTS.size();
        int project = number / MetricsHistory.PRODUCTS.size() % history.projects();
        ObjectNode claim = JSON.valueToTree(history.claim(project, product, 0, 1));
        claim.put("id", "fresh-" + number);
        long begun = System.nanoTime();
        HttpResponse<String> answer = ingest.post("/v1/claims", claim.toString());
        long accepted = System.nanoTime();
        if (answer.statusCode() != ACCEPTED) {
            throw new IllegalStateException(answer.body());
        }
        times.accepted.add((accepted - begun) / 1e6);
        if (number % ASKED == 0) {
            String position = answer.headers().firstValue("Zone-Position").orElseThrow();
            metrics.answer("/v1/zones/" + history.zone(project) + "/capacity?product="
                    + MetricsHistory.PRODUCTS.get(product) + "&after=" + position);
            times.fresh.add((System.nanoTime() - accepted) / 1e6);
        }
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
    }
}
