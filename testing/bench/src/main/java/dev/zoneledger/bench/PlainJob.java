package dev.zoneledger.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.zoneledger.contract.Addend;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Precedence;
import dev.zoneledger.contract.Standing;
import dev.zoneledger.contract.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/**
 * The floor of the metrics: a job of Kafka Streams in its plainest form that keeps the totals of capacities. A table of claims
 * of which the greatest revision holds; of each series and day the claims, of which one holds; of each status and day their sum,
 * by adder and subtractor. JSON in every store; all settings are the defaults, but exactly once. It knows nothing of projects
 * that are not registered, of levels, dates that are asked for, pedigrees or positions.
 */
public final class PlainJob {

    private static final ObjectMapper JSON = Json.mapper();
    private static final byte[] CAPACITY = EventType.CAPACITY_REPORTED.type().getBytes(StandardCharsets.UTF_8);

    private PlainJob() {}

    /** All claims of one series and day, by their ids. */
    record Candidates(Map<String, Claim> claims) {
        Candidates with(Claim claim) {
            Map<String, Claim> all = new HashMap<>(claims == null ? Map.of() : claims);
            all.put(claim.id(), claim);
            return new Candidates(all);
        }

        Candidates without(Claim claim) {
            Map<String, Claim> all = new HashMap<>(claims == null ? Map.of() : claims);
            all.remove(claim.id());
            return new Candidates(all);
        }

        @Nullable
        Claim holding() {
            return claims == null
                    ? null
                    : Precedence.holding(claims.values(), PlainJob::standing).orElse(null);
        }
    }

    /** What is written to the topic of results. */
    record Sum(BigDecimal value, long claims) {
        Sum plus(Claim claim) {
            return new Sum(value.add(Addend.of(claim).figure()), claims + 1);
        }

        Sum minus(Claim claim) {
            return new Sum(value.subtract(Addend.of(claim).figure()), claims - 1);
        }
    }

    /** Arguments: brokers, the log, the topic of results, the application's id, the folder of its state. */
    public static void main(String[] arguments) throws InterruptedException {
        Properties config = new Properties();
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[3]);
        config.put(StreamsConfig.STATE_DIR_CONFIG, arguments[4]);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put("auto.offset.reset", "earliest");
        KafkaStreams streams = new KafkaStreams(topology(arguments[1], arguments[2]), config);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            streams.close();
            ended.countDown();
        }));
        streams.start();
        ended.await();
    }

    private static Topology topology(String log, String results) {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, Claim> claims = builder.stream(
                        log, Consumed.with(Serdes.String(), Serdes.serdeFrom(json(), new Claims())))
                .filter((zone, claim) -> claim != null)
                .selectKey((zone, claim) -> zone + "|" + claim.id())
                .groupByKey(Grouped.with("claims", Serdes.String(), json(Claim.class)))
                .reduce(
                        (known, came) -> came.revision() >= known.revision() ? came : known,
                        Materialized.with(Serdes.String(), json(Claim.class)));
        KTable<String, Candidates> series = claims.groupBy(
                        (id, claim) -> KeyValue.pair(series(claim), claim),
                        Grouped.with("series", Serdes.String(), json(Claim.class)))
                .aggregate(
                        () -> new Candidates(Map.of()),
                        (key, claim, all) -> all.with(claim),
                        (key, claim, all) -> all.without(claim),
                        Materialized.with(Serdes.String(), json(Candidates.class)));
        series.mapValues(Candidates::holding)
                .groupBy(
                        (key, claim) -> KeyValue.pair(total(claim), claim),
                        Grouped.with("totals", Serdes.String(), json(Claim.class)))
                .aggregate(
                        () -> new Sum(BigDecimal.ZERO, 0),
                        (key, claim, sum) -> sum.plus(claim),
                        (key, claim, sum) -> sum.minus(claim),
                        Materialized.with(Serdes.String(), json(Sum.class)))
                .toStream()
                .to(results, Produced.with(Serdes.String(), json(Sum.class)));
        return builder.build();
    }

    private static String series(Claim claim) {
        return String.join(
                "|",
                claim.zone(),
                claim.subject().path(),
                claim.product(),
                Addend.of(claim).from().toString());
    }

    /** The key of a result. */
    static String total(Claim claim) {
        return String.join(
                "|",
                claim.zone(),
                claim.product(),
                Addend.of(claim).slot(),
                Addend.of(claim).from().toString());
    }

    static Standing standing(Claim claim) {
        return Standing.of(ClaimState.of(claim, new Version(claim.revision(), "")));
    }

    /** Of the records of the log those that are capacities; null for all others. */
    private static final class Claims implements Deserializer<Claim> {
        private final Deserializer<Claim> json = json(Claim.class).deserializer();

        @Override
        public @Nullable Claim deserialize(String topic, byte[] data) {
            throw new UnsupportedOperationException("the type is in the headers");
        }

        @Override
        public @Nullable Claim deserialize(String topic, Headers headers, byte[] data) {
            return Arrays.equals(CAPACITY, headers.lastHeader("ce_type").value())
                    ? json.deserialize(topic, data)
                    : null;
        }
    }

    private static Serializer<Claim> json() {
        return json(Claim.class).serializer();
    }

    static <T> Serde<T> json(Class<T> kind) {
        ObjectReader reader = JSON.readerFor(kind);
        return Serdes.serdeFrom(
                (topic, value) -> {
                    try {
                        return value == null ? null : JSON.writeValueAsBytes(value);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                (topic, bytes) -> {
                    try {
                        return bytes == null ? null : reader.readValue(bytes);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
