package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.ZoneEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;

/** The topology without a broker: takes events as records of the log, and gives its stores to read. */
public final class Driver implements AutoCloseable {

    private static final EventCodec CODEC = new EventCodec();
    private static final String TOPIC = "events";
    private static final String TOTALS = "totals";
    private static final Duration ANNOUNCE_EVERY = Duration.ofMillis(100);

    /** Noon of a day, UTC. */
    public static final Instant START = Instant.parse("2026-10-15T12:00:00Z");

    // Held, since the log manager forgets the level of a logger that nobody holds.
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private final Gates gates = new Gates();
    private final List<String> undecodable = new ArrayList<>();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> log;
    private final TestOutputTopic<String, byte[]> announced;

    static {
        KAFKA.setLevel(Level.SEVERE);
    }

    private Driver(Function<String, KeyValueBytesStoreSupplier> kept) {
        Properties config = new Properties();
        config.setProperty(StreamsConfig.STATE_DIR_CONFIG, temporaryFolder().toString());
        config.setProperty(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class.getName());
        driver = new TopologyTestDriver(
                LedgerTopology.of(
                        new LedgerTopology.Topics(TOPIC, TOTALS),
                        ANNOUNCE_EVERY,
                        gates,
                        (partition, offset, reason) -> undecodable.add(partition + "@" + offset + ": " + reason),
                        partition -> OptionalLong.empty(),
                        kept),
                config,
                START);
        log = driver.createInputTopic(TOPIC, new ByteArraySerializer(), new ByteArraySerializer());
        announced = driver.createOutputTopic(TOTALS, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Its stores on disk, as they are in production. */
    public static Driver onDisk() {
        return new Driver(Stores::persistentKeyValueStore);
    }

    /** Its stores in memory: the same order of keys, and quickly gone. */
    public static Driver inMemory() {
        return new Driver(Stores::inMemoryKeyValueStore);
    }

    public Driver send(ZoneEvent... events) {
        return send(List.of(events));
    }

    public Driver send(List<? extends ZoneEvent> events) {
        for (ZoneEvent event : events) {
            EventCodec.Encoded encoded = CODEC.encode(event, "urn:test", null);
            sendRaw(encoded.key(), encoded.headers(), encoded.data());
        }
        return this;
    }

    /** An event that has been in the log since then. */
    public Driver send(Instant recorded, ZoneEvent event) {
        EventCodec.Encoded encoded = CODEC.encode(event, "urn:test", null);
        log.pipeInput(new TestRecord<>(
                encoded.key().getBytes(StandardCharsets.UTF_8), encoded.data(), headers(encoded.headers()), recorded));
        return this;
    }

    public Driver sendRaw(String key, Map<String, String> headers, byte[] data) {
        log.pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), data, headers(headers)));
        return this;
    }

    private static RecordHeaders headers(Map<String, String> headers) {
        RecordHeaders recordHeaders = new RecordHeaders();
        headers.forEach((name, value) -> recordHeaders.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return recordHeaders;
    }

    public LedgerStores stores() {
        return new LedgerStores(new LedgerStores.Source() {
            @Override
            public <K, V> ReadOnlyKeyValueStore<K, V> store(String name) {
                return driver.getKeyValueStore(name);
            }
        });
    }

    /** The answer to a question, as it is asked by others than the one who writes: it may be asked more than once. */
    public <T> T ask(Function<LedgerStores, T> question) {
        return gates.of(0).read(() -> question.apply(stores()));
    }

    /** Everything that is in a store, as text. */
    public List<String> dump(String store) {
        List<String> entries = new ArrayList<>();
        try (var all = driver.getKeyValueStore(store).all()) {
            all.forEachRemaining(entry -> entries.add(entry.key + " = " + entry.value));
        }
        return entries;
    }

    /** Lets the clock go on, and gives what totals others have been told of since the last time. */
    public List<TestRecord<String, byte[]>> announcedAfter(Duration time) {
        driver.advanceWallClockTime(time);
        return announced.readRecordsToList();
    }

    public List<String> undecodable() {
        return undecodable;
    }

    @Override
    public void close() {
        driver.close();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("zone-metrics-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
