package dev.zoneledger.bench;

import dev.zoneledger.contract.EventLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The whole road of many claims on a running local stack: posted as one NDJSON import, until the broker has them, until
 * the catalog has them, until the totals have them. The floor, in the same run: a raw producer that puts the same lines
 * on a topic of its own.
 */
public final class Road {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int PROJECTS = 1000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI ingest = address("INGEST", "http://127.0.0.1:8081");
    private final URI catalog = address("CATALOG", "http://127.0.0.1:8082");
    private final URI metrics = address("METRICS", "http://127.0.0.1:8080");
    private final String kafka = System.getenv().getOrDefault("KAFKA", "127.0.0.1:29092");
    private final String token;

    private Road(String token) {
        this.token = token;
    }

    /** Arguments: the stack's state folder, the number of claims, the number of runs. */
    public static void main(String[] arguments) throws Exception {
        Path state = Path.of(arguments[0]);
        int claims = Integer.parseInt(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        Road road =
                new Road(Files.readString(state.resolve("tokens/steward.jwt")).strip());
        System.out.printf("%d claims a run; events/s (ratio to the raw producer of the same run)%n", claims);
        System.out.printf(
                "%-5s %20s %20s %20s %20s%n", "run", "raw producer", "accepted", "in the catalog", "in the totals");
        try {
            for (int run = 1; run <= runs; run++) {
                road.run(run, claims);
            }
        } catch (ConnectException e) {
            System.err.println("The stack does not answer; start it with deploy/local/up --detach.");
            System.exit(1);
        }
    }

    private void run(int run, int claims) throws Exception {
        String zone = "bench-" + UUID.randomUUID().toString().substring(0, 8);
        String ready = importLines(registrations(zone, Math.ceilDiv(claims, PROJECTS)));
        await(catalog.resolve("/v1/zones/" + zone), ready);
        await(metrics.resolve("/v1/zones/" + zone + "/capacity?asOf=2020-12-31&by=product,status"), ready);

        double raw = claims / produce(zone, claims);
        long start = System.nanoTime();
        String position = importLines(claims(zone, claims));
        double accepted = claims / seconds(start);
        CompletableFuture<Double> inCatalog = CompletableFuture.supplyAsync(() -> {
            await(catalog.resolve("/v1/zones/" + zone), position);
            return claims / seconds(start);
        });
        String totals =
                await(metrics.resolve("/v1/zones/" + zone + "/capacity?asOf=2020-12-31&by=product,status"), position);
        double inTotals = claims / seconds(start);
        requireAll(totals, claims);
        double inCatalogRate = inCatalog.get();
        System.out.printf(
                "%-5d %20s %20s %20s %20s%n",
                run, figure(raw, raw), figure(accepted, raw), figure(inCatalogRate, raw), figure(inTotals, raw));
    }

    private static String figure(double rate, double floor) {
        return "%,.0f (%.2f)".formatted(rate, rate / floor);
    }

    /** A rate of claims that are not all in the total would be worth nothing. */
    private static void requireAll(String totals, int claims) {
        String expected = "\"claims\":" + claims + ",";
        if (!totals.replace(" ", "").contains(expected)) {
            throw new IllegalStateException("the total does not have all " + claims + " claims: " + totals);
        }
    }

    private static Stream<String> registrations(String zone, int lines) {
        return Stream.concat(
                Stream.of("{\"type\":\"zone\",\"id\":\"%s\",\"name\":\"Bench\"}".formatted(zone)),
                IntStream.range(0, PROJECTS).mapToObj(each -> project(zone, each, lines)));
    }

    private static String project(String zone, int number, int lines) {
        String each = IntStream.range(0, lines)
                .mapToObj("{\"id\":\"line-%1$d\",\"name\":\"Line %1$d\"}"::formatted)
                .collect(Collectors.joining(","));
        return ("{\"type\":\"project\",\"zone\":\"%s\",\"id\":\"project-%d\",\"name\":\"P\",\"phases\":"
                        + "[{\"id\":\"main\",\"name\":\"Main\",\"lines\":[%s]}]}")
                .formatted(zone, number, each);
    }

    private static Stream<String> claims(String zone, int count) {
        return IntStream.range(0, count).mapToObj(each -> claim(zone, each));
    }

    private static String claim(String zone, int number) {
        return ("{\"type\":\"claim\",\"zone\":\"%s\",\"id\":\"claim-%d\",\"subject\":{\"project\":\"project-%d\",\"phase\":\"main\",\"line\":\"line-%d\"},"
                        + "\"measure\":\"capacity\",\"product\":\"ndfeb-sintered\",\"quantity\":{\"value\":%d,\"unit\":\"t/a\"},"
                        + "\"status\":\"operating\",\"effectiveFrom\":{\"date\":\"2020-01-01\"},"
                        + "\"source\":{\"uri\":\"urn:bench:road\",\"publisher\":\"bench\",\"publishedOn\":\"2020-10\"}}")
                .formatted(zone, number, number % PROJECTS, number / PROJECTS, number);
    }

    private String importLines(Stream<String> lines) throws IOException, InterruptedException {
        PipedInputStream in = new PipedInputStream(1 << 20);
        OutputStream out = new PipedOutputStream(in);
        Thread writer = Thread.ofPlatform().start(() -> write(lines, out));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(ingest.resolve("/v1/imports"))
                        .header("Content-Type", "application/x-ndjson")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> (InputStream) in))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        writer.join();
        if (answer.statusCode() != 202 || !answer.body().replace(" ", "").contains("\"rejected\":0")) {
            throw new IllegalStateException("the import was not accepted: " + answer.body());
        }
        return answer.headers().firstValue("Zone-Position").orElseThrow();
    }

    private static void write(Stream<String> lines, OutputStream out) {
        try (out) {
            for (String line : (Iterable<String>) lines::iterator) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer that reflects the position; asks again while the service says "not yet". */
    private String await(URI address, String position) {
        URI asked = URI.create(address + (address.getQuery() == null ? "?" : "&") + "after=" + position);
        long start = System.nanoTime();
        while (true) {
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(asked)
                                .header("Prefer", "wait=30")
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                if (answer.statusCode() != 503 || seconds(start) > LONG.toSeconds()) {
                    throw new IllegalStateException(asked + ": " + answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Seconds that a raw producer takes for the same lines, with the settings that throughput wants. */
    private double produce(String zone, int claims) throws ExecutionException, InterruptedException {
        String topic = zone + "-floor";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka));
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                kafka,
                                "acks",
                                "all",
                                "compression.type",
                                "lz4",
                                "batch.size",
                                262144,
                                "linger.ms",
                                10),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(EventLog.topicConfig())))
                    .all()
                    .get();
            byte[] key = zone.getBytes(StandardCharsets.UTF_8);
            List<byte[]> lines = claims(zone, claims)
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toList();
            producer.partitionsFor(topic);
            long start = System.nanoTime();
            lines.forEach(line -> producer.send(new ProducerRecord<>(topic, key, line)));
            producer.flush();
            double taken = seconds(start);
            admin.deleteTopics(List.of(topic)).all().get();
            return taken;
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static URI address(String variable, String otherwise) {
        return URI.create(System.getenv().getOrDefault(variable, otherwise));
    }
}
