package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.local.Part;
import dev.zoneledger.local.Parts;
import dev.zoneledger.local.Ports;
import dev.zoneledger.local.StackPlan;
import dev.zoneledger.local.StackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a local stack without its supervisor: whoever has a fleet kills, stops and starts each of them when they like, and
 * may have several instances of a service.
 */
final class Fleet implements AutoCloseable {

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
    private static final String READY = "/q/health/ready";

    private static @Nullable Fleet shared;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final StackPlan plan;
    private final Path state;
    private final int postgres;
    private final Map<String, Part> running = new ConcurrentHashMap<>();
    /** Where instances listen beside the first one of their service, by what {@link #name} calls them. */
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    /** The fleet that tests share which leave it running as they found it; started when the first one asks. */
    static synchronized Fleet running() {
        if (shared == null) {
            shared = new Fleet(newFolder()).startAll();
        }
        return shared;
    }

    /** A fleet of which nothing runs yet. */
    Fleet(Path state) {
        this(state, ports -> Map.of());
    }

    /**
     * The same with settings of its own.
     *
     * @param settings of parts, by name; ports are known when it is made
     */
    Fleet(Path state, Function<StackPorts, Map<String, Map<String, String>>> settings) {
        List<Integer> free = Ports.free(6);
        this.state = state;
        this.postgres = free.getLast();
        StackPorts own = new StackPorts(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4), free.get(5));
        this.plan = StackPlan.in(Stack.root(""), state, own).with(settings.apply(own));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** A folder for a fleet, which is kept for whoever has to find out why a test has failed. */
    static Path newFolder() {
        try {
            Path target = Files.createDirectories(Stack.root("testing/e2e/target"));
            return Files.createTempDirectory(target, "fleet-").resolve("state");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path state() {
        return state;
    }

    /** The catalog's own tables. */
    Connection catalogDatabase() throws SQLException {
        return Stack.catalogDatabase(postgres, state);
    }

    URI ingest() {
        return plan.address(Parts.INGEST);
    }

    URI catalog() {
        return plan.address(Parts.CATALOG);
    }

    URI metrics() {
        return plan.address(Parts.METRICS);
    }

    URI address(String part) {
        Integer port = ports.get(part);
        return port == null ? plan.address(part) : URI.create("http://127.0.0.1:" + port);
    }

    String bootstrapServers() {
        return plan.bootstrapServers();
    }

    String token(String role) {
        return plan.token(role);
    }

    /** Starts broker, topics, database and services, and returns when all are ready; the broker may run already. */
    Fleet startAll() {
        if (!isAlive(Parts.KAFKA)) {
            start(Parts.KAFKA);
        }
        plan.ensureTopics();
        start(Parts.POSTGRES);
        Parts.SERVICES.forEach(this::start);
        Parts.SERVICES.forEach(this::awaitReady);
        return this;
    }

    /** Starts a part; a service is ready some time later. */
    void start(String part) {
        Integer port = ports.get(part);
        int dash = part.indexOf('-');
        running.put(
                part,
                port == null ? plan.start(part) : plan.start(part.substring(0, dash), part.substring(dash + 1), port));
    }

    /** Starts one more instance of a service, and gives the name that it is known by. */
    String startAnother(String service) {
        String name = service + "-2";
        ports.computeIfAbsent(name, any -> Ports.free(1).getFirst());
        start(name);
        return name;
    }

    /** As a loss of power of this process alone does. */
    void kill(String part) {
        ProcessHandle process = process(part);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks it to end with SIGTERM; gives how long it took. */
    Duration stop(String part) {
        Instant before = Instant.now();
        Part stopped = running.remove(part);
        if (stopped != null && stopped.isAlive()) {
            stopped.stop();
        }
        return Duration.between(before, Instant.now());
    }

    boolean isAlive(String part) {
        Part here = running.get(part);
        return here != null && here.isAlive();
    }

    boolean isReady(String service) {
        return status(service, READY) == 200;
    }

    void awaitReady(String service) {
        Instances.until(
                () -> {
                    assertThat(isAlive(service))
                            .as(() -> service + " runs: " + log(service))
                            .isTrue();
                    return isReady(service);
                },
                service + " is ready");
    }

    /** What it answers with; 0 for nothing. */
    int status(String service, String path) {
        try {
            return http.send(
                            HttpRequest.newBuilder(address(service).resolve(path))
                                    .timeout(PROBE_LIMIT)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a service answers with 200; asks again as long as it is behind the position that the path may name. */
    String answer(URI service, String path) {
        AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
        Instances.until(
                () -> {
                    last.set(ask(service.resolve(path)));
                    return last.get().statusCode() != 503
                            || !Client.isBehind(Client.json(last.get().body()));
                },
                path + " is answered");
        HttpResponse<String> response = last.get();
        assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> ask(URI address) {
        try {
            return http.send(
                    HttpRequest.newBuilder(address).header("Prefer", "wait=30").build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The end of what a part has written down of itself. */
    String log(String part) {
        try {
            List<String> lines = Files.readAllLines(state.resolve("logs").resolve(part + ".log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Stops everything: services first, then database and broker. */
    void stopAll() {
        List.copyOf(ports.keySet()).forEach(this::stop);
        Parts.IN_ORDER.reversed().forEach(this::stop);
    }

    /** Ends everything at once. */
    @Override
    public void close() {
        running.values().forEach(part -> {
            if (part.isAlive()) {
                ProcessHandle.of(part.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
        });
        running.clear();
    }

    private ProcessHandle process(String part) {
        return ProcessHandle.of(running.get(part).pid()).orElseThrow();
    }
}
