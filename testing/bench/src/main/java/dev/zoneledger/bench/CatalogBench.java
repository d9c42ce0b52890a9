package dev.zoneledger.bench;

import dev.zoneledger.bench.CatalogStand.Catalog;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How fast the catalog takes in the log, beside the bare SQL of the same rows, in one run, in turns. */
public final class CatalogBench {

    private static final String HELP = """
            testing/bench/catalog [drain] [OPTION ...]

            Starts a Kafka broker and a PostgreSQL server with fsync, fills a topic of 24 partitions with claims of 24 zones, one in each, and
            has catalog-service, a process of its own with its real settings, take them into a fresh database. All are ended again.

              floor        the same rows, prepared in memory, into the same tables (by the same migrations, with all indexes):
                           INSERT INTO revision and claim SELECT unnest(...) ON CONFLICT DO NOTHING, and the position, on one
                           connection, in transactions of as many rows as the service reads at once. No Kafka, no decoding
              one          catalog-service, from its first batch to the position at the end of the log
              redelivery   the same again into the tables that are full, the position reset
              two          two instances in one consumer group

            What questions take is measured by "testing/bench/catalog queries" and "testing/bench/catalog export"; see their --help.

            OPTION
              --claims N      default 500000
              --pairs N       how often they take turns, default 3; no turn is begun after five minutes
              --no-build      measure what was built last

            ENVIRONMENT
              CATALOG_JAVA_OPTIONS   options of the service's JVM, default "-Xmx384m -XX:+UseSerialGC", as the local stack has
              CATALOG_APP            folder of the service's build, default catalog-service/target/quarkus-app
            """;

    private static final Duration LAST_TURN = Duration.ofMinutes(5);

    private final int claims;
    private final CatalogStand stand;
    private final List<Double> ones = new ArrayList<>();
    private final List<Double> redeliveries = new ArrayList<>();
    private final List<Double> twos = new ArrayList<>();
    private @Nullable Rows rows;

    private CatalogBench(int claims, CatalogStand stand) {
        this.claims = claims;
        this.stand = stand;
    }

    public static void main(String[] arguments) throws Exception {
        int claims = 500_000;
        int pairs = 3;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--help", "-h" -> {
                    System.out.print(HELP);
                    return;
                }
                case "--claims" -> claims = Integer.parseInt(arguments[++i]);
                case "--pairs" -> pairs = Integer.parseInt(arguments[++i]);
                case "drain", "--no-build" -> {}
                default -> {
                    System.err.println("There is no " + arguments[i] + "; see --help");
                    System.exit(2);
                }
            }
        }
        long begun = System.nanoTime();
        try (CatalogStand stand = CatalogStand.start()) {
            stand.fill(claims);
            CatalogBench bench = new CatalogBench(claims, stand);
            System.out.printf(
                    "%,d claims of 24 zones; rows/s, seconds, and the processor time of a row in microseconds%n",
                    claims);
            System.out.printf(
                    "%-5s %-12s %10s %8s %16s %12s %7s%n",
                    "turn", "", "rows/s", "s", "program CPU us", "PostgreSQL", "ratio");
            for (int turn = 1; turn <= pairs; turn++) {
                if (turn > 1 && System.nanoTime() - begun > LAST_TURN.toNanos()) {
                    System.out.println("No time for another turn.");
                    break;
                }
                bench.turn(turn);
            }
            bench.summary();
        }
    }

    private void turn(int turn) throws Exception {
        String database = stand.freshDatabase();
        Measured one = drain(database, 1);
        print(turn, "one", one, "");
        if (rows == null) {
            rows = stand.connected(database, Rows::read);
        }
        Measured again = redeliver(database);
        redeliveries.add(one.seconds / again.seconds);
        print(turn, "redelivery", again, "%.2f of one".formatted(redeliveries.getLast()));
        stand.drop(database);
        Measured floor = floor(rows);
        ones.add(floor.seconds / one.seconds);
        print(turn, "floor", floor, "one is %.2f of it".formatted(ones.getLast()));
        String shared = stand.freshDatabase();
        Measured two = drain(shared, 2);
        twos.add(one.seconds / two.seconds);
        print(turn, "two", two, "%.2f of one".formatted(twos.getLast()));
        stand.drop(shared);
    }

    private void print(int turn, String what, Measured measured, String ratio) {
        System.out.printf(
                "%-5d %-12s %,10.0f %8.1f %16.1f %12.1f  %s%n",
                turn,
                what,
                claims / measured.seconds,
                measured.seconds,
                measured.programCpu * 1e6 / claims,
                measured.postgresCpu * 1e6 / claims,
                ratio);
    }

    private void summary() {
        System.out.printf(
                "medians: one %.2f of the floor (wanted: 0.80), redelivery %.2f of one (wanted: 1.30), two %.2f of one (wanted: 1.30)%n",
                median(ones), median(redeliveries), median(twos));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** @param programCpu of the service's processes, or of this one for the floor; both in seconds */
    private record Measured(double seconds, double programCpu, double postgresCpu) {}

    private Measured redeliver(String database) throws Exception {
        stand.connected(database, connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate("DELETE FROM log_position");
            }
        });
        return drain(database, 1);
    }

    /** Holds the instances up until all have joined and wait with a batch in hand: their start is not measured. */
    private Measured drain(String database, int instances) throws Exception {
        List<Catalog> catalogs = new ArrayList<>();
        try (Connection gate = stand.connect(database)) {
            if (instances > 0) {
                catalogs.add(stand.catalog(database));
            }
            // The first one makes the tables.
            catalogs.getFirst().awaitTables();
            gate.setAutoCommit(false);
            try (var lock = gate.createStatement()) {
                lock.execute("LOCK TABLE log_position IN EXCLUSIVE MODE");
            }
            while (catalogs.size() < instances) {
                catalogs.add(stand.catalog(database));
            }
            stand.awaitJoined(database, instances);
            stand.checkpoint();
            Cpu cpu = Cpu.of(stand, catalogs.stream().map(Catalog::process));
            long start = System.nanoTime();
            gate.rollback();
            stand.awaitPosition(database, claims);
            return cpu.since(start);
        } finally {
            for (Catalog each : catalogs) {
                each.stop();
            }
        }
    }

    private Measured floor(Rows all) throws Exception {
        String database = stand.freshDatabase();
        stand.connected(database, connection -> {
            stand.migrate(connection);
            return true;
        });
        try (Connection connection = stand.connect(database)) {
            connection.setAutoCommit(false);
            stand.checkpoint();
            Cpu cpu = Cpu.of(stand, Stream.of(ProcessHandle.current()));
            long start = System.nanoTime();
            all.insert(connection);
            return cpu.since(start);
        } finally {
            stand.drop(database);
        }
    }

    /** Processor time spent until now. */
    private record Cpu(CatalogStand stand, List<ProcessHandle> programs, double programCpu, double postgresCpu) {
        static Cpu of(CatalogStand stand, Stream<ProcessHandle> programs) {
            List<ProcessHandle> all = programs.toList();
            return new Cpu(stand, all, CatalogStand.cpuSeconds(all.stream()), stand.postgresCpuSeconds());
        }

        Measured since(long start) {
            return new Measured(
                    (System.nanoTime() - start) / 1e9,
                    CatalogStand.cpuSeconds(programs.stream()) - programCpu,
                    stand.postgresCpuSeconds() - postgresCpu);
        }
    }
}
