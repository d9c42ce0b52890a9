package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.local.Ports;
import dev.zoneledger.testing.Backing;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several instances of metrics-service, each a process of its own, that share the work on one log. */
final class Instances implements AutoCloseable {

    private static final String JAR = "../../metrics-service/target/quarkus-app/quarkus-run.jar";
    /** Nothing is measured by it: what has not come by then does not come. A slow machine takes minutes to start a service under load. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);
    /** Longer than any answer may take: five seconds of waiting for a position, and the silence of one that is away. */
    private static final Duration NEVER_A_HANG = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String application = TestIds.unique("zone-metrics");
    private final String token = Tokens.reader();
    private final String topic;
    private final Path folder;
    private final List<One> all = new ArrayList<>();

    Instances(String topic, Path folder) {
        this.topic = topic;
        this.folder = folder;
    }

    /** What came back; status 0 if nothing did. */
    record Answer(int status, @Nullable HttpResponse<String> response) {

        JsonNode body() {
            return Client.json(response().body());
        }

        Optional<String> header(String name) {
            return response().headers().firstValue(name);
        }
    }

    /** Starts one more, which need not be ready yet. */
    One start(String name) {
        return start(name, Map.of());
    }

    /** The same with settings of its own. */
    One start(String name, Map<String, String> settings) {
        One one = new One(name, Ports.free(1).getFirst(), folder.resolve("state-" + name), settings);
        one.start();
        all.add(one);
        return one;
    }

    /** Starts one that shares nothing with the others but the log. */
    One startAlone(String name) {
        Instances others = new Instances(topic, folder);
        all.add(others.start(name));
        return all.getLast();
    }

    static void until(BooleanSupplier condition, String what) {
        Instant end = Instant.now().plus(LONG_ENOUGH);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The logs of all of them, for whoever has to find out. */
    String logs() {
        StringBuilder logs = new StringBuilder();
        all.forEach(each -> logs.append("\n--- ").append(each.name).append('\n').append(each.log()));
        return logs.toString();
    }

    @Override
    public void close() {
        all.forEach(One::kill);
    }

    /** One of them. */
    final class One {
        private final String name;
        private final int port;
        private final Path state;
        private final Map<String, String> settings;
        private @Nullable Process process;

        private One(String name, int port, Path state, Map<String, String> settings) {
            this.name = name;
            this.port = port;
            this.state = state;
            this.settings = settings;
        }

        String address() {
            return "127.0.0.1:" + port;
        }

        void start() {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dquarkus.http.port=" + port,
                    "-Dkafka.bootstrap.servers=" + Backing.kafka(),
                    "-Dzone.events.topic=" + topic,
                    "-Dzone.totals.topic=" + topic + ".totals",
                    "-Dzone.instance.name=" + name,
                    "-Dquarkus.kafka-streams.application-id=" + application,
                    "-Dkafka-streams.state.dir=" + state,
                    "-Dkafka-streams.session.timeout.ms=6000",
                    "-Dkafka-streams.heartbeat.interval.ms=1000",
                    "-Dkafka-streams.probing.rebalance.interval.ms=60000"));
            Tokens.config().forEach((key, value) -> command.add("-D" + key + "=" + value));
            settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
            command.addAll(List.of("-jar", JAR));
            try {
                process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(
                                folder.resolve(name + ".log").toFile()))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void awaitReady() {
            until(() -> get("/q/health/ready").status() == 200, name + " is ready" + log());
        }

        /** As a loss of power does. */
        void kill() {
            if (process != null) {
                process.destroyForcibly();
                awaitEnd();
            }
        }

        /** Asks it to end; it may take its time to hand over. */
        Duration stop() {
            Instant before = Instant.now();
            process.destroy();
            awaitEnd();
            return Duration.between(before, Instant.now());
        }

        void freeze(boolean isFrozen) {
            try {
                new ProcessBuilder("kill", isFrozen ? "-STOP" : "-CONT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        void wipe() {
            try (Stream<Path> files = Files.walk(state)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(each -> each.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Answer get(String path, String... headers) {
            HttpRequest.Builder request = request(path);
            for (int at = 0; at < headers.length; at += 2) {
                request.setHeader(headers[at], headers[at + 1]);
            }
            return send(path, request);
        }

        Answer post(String path, String body) {
            return send(
                    path,
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://" + address() + path))
                    .timeout(NEVER_A_HANG)
                    .header("Authorization", "Bearer " + token);
        }

        private Answer send(String path, HttpRequest.Builder request) {
            try {
                HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                return new Answer(response.statusCode(), response);
            } catch (java.net.http.HttpTimeoutException e) {
                if (e instanceof java.net.http.HttpConnectTimeoutException) {
                    return new Answer(0, null);
                }
                throw new AssertionError("no answer within " + NEVER_A_HANG + ": " + name + path + log(), e);
            } catch (IOException e) {
                return new Answer(0, null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        String log() {
            try {
                return "\n" + Files.readString(folder.resolve(name + ".log"));
            } catch (IOException e) {
                return e.toString();
            }
        }

        private void awaitEnd() {
            try {
                assertThat(process.waitFor(1, TimeUnit.MINUTES))
                        .as(name + " ends" + log())
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
