package dev.zoneledger.e2e;

import dev.zoneledger.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The local stack on ports and a state folder of its own; started when the first test asks, stopped at the JVM's end. */
final class Stack {

    // The stack's ports follow one after another in this order from the first.
    private static final int PORTS = 7;
    private static final int METRICS = 0;
    private static final int INGEST = 1;
    private static final int CATALOG = 2;
    private static final int KAFKA = 3;
    private static final int POSTGRES = 5;
    private static final int TRACES = 6;

    private static final int LOWEST_PORT = 21_000;
    private static final int RANGE = 10;
    private static final int RANGES = 400;

    private static final Path ROOT = root();
    private static final Stack RUNNING = started();

    private final int firstPort;
    private final Path state;

    private Stack(int firstPort, Path state) {
        this.firstPort = firstPort;
        this.state = state;
    }

    static Stack running() {
        return RUNNING;
    }

    URI metrics() {
        return address(METRICS);
    }

    URI ingest() {
        return address(INGEST);
    }

    URI catalog() {
        return address(CATALOG);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + (firstPort + KAFKA);
    }

    /** Where the services send their spans; nobody need be there, as only requests that ask for it are traced. */
    int tracesPort() {
        return firstPort + TRACES;
    }

    /** What a part has written to its log. */
    String log(String part) {
        return read(state.resolve("logs").resolve(part + ".log"));
    }

    /** The catalog's own tables, which nobody but the catalog should write. */
    Connection catalogDatabase() throws SQLException {
        return catalogDatabase(firstPort + POSTGRES, state);
    }

    /** The same of any stack, by the port of its PostgreSQL and its state. */
    static Connection catalogDatabase(int port, Path state) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/catalog", "zone", postgresPassword(state));
    }

    String postgresPassword() {
        return postgresPassword(state);
    }

    private static String postgresPassword(Path state) {
        return read(state.resolve("keys/postgres-password")).strip();
    }

    /** Ends a part as a loss of power does; the stack starts it again. */
    void kill(String part) {
        long pid = read(state.resolve("run").resolve(part + ".pid"))
                .lines()
                .findFirst()
                .map(Long::parseLong)
                .orElseThrow();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    String token(String role) {
        return read(state.resolve("tokens").resolve(role + ".jwt")).strip();
    }

    /** A file of the stack that nobody else may read. */
    Path secret(String file) {
        return state.resolve(file);
    }

    Path logs() {
        return state.resolve("logs");
    }

    /** The facts that the stack takes in at its first start. */
    static Path facts() {
        return ROOT.resolve("deploy/local/data/baotou-2020.ndjson");
    }

    static Path root(String path) {
        return ROOT.resolve(path);
    }

    /** Runs a script of deploy/local on this stack and gives what it printed; fails if the script does. */
    String run(String script, String... options) {
        List<String> command = new ArrayList<>(
                List.of(ROOT.resolve("deploy/local").resolve(script).toString(), "--state", state.toString()));
        command.addAll(List.of(options));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(state.resolveSibling(script + ".out").toFile());
            builder.environment().putAll(watched());
            Process process = builder.start();
            int exit = process.waitFor();
            String output = read(state.resolveSibling(script + ".out"));
            if (exit != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + exit + ":\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The services are watched as in production, and more closely. */
    private Map<String, String> watched() {
        return Map.of(
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true",
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "0",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "PT0.2S",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + tracesPort(),
                "ZONE_GAUGES_EVERY", "PT1S",
                "ZONE_CATALOG_COUNT_EVERY", "PT5S");
    }

    String up() {
        return run("up", "--detach", "--no-build", "--ports-from", Integer.toString(firstPort));
    }

    String down() {
        return run("down");
    }

    private URI address(int service) {
        return URI.create("http://127.0.0.1:" + (firstPort + service));
    }

    private static Stack started() {
        try {
            Path folder =
                    Files.createTempDirectory(Files.createDirectories(ROOT.resolve("testing/e2e/target")), "stack-");
            Stack stack = new Stack(firstOfFreePorts(), folder.resolve("state"));
            Runtime.getRuntime().addShutdownHook(new Thread(stack::down));
            stack.up();
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Neither of the local stack's own nor of those that systems give to connections; two builds begin at different ones. */
    private static int firstOfFreePorts() {
        int begin = (int) (ProcessHandle.current().pid() % RANGES);
        for (int i = 0; i < RANGES; i++) {
            int first = LOWEST_PORT + (begin + i) % RANGES * RANGE;
            if (IntStream.range(first, first + PORTS).allMatch(Ports::isFree)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + PORTS + " free ports in a row");
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
