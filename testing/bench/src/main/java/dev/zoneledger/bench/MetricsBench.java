package dev.zoneledger.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoneledger.bench.MetricsStand.Fold;
import dev.zoneledger.bench.MetricsStand.Log;
import dev.zoneledger.contract.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** How fast the metrics take in the log, beside the plainest job of Kafka Streams of the same meaning, in turns. */
public final class MetricsBench {

    private static final String HELP = """
            testing/bench/metrics [drain] [OPTION ...]

            Starts a Kafka broker, fills logs with capacities (five events of each series: two claims for one day, a correction of each,
            a third claim), and has two programs fold them, each a process of its own with state of its own. All are ended again.

              plain      the plainest job of Kafka Streams that keeps the same totals (PlainJob.java), also by organisation: five tables
                         and a join, JSON, all settings the defaults but exactly once
              totals     the same job without organisations: three tables; only if --totals is given
              metrics    metrics-service with its real settings
              few        the same with a tenth of the series, in a log of its own of as many events: those of ten years

            Counted are events a second between the first and the last commit of the log, so the start is not in it. Both must end
            with the totals that the history amounts to. At the end the state is deleted and restored from its changelogs.

            What questions take is measured by "testing/bench/metrics queries", and how soon a claim is in its total by
            "testing/bench/metrics freshness"; see their --help.

            OPTION
              --series N      default 200000, with five events each
              --zones N       only this: 1 (in one partition of 6) or 24 (each in a partition of its own); default both
              --pairs N       how often they take turns, default 3
              --no-few        leaves out the tenth
              --no-plain      leaves out the plain job, to look into the other
              --totals        has the plain job without organisations take its turn too
              --no-build      measure what was built last

            ENVIRONMENT
              METRICS_JAVA_OPTIONS   options of the service's JVM, default "-Xmx384m -XX:+UseSerialGC", as the local stack has
              PLAIN_JAVA_OPTIONS     options of the plain job's, default "-Xmx1g -XX:+UseSerialGC": it runs out of less
              METRICS_APP            folder of the service's build, default metrics-service/target/quarkus-app
            """;

    private static final ObjectMapper JSON = Json.mapper();
    private static final Duration LONG = Duration.ofMinutes(20);
    private static final int FEWER = 10;

    private record Measured(double rate, double seconds, double cpuMicros) {}

    private final MetricsStand stand;
    private final int pairs;
    private final boolean plain;
    private final boolean totals;
    private final boolean few;

    private MetricsBench(MetricsStand stand, int pairs, boolean plain, boolean totals, boolean few) {
        this.stand = stand;
        this.pairs = pairs;
        this.plain = plain;
        this.totals = totals;
        this.few = few;
    }

    public static void main(String[] arguments) throws Exception {
        int series = 200_000;
        int pairs = 3;
        boolean few = true;
        boolean plain = true;
        boolean totals = false;
        List<Integer> zones = List.of(1, 24);
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help", "-h" -> {
                    System.out.print(HELP);
                    return;
                }
                case "--series" -> series = Integer.parseInt(arguments[++i]);
                case "--zones" -> zones = List.of(Integer.parseInt(arguments[++i]));
                case "--pairs" -> pairs = Integer.parseInt(arguments[++i]);
                case "--no-few" -> few = false;
                case "--no-plain" -> plain = false;
                case "--totals" -> totals = true;
                case "drain", "--no-build" -> {}
                default -> {
                    System.err.println("There is no " + arguments[i] + "; see --help");
                    System.exit(2);
                }
            }
        }
        try (MetricsStand stand = MetricsStand.start()) {
            MetricsBench bench = new MetricsBench(stand, pairs, plain, totals, few);
            for (int each : zones) {
                bench.drain(series, each);
            }
        }
    }

    private void drain(int series, int zones) throws Exception {
        int partitions = Math.max(6, zones);
        MetricsHistory history = MetricsHistory.of(series, zones, partitions);
        MetricsHistory fewer = MetricsHistory.of(series / FEWER, zones, partitions, FEWER);
        Log log = fill(history, partitions);
        Log tenth = few ? fill(fewer, partitions) : null;
        System.out.printf(
                "%,d events on %,d series of %d zones%n%-5s %-8s %10s %8s %12s%n",
                log.size(), series, zones, "turn", "", "events/s", "s", "CPU us/event");
        List<Double> ratios = new ArrayList<>();
        List<Double> ratiosToTotals = new ArrayList<>();
        List<Double> slowdowns = new ArrayList<>();
        for (int turn = 1; turn <= pairs; turn++) {
            Measured floor = plain ? print(turn, "plain", plain(history, log, true)) : null;
            Measured lower = totals ? print(turn, "totals", plain(history, log, false)) : null;
            Measured metrics = print(turn, "metrics", metrics(history, log, turn == pairs));
            if (floor != null) {
                ratios.add(metrics.rate / floor.rate);
            }
            if (lower != null) {
                ratiosToTotals.add(metrics.rate / lower.rate);
            }
            if (tenth != null) {
                Measured ofFew = print(turn, "few", metrics(fewer, tenth, false));
                slowdowns.add(metrics.rate / ofFew.rate);
            }
        }
        if (plain) {
            System.out.printf("median: metrics %.2f of plain (wanted: 1.25)%n", median(ratios));
        }
        if (totals) {
            System.out.printf("median: metrics %.2f of the plain job without organisations%n", median(ratiosToTotals));
        }
        if (few) {
            System.out.printf("median: at ten times the series %.2f of few (wanted: 1.00)%n", median(slowdowns));
        }
    }

    private Log fill(MetricsHistory history, int partitions) {
        return stand.fill(
                "log-%d-%d".formatted(history.series(), history.zones().size()), partitions, each -> {
                    history.registrations(each);
                    history.claims(each::accept);
                });
    }

    private static Measured print(int turn, String what, Measured measured) {
        System.out.printf(
                "%-5d %-8s %,10.0f %8.1f %12.1f%n", turn, what, measured.rate, measured.seconds, measured.cpuMicros);
        return measured;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private Measured plain(MetricsHistory history, Log log, boolean withOrganisations) throws Exception {
        String results = stand.results(1);
        Fold job = stand.plain(log.topic(), results, withOrganisations);
        try (KafkaConsumer<String, String> consumer = consumer(results)) {
            Map<String, PlainJob.Sum> expected = history.totals();
            if (withOrganisations) {
                expected.putAll(history.totalsOfOrganisations());
            }
            Start start = Start.await(stand, job, log);
            Map<String, PlainJob.Sum> found = new TreeMap<>();
            int right = 0;
            // The last of its repartitioned records are in when every total is what it should be.
            while (right < expected.size()) {
                start.requireTime();
                for (var record : consumer.poll(Duration.ofMillis(20))) {
                    PlainJob.Sum sum = JSON.readValue(record.value(), PlainJob.Sum.class);
                    PlainJob.Sum wanted = expected.get(record.key());
                    right += (isSame(sum, wanted) ? 1 : 0) - (isSame(found.put(record.key(), sum), wanted) ? 1 : 0);
                }
            }
            return start.measured(log);
        } finally {
            job.stop();
            MetricsStand.delete(job.state);
        }
    }

    private static boolean isSame(PlainJob.@Nullable Sum sum, PlainJob.@Nullable Sum wanted) {
        return sum != null
                && wanted != null
                && sum.claims() == wanted.claims()
                && sum.value().compareTo(wanted.value()) == 0;
    }

    private KafkaConsumer<String, String> consumer(String topic) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        stand.bootstrapServers(),
                        "group.id",
                        topic,
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    private Measured metrics(MetricsHistory history, Log log, boolean restore) throws Exception {
        Fold service = stand.metrics(log.topic());
        Measured measured;
        try (Admin admin = stand.admin()) {
            Start start = Start.await(stand, service, log);
            while (stand.committed(admin, service.group, log.topic()) < log.size()) {
                start.requireTime();
                Thread.sleep(20);
            }
            measured = start.measured(log);
            requireSame(history, service, log);
        } finally {
            service.stop();
        }
        if (restore) {
            restore(history, service, log);
        }
        MetricsStand.delete(service.state);
        return measured;
    }

    private void restore(MetricsHistory history, Fold before, Log log) throws Exception {
        long bytes = before.stateBytes();
        MetricsStand.delete(before.state);
        stand.forget(before.group);
        long start = System.nanoTime();
        Fold service = stand.metrics(log.topic(), before.group, before.state);
        try {
            for (var zone : log.positions().entrySet()) {
                while (true) {
                    try {
                        if (service.ask("/v1/zones/" + zone.getKey() + "/capacity?after=" + zone.getValue())
                                        .statusCode()
                                == 200) {
                            break;
                        }
                    } catch (IOException notYet) {
                        // It is not up yet.
                    }
                    Thread.sleep(50);
                }
            }
            System.out.printf(
                    "state: %,d bytes a series; deleted and restored, from the start of the process to the first answer of each zone: %.1f s%n",
                    bytes / history.series(), (System.nanoTime() - start) / 1e9);
        } finally {
            service.stop();
        }
    }

    /** The service says what the history amounts to. */
    private static void requireSame(MetricsHistory history, Fold service, Log log) throws Exception {
        Map<String, BigDecimal> expected = new TreeMap<>();
        history.totals().forEach((key, sum) -> {
            String[] parts = key.split("\\|");
            expected.merge(parts[0] + "|" + parts[1] + "|" + parts[2], sum.value(), BigDecimal::add);
        });
        Map<String, BigDecimal> found = new TreeMap<>();
        for (var zone : log.positions().entrySet()) {
            String answer =
                    service.answer("/v1/zones/" + zone.getKey() + "/capacity?asOf=2030-01-01&after=" + zone.getValue());
            for (JsonNode row : JSON.readTree(answer).path("totals")) {
                String product = row.get("product").asText();
                if (MetricsHistory.PRODUCTS.contains(product)) {
                    found.put(
                            zone.getKey() + "|" + product + "|"
                                    + row.get("status").asText(),
                            new BigDecimal(row.get("value").asText()));
                }
            }
        }
        boolean same = expected.keySet().equals(found.keySet())
                && expected.entrySet().stream()
                        .allMatch(each -> each.getValue().compareTo(found.get(each.getKey())) == 0);
        if (!same) {
            throw new IllegalStateException("expected " + expected + "\nbut found " + found);
        }
    }

    /** When a process had first committed something, how much, and what processor time it had spent. */
    private record Start(MetricsStand stand, Fold fold, long nanos, long records, double cpu) {

        static Start await(MetricsStand stand, Fold fold, Log log) throws Exception {
            long end = System.nanoTime() + LONG.toNanos();
            try (Admin admin = stand.admin()) {
                while (true) {
                    long done = stand.committed(admin, fold.group, log.topic());
                    if (done > 0) {
                        return new Start(stand, fold, System.nanoTime(), done, fold.cpuSeconds());
                    }
                    if (!fold.isAlive() || System.nanoTime() > end) {
                        throw new IllegalStateException("nothing was committed\n" + stand.said());
                    }
                    Thread.sleep(10);
                }
            }
        }

        void requireTime() throws IOException {
            if (!fold.isAlive() || System.nanoTime() - nanos > LONG.toNanos()) {
                throw new IllegalStateException("it has not come to its end\n" + stand.said());
            }
        }

        Measured measured(Log log) {
            double seconds = (System.nanoTime() - nanos) / 1e9;
            long events = log.size() - records;
            return new Measured(events / seconds, seconds, (fold.cpuSeconds() - cpu) * 1e6 / events);
        }
    }
}
