package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Json;
import dev.zoneledger.local.Ports;
import dev.zoneledger.testing.Backing;
import dev.zoneledger.testing.Database;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** catalog-service as a process of its own, killed while it writes. */
class KilledCatalogIT {

    private static final int KILLS = 10;
    private static final int PARTITIONS = 6;
    private static final int ZONES = 24;
    private static final int NO_EVENT_EVERY = 1000;
    /** So many records are always waiting to be read, so that a batch is under way whenever it is killed. */
    private static final int AHEAD = 60_000;

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    private final Random random = new Random();
    private final EventCodec codec = new EventCodec();
    private final String run = TestIds.unique("run");
    private final TestLog log = TestLog.open();
    private final String topic = log.newEventTopic(PARTITIONS);
    private final Database database = Backing.newDatabase();
    private final AtomicLong applied = new AtomicLong();
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        started.forEach(Process::destroyForcibly);
        log.close();
    }

    @Test
    void shouldLoseNothingAndDoubleNothingWhenKilledTenTimesInTheMiddleOfABatch() throws Exception {
        // Given
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> load = CompletableFuture.supplyAsync(() -> appendUntil(over));

        // When
        for (int kill = 0; kill < KILLS; kill++) {
            Process catalog = start();
            long before = written();
            until(() -> written() > before);
            // At any moment of what it does: decoding, within a transaction, between two.
            Thread.sleep(random.nextInt(700));
            catalog.destroyForcibly().waitFor();
        }
        over.set(true);
        int appended = load.get();
        start();

        // Then
        until(() -> written() == appended);
        int noEvents = appended / NO_EVENT_EVERY;
        int claims = appended - noEvents;
        assertThat(ask("SELECT count(*) FROM revision")).isEqualTo(claims);
        assertThat(ask("SELECT count(*) FROM claim WHERE document IS NOT NULL")).isEqualTo(claims);
        assertThat(ask("SELECT sum(figure) FROM claim")).isEqualTo(sumOfFigures(appended));
        assertThat(ask("SELECT count(*) FROM dead_letter")).isEqualTo(noEvents);
        assertThat(ask("SELECT count(DISTINCT (log_partition, log_offset)) FROM revision"))
                .isEqualTo(claims);
    }

    private static long sumOfFigures(int appended) {
        long sum = 0;
        for (int i = 1; i <= appended; i++) {
            sum += i % NO_EVENT_EVERY == 0 ? 0 : i;
        }
        return sum;
    }

    private int appendUntil(AtomicBoolean over) {
        int appended = 0;
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Backing.kafka(), "acks", "all", "linger.ms", 20),
                new StringSerializer(),
                new ByteArraySerializer())) {
            while (!over.get()) {
                if (appended - applied.get() > AHEAD) {
                    Thread.sleep(5);
                    continue;
                }
                appended++;
                producer.send(appended % NO_EVENT_EVERY == 0 ? noEvent(appended) : claim(appended));
            }
            producer.flush();
            return appended;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ProducerRecord<String, byte[]> noEvent(int number) {
        return new ProducerRecord<>(topic, zone(number), new byte[] {(byte) number});
    }

    private ProducerRecord<String, byte[]> claim(int number) throws IOException {
        Claim claim = Json.mapper().readValue("""
                {"zone": "%s", "id": "c%d", "revision": 1, "subject": {"project": "p%d"}, "measure": "output",
                 "product": "ndfeb-sintered", "quantity": {"value": %d, "unit": "t", "qualifier": "exact"},
                 "basis": "actual", "period": "2020", "rank": "normal", "source": {"uri": "urn:test"}}
                """.formatted(zone(number), number, number % 100, number), Claim.class);
        EventCodec.Encoded encoded = codec.encode(claim, "urn:test", null);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, encoded.key(), encoded.data());
        encoded.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private String zone(int number) {
        return run + "-" + number % ZONES;
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.port=" + Ports.free(1).getFirst(),
                "-Dkafka.bootstrap.servers=" + Backing.kafka(),
                "-Dzone.events.topic=" + topic,
                "-Dzone.dead-letters.topic=" + topic + ".dlq",
                "-Dzone.catalog.group=" + run,
                // Who comes back under this name is known to the broker, and need not wait until the one killed is
                // given up.
                "-Dmp.messaging.incoming.events.group.instance.id=one",
                "-Dquarkus.datasource.jdbc.url=" + database.jdbcUrl(),
                "-Dquarkus.datasource.username=" + database.user(),
                "-Dquarkus.datasource.password=" + database.password()));
        Tokens.config().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-jar",
                Stack.root("catalog-service/target/quarkus-app/quarkus-run.jar").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolve("catalog-" + started.size() + ".log").toFile())
                .start();
        started.add(process);
        return process;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void until(Condition condition) throws Exception {
        Instant end = Instant.now().plus(LONG_ENOUGH);
        while (!condition.holds()) {
            assertThat(Instant.now())
                    .as(() -> "rows for " + applied.get() + " records; " + lastLog())
                    .isBefore(end);
            Thread.sleep(20);
        }
    }

    private String lastLog() {
        try {
            return Files.readString(folder.resolve("catalog-" + (started.size() - 1) + ".log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Of how many records of the log the rows are there. */
    private long written() throws SQLException {
        applied.set(ask("SELECT coalesce(sum(next_offset), 0) FROM log_position"));
        return applied.get();
    }

    private long ask(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            // Before the first start has made the tables.
            if ("42P01".equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }
}
