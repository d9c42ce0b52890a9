package dev.zoneledger.bench;

import dev.zoneledger.bench.MetricsStand.Fold;
import dev.zoneledger.bench.MetricsStand.Log;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ZoneEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** What questions to a zone of very many projects take, and whether it grows with the claims ever made. */
public final class MetricsQuestions {

    private static final String HELP = """
            testing/bench/metrics queries [OPTION ...]

            Starts a Kafka broker and metrics-service, puts one zone on the log with many projects of one to three capacities each
            and what the zone declares, asks over HTTP, one question at a time, has every claim corrected, asks again, and ends all of it.
            Beside the times of a question stands the processor time that the service spent on it.

            OPTION
              --projects N      default 50000
              --corrections N   of each claim, default 10
              --rounds N        how often each question is asked, default 500
              --no-build        measure what was built last

            ENVIRONMENT
              METRICS_JAVA_OPTIONS   options of the service's JVM, default "-Xmx384m -XX:+UseSerialGC"
              METRICS_APP            folder of the service's build, default metrics-service/target/quarkus-app
            """;

    private static final int PARTITIONS = 6;
    private static final int WARM_UP = 200;
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final LocalDate FIRST_DAY = LocalDate.of(2006, 1, 1);
    private static final int DAYS = 6000;

    private record Question(String name, IntFunction<String> path) {}

    private final MetricsHistory history;
    private final int projects;
    private final int rounds;

    private MetricsQuestions(int projects, int rounds) {
        this.history = MetricsHistory.of(projects * MetricsHistory.PRODUCTS.size(), 1, PARTITIONS);
        this.projects = projects;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        int projects = 50_000;
        int corrections = 10;
        int rounds = 500;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help", "-h" -> {
                    System.out.print(HELP);
                    return;
                }
                case "--projects" -> projects = Integer.parseInt(arguments[++i]);
                case "--corrections" -> corrections = Integer.parseInt(arguments[++i]);
                case "--rounds" -> rounds = Integer.parseInt(arguments[++i]);
                case "queries", "--no-build" -> {}
                default -> {
                    System.err.println("There is no " + arguments[i] + "; see --help");
                    System.exit(2);
                }
            }
        }
        try (MetricsStand stand = MetricsStand.start()) {
            new MetricsQuestions(projects, rounds).run(stand, corrections);
        }
    }

    private void run(MetricsStand stand, int corrections) throws Exception {
        Log log = stand.fill("queries", PARTITIONS, each -> {
            history.registrations(each);
            for (int product = 0; product < MetricsHistory.PRODUCTS.size(); product++) {
                each.accept(history.declared(product));
            }
            claims(1, each);
        });
        Fold service = stand.metrics(log.topic());
        service.awaitReady();
        awaitPosition(service, log);
        System.out.printf("%,d projects, %,d events%n", projects, log.size());
        ask(service);
        for (int revision = 2; revision <= 1 + corrections; revision++) {
            int next = revision;
            stand.append(log, PARTITIONS, each -> claims(next, each));
        }
        awaitPosition(service, log);
        System.out.printf("each claim corrected %d times, %,d events%n", corrections, log.size());
        ask(service);
        service.stop();
    }

    /** One to three of each project, of as many products. */
    private void claims(int revision, Consumer<ZoneEvent> each) {
        for (int project = 0; project < projects; project++) {
            for (int claim = 0; claim <= project % 3; claim++) {
                Claim claimed =
                        history.claim(project, (project + claim) % MetricsHistory.PRODUCTS.size(), claim, revision);
                each.accept(claimed);
            }
        }
    }

    private void awaitPosition(Fold service, Log log) throws Exception {
        String zone = history.zone(0);
        long end = System.nanoTime() + LONG.toNanos();
        String path = "/v1/zones/" + zone + "/capacity?after=" + log.positions().get(zone);
        while (service.ask(path).statusCode() != 200) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not reached: " + path);
            }
        }
    }

    private void ask(Fold service) throws IOException, InterruptedException {
        String zone = "/v1/zones/" + history.zone(0);
        List<Question> questions = List.of(
                new Question("capacity of all products", n -> zone + "/capacity?asOf=" + day(n)),
                new Question(
                        "capacity of a product", n -> zone + "/capacity?asOf=" + day(n) + "&product=" + product(n)),
                new Question("coverage", n -> zone + "/coverage?asOf=" + day(n)),
                new Question(
                        "timeline of a product",
                        n -> zone + "/timeline?from=2006-01-01&to=2022-12-31&product=" + product(n)));
        System.out.printf("%-26s %9s %9s %9s %9s %9s%n", "", "p50 ms", "p99 ms", "max ms", "CPU ms", "bytes");
        for (Question question : questions) {
            ask(service, question);
        }
    }

    private void ask(Fold service, Question question) throws IOException, InterruptedException {
        if (service.ask(question.path.apply(0)).statusCode() == 404) {
            System.out.printf("%-26s is not asked: there is no such resource%n", question.name);
            return;
        }
        int bytes = 0;
        for (int i = 0; i < WARM_UP; i++) {
            bytes = service.answer(question.path.apply(i)).length();
        }
        double[] millis = new double[rounds];
        double cpu = service.cpuSeconds();
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            service.answer(question.path.apply(i));
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        cpu = service.cpuSeconds() - cpu;
        Arrays.sort(millis);
        System.out.printf(
                "%-26s %9.1f %9.1f %9.1f %9.1f %,9d%n",
                question.name,
                millis[rounds / 2],
                millis[rounds * 99 / 100],
                millis[rounds - 1],
                cpu * 1000 / rounds,
                bytes);
    }

    private static LocalDate day(int n) {
        return FIRST_DAY.plusDays(n * 617L % DAYS);
    }

    private static String product(int n) {
        return MetricsHistory.PRODUCTS.get(n % MetricsHistory.PRODUCTS.size());
    }
}
