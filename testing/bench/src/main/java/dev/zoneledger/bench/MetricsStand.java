package dev.zoneledger.bench;

import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventLog;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.local.KafkaProcess;
import dev.zoneledger.local.KafkaSettings;
import dev.zoneledger.local.Ports;
import dev.zoneledger.local.SigningKey;
import dev.zoneledger.local.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, and metrics-service and the plain job as often as wanted; each a process of its own. */
final class MetricsStand implements AutoCloseable {

    /** As the local stack has. */
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC");

    /** Its fetched records alone do not fit into as little. */
    private static final List<String> PLAIN_JAVA_OPTIONS = List.of("-Xmx1g", "-XX:+UseSerialGC");

    private final Path folder;
    private final KafkaProcess kafka;
    private final SigningKey key = SigningKey.generate();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Process> processes = new ArrayList<>();
    private final Map<String, Integer> partitionsOf = new HashMap<>();
    private int started;
    private boolean closed;

    static MetricsStand start() throws IOException {
        return new MetricsStand();
    }

    private MetricsStand() throws IOException {
        folder = Files.createTempDirectory("zone-bench-");
        List<Integer> ports = Ports.free(2);
        kafka = KafkaProcess.start(new KafkaSettings(
                folder.resolve("kafka"),
                folder.resolve("kafka.log"),
                ports.get(0),
                ports.get(1),
                List.of("-Xms512m", "-Xmx512m")));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** A log, and what is on it: records by partition, and of each zone the position of its last record. */
    record Log(String topic, Map<Integer, Long> records, Map<String, String> positions) {
        long size() {
            return records.values().stream().mapToLong(each -> each).sum();
        }
    }

    /** Puts events on a log of its own as ingest does. */
    Log fill(String topic, int partitions, Consumer<Consumer<ZoneEvent>> events) {
        Topics.ensure(bootstrapServers(), topic, partitions, EventLog.topicConfig());
        partitionsOf.put(topic, partitions);
        return append(new Log(topic, new TreeMap<>(), new TreeMap<>()), partitions, events);
    }

    Log append(Log log, int partitions, Consumer<Consumer<ZoneEvent>> events) {
        EventCodec codec = new EventCodec();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers(),
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
            events.accept(event -> {
                EventCodec.Encoded encoded = codec.encode(event, "urn:zone-ledger:ingest", null);
                int partition = MetricsHistory.partition(encoded.key(), partitions);
                ProducerRecord<String, byte[]> record =
                        new ProducerRecord<>(log.topic, partition, encoded.key(), encoded.data());
                encoded.attributes().forEach(each -> record.headers().add(each.name(), each.value()));
                producer.send(record);
                long records = log.records.merge(partition, 1L, Long::sum);
                log.positions.put(encoded.key(), partition + "@" + (records - 1));
            });
        }
        return log;
    }

    /** A topic that keeps the last record of each key, for results. */
    String results(int partitions) {
        String topic = "results-" + started;
        Topics.ensure(bootstrapServers(), topic, partitions, Map.of("cleanup.policy", "compact"));
        return topic;
    }

    /** A process that folds a log. */
    final class Fold {
        private final Process process;
        private final int port;
        final String group;
        final Path state;

        private Fold(Process process, int port, String group, Path state) {
            this.process = process;
            this.port = port;
            this.group = group;
            this.state = state;
        }

        void stop() {
            process.destroy();
            Stand.awaitEnd(process);
        }

        double cpuSeconds() {
            return CatalogStand.cpuSeconds(Stream.of(process.toHandle()));
        }

        long pid() {
            return process.pid();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        void awaitReady() throws Exception {
            Stand.await(() -> Stand.isReady(port), "metrics-service");
        }

        /** Sends a claim; 202 is not looked for here. */
        HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofMinutes(2))
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> ask(String path) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Prefer", "wait=60")
                            .timeout(Duration.ofMinutes(2))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        /** The answer to a question that has one. */
        String answer(String path) throws IOException, InterruptedException {
            HttpResponse<String> answer = ask(path);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " is answered with " + answer.body() + "\n" + said());
            }
            return answer.body();
        }

        long stateBytes() throws IOException {
            try (Stream<Path> files = Files.walk(state)) {
                return files.filter(Files::isRegularFile)
                        .mapToLong(each -> each.toFile().length())
                        .sum();
            }
        }
    }

    private final String token = key.token("bench", List.of("reader", "reporter"), List.of("*"), Duration.ofDays(1));

    /** ingest-service, which writes to that log. */
    Fold ingest(String topic) throws IOException {
        int port = Ports.free(1).getFirst();
        String app = Optional.ofNullable(System.getenv("INGEST_APP")).orElse("ingest-service/target/quarkus-app");
        List<String> command = new ArrayList<>(List.of(Stand.javaPath()));
        command.addAll(Stand.javaOptions("INGEST_JAVA_OPTIONS", JAVA_OPTIONS));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dkafka.bootstrap.servers=" + bootstrapServers(),
                "-Dzone.events.topic=" + topic,
                "-Dquarkus.oidc.public-key=" + key.publicKey(),
                "-Dquarkus.oidc.token.issuer=" + SigningKey.ISSUER,
                "-jar",
                app + "/quarkus-run.jar"));
        String name = "ingest-" + started++;
        return new Fold(start(command, name), port, name, folder.resolve(name));
    }

    /** metrics-service with its real settings but these. */
    Fold metrics(String topic, String... settings) throws IOException {
        String group = "metrics-" + started++;
        return metrics(topic, group, folder.resolve(group), settings);
    }

    /** metrics-service with its real settings but these. */
    Fold metrics(String topic, String group, Path state, String... settings) throws IOException {
        int port = Ports.free(1).getFirst();
        String totals = group + "-totals";
        Topics.ensure(
                bootstrapServers(), totals, Objects.requireNonNull(partitionsOf.get(topic)), EventLog.totalsConfig());
        String app = Optional.ofNullable(System.getenv("METRICS_APP")).orElse("metrics-service/target/quarkus-app");
        List<String> command = new ArrayList<>(List.of(Stand.javaPath()));
        command.addAll(Stand.javaOptions("METRICS_JAVA_OPTIONS", JAVA_OPTIONS));
        command.addAll(List.of(settings));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dkafka.bootstrap.servers=" + bootstrapServers(),
                "-Dquarkus.kafka-streams.bootstrap-servers=" + bootstrapServers(),
                "-Dquarkus.kafka-streams.application-id=" + group,
                "-Dzone.events.topic=" + topic,
                "-Dzone.totals.topic=" + totals,
                "-Dkafka-streams.state.dir=" + state,
                "-Dquarkus.oidc.public-key=" + key.publicKey(),
                "-Dquarkus.oidc.token.issuer=" + SigningKey.ISSUER,
                "-jar",
                app + "/quarkus-run.jar"));
        return new Fold(start(command, group), port, group, state);
    }

    /** The plain job. */
    Fold plain(String topic, String results, boolean withOrganisations) throws IOException {
        String group = "plain-" + started++;
        Path state = folder.resolve(group);
        return new Fold(
                start(
                        Stand.java(
                                Stand.javaOptions("PLAIN_JAVA_OPTIONS", PLAIN_JAVA_OPTIONS),
                                PlainJob.class.getName(),
                                bootstrapServers(),
                                topic,
                                results,
                                group,
                                state.toString(),
                                withOrganisations ? PlainJob.WITH_ORGANISATIONS : ""),
                        group),
                0,
                group,
                state);
    }

    private Process start(List<String> command, String name) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        synchronized (this) {
            processes.add(process);
        }
        return process;
    }

    /** How many records of a log a group has done with. */
    long committed(Admin admin, String group, String topic) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(each -> each.getKey().topic().equals(topic) && each.getValue() != null)
                .mapToLong(each -> each.getValue().offset())
                .sum();
    }

    /** Lets the members go that have ended: they would be waited for as long as a session lasts. */
    void forget(String group) throws Exception {
        try (Admin admin = admin()) {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** What the processes have said last. */
    String said() throws IOException {
        try (Stream<Path> logs = Files.list(folder)) {
            return logs.filter(each -> each.toString().endsWith(".log"))
                    .map(MetricsStand::end)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String end(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(each -> each.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        processes.forEach(Process::destroy);
        processes.forEach(Stand::awaitEnd);
        kafka.stop();
        delete(folder);
    }
}
