package dev.zoneledger.bench;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventLog;
import dev.zoneledger.contract.Json;
import dev.zoneledger.local.KafkaProcess;
import dev.zoneledger.local.KafkaSettings;
import dev.zoneledger.local.Ports;
import dev.zoneledger.local.PostgresProcess;
import dev.zoneledger.local.PostgresSettings;
import dev.zoneledger.local.SigningKey;
import dev.zoneledger.local.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, a PostgreSQL server that is durable, and catalog-service as often as wanted; each a process of its own. */
final class CatalogStand implements AutoCloseable {

    private static final int PARTITIONS = 24;
    private static final Path MIGRATIONS = Path.of("catalog-service/src/main/resources/db/migration");
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC");
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Path folder;
    private final KafkaProcess kafka;
    private final PostgresProcess postgres;
    private final SigningKey key = SigningKey.generate();
    private final List<Process> processes = new ArrayList<>();
    private int databases;
    private boolean closed;

    static CatalogStand start() throws IOException {
        return new CatalogStand();
    }

    private CatalogStand() throws IOException {
        folder = Files.createTempDirectory("zone-bench-");
        List<Integer> ports = Ports.free(3);
        kafka = KafkaProcess.start(new KafkaSettings(
                folder.resolve("kafka"),
                folder.resolve("kafka.log"),
                ports.get(0),
                ports.get(1),
                List.of("-Xms256m", "-Xmx512m")));
        postgres = PostgresProcess.start(new PostgresSettings(
                folder.resolve("postgres/data"), folder.resolve("postgres.log"), ports.get(2), "zone", "zone", true));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        Topics.ensure(kafka.bootstrapServers(), EventLog.TOPIC, PARTITIONS, EventLog.topicConfig());
        Topics.ensure(kafka.bootstrapServers(), EventLog.DEAD_LETTERS, 1, EventLog.deadLettersConfig());
    }

    /** Puts claims on the log as ingest does. */
    void fill(int claims) throws IOException {
        EventCodec codec = new EventCodec();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "acks",
                        "all",
                        "compression.type",
                        "lz4",
                        "batch.size",
                        262_144,
                        "linger.ms",
                        5),
                new StringSerializer(),
                new ByteArraySerializer())) {
            // Each zone in a partition of its own: as their keys fall, one of two instances has two thirds of the
            // zones.
            Map<String, Integer> partitions = new HashMap<>();
            for (int i = 0; i < claims; i++) {
                String line = Payload.line(i)
                        .replaceFirst("\\{\"type\":\"claim\",", "{\"id\":\"x\",\"revision\":1,\"rank\":\"normal\",");
                EventCodec.Encoded event =
                        codec.encodeUnnamed(Json.mapper().readValue(line, Claim.class), "urn:zone-ledger:ingest");
                int partition = partitions.computeIfAbsent(event.key(), zone -> partitions.size() % PARTITIONS);
                ProducerRecord<String, byte[]> record =
                        new ProducerRecord<>(EventLog.TOPIC, partition, event.key(), event.data());
                event.attributes().forEach(each -> record.headers().add(each.name(), each.value()));
                producer.send(record);
            }
        }
    }

    /** catalog-service; its group is named as its database. */
    Catalog catalog(String database) throws IOException {
        return catalog(database, JAVA_OPTIONS);
    }

    Catalog catalog(String database, List<String> javaOptions) throws IOException {
        int port = Ports.free(1).getFirst();
        String app = Optional.ofNullable(System.getenv("CATALOG_APP")).orElse("catalog-service/target/quarkus-app");
        List<String> command = new ArrayList<>(List.of(Stand.javaPath()));
        command.addAll(Stand.javaOptions("CATALOG_JAVA_OPTIONS", javaOptions));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dkafka.bootstrap.servers=" + kafka.bootstrapServers(),
                "-Dzone.catalog.group=" + database,
                "-Dquarkus.datasource.jdbc.url=" + postgres.jdbcUrl(database),
                "-Dquarkus.datasource.username=" + postgres.user(),
                "-Dquarkus.datasource.password=" + postgres.password(),
                "-Dquarkus.oidc.public-key=" + key.publicKey(),
                "-Dquarkus.oidc.token.issuer=" + SigningKey.ISSUER,
                "-jar",
                app + "/quarkus-run.jar"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("catalog-" + port + ".log").toFile())
                .start();
        synchronized (this) {
            processes.add(process);
        }
        return new Catalog(process, database, port);
    }

    /** A running instance. */
    final class Catalog {
        private final Process process;
        private final String database;
        private final int port;

        private Catalog(Process process, String database, int port) {
            this.process = process;
            this.database = database;
            this.port = port;
        }

        URI address(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        void awaitReady() throws Exception {
            Stand.await(() -> Stand.isReady(port), "catalog-service");
        }

        ProcessHandle process() {
            return process.toHandle();
        }

        void awaitTables() throws Exception {
            Stand.await(
                    () -> count(database, "SELECT count(*) FROM pg_tables WHERE tablename = 'edition'") == 1,
                    "the tables");
        }

        void stop() {
            process.destroy();
            Stand.awaitEnd(process);
        }
    }

    /** Returns when so many instances share the partitions. */
    void awaitJoined(String group, int instances) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Stand.await(() -> haveJoined(admin, group, instances), "the consumer group");
        }
        // Each has a batch in hand and waits to write it.
        Stand.await(
                () -> count(group, "SELECT count(*) FROM pg_locks WHERE NOT granted") >= instances,
                "batches of " + instances + " instances");
    }

    private static boolean haveJoined(Admin admin, String group, int instances) throws Exception {
        try {
            var described = admin.describeConsumerGroups(List.of(group)).all().get();
            var members = described.values().iterator().next().members();
            return members.size() == instances
                    && members.stream()
                                    .mapToInt(each ->
                                            each.assignment().topicPartitions().size())
                                    .sum()
                            == PARTITIONS;
        } catch (ExecutionException notThereYet) {
            return false;
        }
    }

    void awaitPosition(String database, long records) throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        try (Connection connection = connect(database);
                var query = connection.prepareStatement("SELECT coalesce(sum(next_offset), 0) FROM log_position")) {
            while (true) {
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    if (row.getLong(1) == records) {
                        return;
                    }
                    if (System.nanoTime() > end) {
                        throw new IllegalStateException(
                                "only " + row.getLong(1) + " of " + records + " records were written");
                    }
                }
                Thread.sleep(20);
            }
        }
    }

    private long count(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    String freshDatabase() {
        String name = "bench" + databases++;
        postgres.ensureDatabase(name);
        return name;
    }

    void drop(String database) throws SQLException {
        maintain("DROP DATABASE " + database + " WITH (FORCE)");
    }

    /** So that no run pays for the writes of the one before. */
    void checkpoint() throws SQLException {
        maintain("CHECKPOINT");
    }

    private void maintain(String sql) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), postgres.password());
    }

    /** For whoever reads. */
    String token() {
        return key.token("bench", List.of("reader"), List.of("*"), Duration.ofDays(1));
    }

    interface Work<T> {
        T with(Connection connection) throws Exception;
    }

    <T> T connected(String database, Work<T> work) throws Exception {
        try (Connection connection = connect(database)) {
            return work.with(connection);
        }
    }

    /** Makes the tables as the service does. */
    void migrate(Connection connection) throws IOException, SQLException {
        try (Stream<Path> files = Files.list(MIGRATIONS);
                Statement statement = connection.createStatement()) {
            for (Path file :
                    files.sorted(Comparator.comparingInt(CatalogStand::version)).toList()) {
                statement.execute(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("V([0-9]+)__.*", "$1"));
    }

    /** Of the server and of all that it has started and that is running still. */
    double postgresCpuSeconds() {
        ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
        return cpuSeconds(Stream.concat(Stream.of(server), server.descendants()));
    }

    static double cpuSeconds(Stream<ProcessHandle> processes) {
        return processes
                        .mapToLong(each -> each.info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toNanos())
                        .sum()
                / 1e9;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        processes.forEach(Process::destroy);
        processes.forEach(Stand::awaitEnd);
        postgres.stop();
        kafka.stop();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(each -> each.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
