package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.Position;
import dev.zoneledger.testing.TestIds;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * People who report at a steady rate and take nothing but a 202 for an answer: what was refused for a while, or got no answer, they send
 * again under the same key. What they were acknowledged is what must be on record, no more and no less.
 */
final class Reporters implements AutoCloseable {

    private static final int ZONES = 6;
    private static final int PROJECTS = 200;
    private static final int FIRST_YEAR = 1950;
    /** One in so many is corrected at once. */
    private static final int CORRECTED = 5;

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<URI> doors;
    private final String token;
    private final int clients;
    private final Duration between;
    private final List<String> zones =
            Stream.generate(() -> TestIds.zone("reported")).limit(ZONES).toList();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Map<Integer, Long> reached = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Latest latest = new Latest(0, "", "");
    private volatile boolean over;

    /**
     * Reporters who have not begun yet.
     *
     * @param doors instances of ingest-service; who is refused at one goes to the next
     * @param perSecond claims of all of them together
     */
    Reporters(List<URI> doors, String token, int clients, int perSecond) {
        this.doors = List.copyOf(doors);
        this.token = token;
        this.clients = clients;
        this.between = Duration.ofSeconds(1).multipliedBy(clients).dividedBy(perSecond);
    }

    /** One revision of a claim that was acknowledged. */
    record Acknowledged(
            String zone, String id, int revision, String year, BigDecimal figure, String event, String position) {}

    /**
     * A claim that was acknowledged, of those begun last.
     *
     * @param begun when its request was begun, by {@link System#nanoTime}
     */
    record Latest(long begun, String zone, String position) {}

    List<String> zones() {
        return zones;
    }

    /** Registers the zones and their projects. */
    Reporters register() {
        List<String> lines = new ArrayList<>();
        for (String zone : zones) {
            lines.add("{\"type\": \"zone\", \"id\": \"" + zone + "\", \"name\": \"A zone\"}");
            IntStream.range(0, PROJECTS)
                    .mapToObj(i -> "{\"type\": \"project\", \"zone\": \"%s\", \"id\": \"p%d\", \"name\": \"A project\"}"
                            .formatted(zone, i))
                    .forEach(lines::add);
        }
        until202("/v1/imports", "application/x-ndjson", String.join("\n", lines), TestIds.unique("registration"), 0);
        return this;
    }

    Reporters start() {
        for (int client = 0; client < clients; client++) {
            int number = client;
            threads.add(Thread.ofVirtual().name("reporter-" + client).start(() -> report(number)));
        }
        return this;
    }

    /** Lets each finish what it has begun, that is until it is acknowledged. */
    void finish() {
        over = true;
        for (Thread each : threads) {
            try {
                assertThat(each.join(Duration.ofMinutes(10)))
                        .as("everything is acknowledged in the end; " + this)
                        .isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        assertThat(unexpected).as("answers beside 202 and 503").isEmpty();
    }

    /** Every revision that was acknowledged. */
    List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged.values());
    }

    int count() {
        return acknowledged.size();
    }

    /** How often a request was answered with 503. */
    int refused() {
        return refused.get();
    }

    /** How often there was nobody to take a request, or no answer to it. */
    int unanswered() {
        return unanswered.get();
    }

    Latest latest() {
        return latest;
    }

    /** After all that was acknowledged so far. */
    String position() {
        return new Position(new TreeMap<>(reached)).toString();
    }

    /** What counts of each claim of a zone: the revision that is the highest. */
    Map<String, Acknowledged> holding(String zone) {
        Map<String, Acknowledged> holding = new HashMap<>();
        acknowledged.values().stream()
                .filter(each -> each.zone.equals(zone))
                .forEach(each ->
                        holding.merge(each.id, each, (left, right) -> left.revision > right.revision ? left : right));
        return holding;
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(Thread::interrupt);
        http.close();
    }

    @Override
    public String toString() {
        return acknowledged.size() + " acknowledged, " + refused + " times 503, " + unanswered + " times no answer";
    }

    private void report(int client) {
        long next = System.nanoTime() + between.toNanos() * client / clients;
        for (int i = 0; !over; i++) {
            LockSupport.parkNanos(next - System.nanoTime());
            // What was missed during an outage is not made up for.
            next = Math.max(System.nanoTime(), next + between.toNanos());
            int number = i * clients + client;
            claim(client, number, 1);
            if (number % CORRECTED == 0) {
                claim(client, number, 2);
            }
        }
    }

    private void claim(int client, int number, int revision) {
        String zone = zones.get(number % ZONES);
        int cell = number / ZONES;
        String year = Integer.toString(FIRST_YEAR + cell / PROJECTS);
        BigDecimal figure = BigDecimal.valueOf(1000L * revision + number, 3);
        String id = "c" + number;
        String body = """
                {"zone": "%s", "id": "%s", "revision": %d, "subject": {"project": "p%d"}, "measure": "output",
                 "product": "ndfeb-sintered", "quantity": {"value": %s, "unit": "t", "qualifier": "exact"},
                 "basis": "actual", "period": "%s", "source": {"uri": "urn:test:reporters"}}""".formatted(zone, id, revision, cell % PROJECTS, figure.toPlainString(), year);
        long begun = System.nanoTime();
        JsonNode answer = until202("/v1/claims", "application/json", body, zone + "-" + id + "-" + revision, client);
        if (answer == null) {
            return;
        }
        String position = answer.get("position").textValue();
        acknowledged.put(
                zone + " " + id + " " + revision,
                new Acknowledged(
                        zone,
                        id,
                        revision,
                        year,
                        figure,
                        answer.at("/accepted/0/event").textValue(),
                        position));
        latest = new Latest(begun, zone, position);
    }

    /** The answer, once it is 202; null if there is another one that sending again will not change. */
    private JsonNode until202(String path, String type, String body, String key, int firstDoor) {
        for (int attempt = 0; ; attempt++) {
            URI door = doors.get((firstDoor + attempt) % doors.size());
            HttpRequest request = HttpRequest.newBuilder(door.resolve(path))
                    .timeout(ANSWER_LIMIT)
                    .header("Content-Type", type)
                    .header("Authorization", "Bearer " + token)
                    .header("Idempotency-Key", "\"" + key + "\"")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 202) {
                    JsonNode answer = Client.json(response.body());
                    Position.parse(answer.get("position").textValue())
                            .offsets()
                            .forEach((partition, offset) -> reached.merge(partition, offset, Math::max));
                    return answer;
                }
                if (response.statusCode() != 503) {
                    unexpected.add(response.statusCode() + ": " + response.body());
                    return null;
                }
                refused.incrementAndGet();
            } catch (IOException e) {
                unanswered.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
