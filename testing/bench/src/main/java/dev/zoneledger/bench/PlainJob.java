package dev.zoneledger.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.zoneledger.contract.Addend;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.EventType;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Precedence;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Standing;
import dev.zoneledger.contract.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedTable;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/**
 * The floor of the metrics: a job of Kafka Streams in its plainest form that keeps the totals of capacities. A table of claims
 * of which the greatest revision holds; of each series and day the claims, of which one holds; of each status and day their sum,
 * by adder and subtractor; and the same by the organisation whose project it is, which a join with the table of projects tells. JSON
 * in every store; all settings are the defaults, but exactly once. It knows nothing of projects that are not registered, of
 * levels, dates that are asked for, pedigrees or positions.
 */
public final class PlainJob {

    private static final ObjectMapper JSON = Json.mapper();

    /** Totals by organisation too. */
    static final String WITH_ORGANISATIONS = "with-organisations";

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

    /** A claim, and the organisation whose project it is on. */
    record Owned(Claim claim, String organisation) {
        String total() {
            return totalOfOrganisation(claim, organisation);
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

    /** Arguments: brokers, the log, the topic of results, the application's id, the folder of its state, options. */
    public static void main(String[] arguments) throws InterruptedException {
        Properties config = new Properties();
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[3]);
        config.put(StreamsConfig.STATE_DIR_CONFIG, arguments[4]);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put("auto.offset.reset", "earliest");
        KafkaStreams streams = new KafkaStreams(
                topology(arguments[1], arguments[2], List.of(arguments).contains(WITH_ORGANISATIONS)), config);
        streams.setUncaughtExceptionHandler(e -> {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            streams.close();
            ended.countDown();
        }));
        streams.start();
        ended.await();
    }

    private static Topology topology(String log, String results, boolean withOrganisations) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, byte[]> events = builder.stream(log, Consumed.with(Serdes.String(), Serdes.ByteArray()));
        KTable<String, Claim> claims = events.processValues(
                        () -> new OfType<>(EventType.CAPACITY_REPORTED, Claim.class))
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
        KTable<String, Claim> holding =
                series.mapValues(Candidates::holding, Materialized.with(Serdes.String(), json(Claim.class)));
        sum(holding.groupBy(
                        (key, claim) -> KeyValue.pair(total(claim), claim),
                        Grouped.with("totals", Serdes.String(), json(Claim.class))))
                .to(results, Produced.with(Serdes.String(), json(Sum.class)));
        if (withOrganisations) {
            KTable<String, Project> projects = events.processValues(
                            () -> new OfType<>(EventType.PROJECT_REGISTERED, Project.class))
                    .selectKey((zone, project) -> zone + "|" + project.id())
                    .groupByKey(Grouped.with("projects", Serdes.String(), json(Project.class)))
                    .reduce(
                            (known, came) -> came.revision() >= known.revision() ? came : known,
                            Materialized.with(Serdes.String(), json(Project.class)));
            KTable<String, Owned> owned = holding.leftJoin(
                    projects,
                    claim -> claim.zone() + "|" + claim.subject().project(),
                    (claim, project) -> new Owned(claim, organisation(project)),
                    Materialized.with(Serdes.String(), json(Owned.class)));
            sum(owned.groupBy(
                            (key, one) -> KeyValue.pair(one.total(), one.claim()),
                            Grouped.with("organisations", Serdes.String(), json(Claim.class))))
                    .to(results, Produced.with(Serdes.String(), json(Sum.class)));
        }
        return builder.build();
    }

    private static KStream<String, Sum> sum(KGroupedTable<String, Claim> claims) {
        return claims.aggregate(
                        () -> new Sum(BigDecimal.ZERO, 0),
                        (key, claim, sum) -> sum.plus(claim),
                        (key, claim, sum) -> sum.minus(claim),
                        Materialized.with(Serdes.String(), json(Sum.class)))
                .toStream();
    }

    private static String organisation(@Nullable Project project) {
        return project == null || project.organisation() == null ? "" : project.organisation();
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

    /** The key of a result by organisation. */
    static String totalOfOrganisation(Claim claim, String organisation) {
        return total(claim) + "|" + organisation;
    }

    static Standing standing(Claim claim) {
        return Standing.of(ClaimState.of(claim, new Version(claim.revision(), "")));
    }

    /** Of the records of the log those of a type. */
    private static final class OfType<T> extends ContextualFixedKeyProcessor<String, byte[], T> {
        private final byte[] type;
        private final Deserializer<T> json;

        private OfType(EventType type, Class<T> kind) {
            this.type = type.type().getBytes(StandardCharsets.UTF_8);
            json = json(kind).deserializer();
        }

        @Override
        public void process(FixedKeyRecord<String, byte[]> record) {
            if (Arrays.equals(type, record.headers().lastHeader("ce_type").value())) {
                context().forward(record.withValue(json.deserialize("", record.value())));
            }
        }
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
