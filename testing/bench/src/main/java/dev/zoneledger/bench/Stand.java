package dev.zoneledger.bench;

import dev.zoneledger.contract.EventLog;
import dev.zoneledger.local.KafkaProcess;
import dev.zoneledger.local.KafkaSettings;
import dev.zoneledger.local.Ports;
import dev.zoneledger.local.SigningKey;
import dev.zoneledger.local.Topics;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** A broker, ingest-service and the bare server, each a process of its own, ended with this one in whatever way it ends. */
final class Stand implements AutoCloseable {

    // As the local stack has.
    private static final int PARTITIONS = 6;
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");
    private static final Duration END_LIMIT = Duration.ofSeconds(15);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final KafkaProcess kafka;
    private final List<Process> processes = new ArrayList<>();
    private final int ingestPort;
    private final int barePort;
    private final String token;
    private final Process ingest;
    private final Process bare;
    private boolean closed;

    static Stand start() throws Exception {
        return new Stand();
    }

    private Stand() throws Exception {
        folder = Files.createTempDirectory("zone-bench-");
        List<Integer> ports = Ports.free(4);
        ingestPort = ports.get(2);
        barePort = ports.get(3);
        kafka = KafkaProcess.start(new KafkaSettings(
                folder.resolve("kafka"),
                folder.resolve("kafka.log"),
                ports.get(0),
                ports.get(1),
                List.of("-Xms512m", "-Xmx512m")));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        SigningKey key = SigningKey.generate();
        token = key.token("bench", List.of("reporter"), List.of("*"), Duration.ofDays(1));
        String floorTopic = "bare";
        Topics.ensure(bootstrapServers(), EventLog.TOPIC, PARTITIONS, EventLog.topicConfig());
        Topics.ensure(bootstrapServers(), EventLog.TOTALS, PARTITIONS, EventLog.totalsConfig());
        Topics.ensure(bootstrapServers(), floorTopic, PARTITIONS, EventLog.topicConfig());
        ingest = start(ingestCommand(key), folder.resolve("ingest.log"));
        bare = start(
                java(
                        javaOptions("BARE_JAVA_OPTIONS", JAVA_OPTIONS),
                        BareServer.class.getName(),
                        Integer.toString(barePort),
                        bootstrapServers(),
                        floorTopic),
                folder.resolve("bare.log"));
        await(() -> isReady(ingestPort), "ingest-service");
        await(() -> listens(barePort), "the bare server");
    }

    private List<String> ingestCommand(SigningKey key) {
        String app = Optional.ofNullable(System.getenv("INGEST_APP")).orElse("ingest-service/target/quarkus-app");
        List<String> command = new ArrayList<>();
        command.add(javaPath());
        command.addAll(javaOptions("INGEST_JAVA_OPTIONS", JAVA_OPTIONS));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + ingestPort,
                "-Dkafka.bootstrap.servers=" + bootstrapServers(),
                "-Dquarkus.oidc.public-key=" + key.publicKey(),
                "-Dquarkus.oidc.token.issuer=" + SigningKey.ISSUER,
                // One caller sends all there is to send.
                "-Dzone.ingest.rates.requests=1000000",
                "-Dzone.ingest.rates.entries=100000000",
                "-Dzone.ingest.rates.bytes=900M",
                "-jar",
                app + "/quarkus-run.jar"));
        return command;
    }

    static List<String> javaOptions(String variable, List<String> otherwise) {
        String own = System.getenv(variable);
        return own == null ? otherwise : List.of(own.split(" +"));
    }

    Path folder() {
        return folder;
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    URI ingestAddress(String path) {
        return URI.create("http://127.0.0.1:" + ingestPort + path);
    }

    String token() {
        return token;
    }

    ProcessHandle ingestProcess() {
        return ingest.toHandle();
    }

    ProcessHandle bareProcess() {
        return bare.toHandle();
    }

    Load.Request ingest(String path, String contentType, List<Buffer> bodies) {
        return request(ingestPort, path, contentType, bodies);
    }

    /** The same request, its token too, which the bare server does not look at. */
    Load.Request bare(String path, String contentType, List<Buffer> bodies) {
        return request(barePort, path, contentType, bodies);
    }

    private Load.Request request(int port, String path, String contentType, List<Buffer> bodies) {
        return new Load.Request(
                port, path, Map.of("Content-Type", contentType, "Authorization", "Bearer " + token), bodies);
    }

    /** Makes a topic with the settings of the log. */
    String freshTopic() {
        String topic = "floor-" + UUID.randomUUID().toString().substring(0, 8);
        Topics.ensure(bootstrapServers(), topic, PARTITIONS, EventLog.topicConfig());
        return topic;
    }

    void deleteTopic(String topic) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A process of this bench's own classes. */
    static List<String> java(List<String> options, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(javaPath()));
        command.addAll(options);
        command.addAll(
                List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    Process start(List<String> command, Path output) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        synchronized (this) {
            processes.add(process);
        }
        return process;
    }

    static String javaPath() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(Condition condition, String what) throws Exception {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + " was not ready within " + START_LIMIT.toSeconds() + " s");
            }
            Thread.sleep(100);
        }
    }

    static boolean isReady(int port) throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest asked = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                    .build();
            return http.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A process that is out of memory does not end by itself. */
    static void awaitEnd(Process process) {
        process.onExit()
                .completeOnTimeout(process, END_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
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
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(each -> each.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
