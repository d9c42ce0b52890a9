package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.CapacityEvent;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.Backing;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tables are a fold of the log: emptied, they come out the same again. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = PostgresResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class RebuildTest {

    private static final EventCodec CODEC = new EventCodec();

    private final TestLog log = TestLog.open();
    private final String zone = TestIds.zone("rebuild");

    @Inject
    DataSource database;

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldAnswerTheSameAfterEverythingWasDroppedAndReadAnew() throws Exception {
        // Given
        Random random = new Random(4);
        append(read(Project.class, "{\"zone\": \"%s\", \"id\": \"p\", \"revision\": 1, \"name\": \"P\"}"));
        for (int i = 0; i < 200; i++) {
            append(event(random));
        }
        inTransaction(false, event(random), event(random));
        log.append(topic, zone, Map.of("ce_specversion", "1.0"), new byte[] {1});
        inTransaction(true, event(random), event(random), event(random));
        inTransaction(false, event(random));
        awaitNoLag();
        Map<String, ExtractableResponse<Response>> before = answers();
        assertThat(before.get("/v1/claims?zone=" + zone).jsonPath().getList("items"))
                .hasSizeGreaterThan(5);

        // When
        rebuild();

        // Then
        awaitNoLag();
        Map<String, ExtractableResponse<Response>> after = answers();
        after.forEach((address, answer) -> {
            assertThat(answer.asString())
                    .as(address)
                    .isEqualTo(before.get(address).asString());
            assertThat(answer.header("Zone-Position"))
                    .isEqualTo(before.get(address).header("Zone-Position"));
            // What it was made of may have changed, with a new version for instance: nobody is told "as you know it".
            assertThat(answer.header("ETag")).isNotEqualTo(before.get(address).header("ETag"));
        });
    }

    private Map<String, ExtractableResponse<Response>> answers() {
        Map<String, ExtractableResponse<Response>> answers = new LinkedHashMap<>();
        Stream.of(
                        "/v1/projects?zone=" + zone,
                        "/v1/projects/p?zone=" + zone,
                        "/v1/projects/p/history?zone=" + zone,
                        "/v1/claims?zone=" + zone,
                        "/v1/claims?rank=deprecated&zone=" + zone,
                        "/v1/claims?retracted=true&zone=" + zone,
                        "/v1/claims/c3?zone=" + zone,
                        "/v1/claims/c3/history?zone=" + zone,
                        "/v1/claims/c7/history?zone=" + zone,
                        "/v1/conflicts?zone=" + zone,
                        "/v1/dead-letters")
                .forEach(address -> answers.put(
                        address,
                        given().auth()
                                .oauth2(Tokens.steward())
                                .get(address)
                                .then()
                                .statusCode(200)
                                .extract()));
        return answers;
    }

    @Test
    void shouldLeaveNothingOutWhenTheTablesAreEmptiedWhileTheLogIsWritten() throws Exception {
        // Given
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> appendUntil(over));

        // When
        for (int i = 0; i < 5; i++) {
            awaitRows(1 + i * 200);
            rebuild();
        }
        over.set(true);
        int appended = writer.get();

        // Then
        awaitNoLag();
        assertThat(rows()).isEqualTo(appended);
    }

    private int appendUntil(AtomicBoolean over) {
        int appended = 0;
        while (!over.get()) {
            append(claim("c" + appended++, 1, 1));
        }
        return appended;
    }

    private void awaitRows(int atLeast) throws SQLException {
        while (rows() < atLeast) {
            Thread.onSpinWait();
        }
    }

    private int rows() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM claim WHERE zone = ?")) {
            query.setString(1, zone);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void rebuild() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT rebuild()");
        }
    }

    private static void awaitNoLag() {
        long lag;
        do {
            lag = given().auth()
                    .oauth2(Tokens.reader())
                    .get("/v1/position")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getLong("lag");
        } while (lag > 0);
    }

    private CapacityEvent event(Random random) {
        String id = "c" + random.nextInt(12);
        int revision = 1 + random.nextInt(5);
        return switch (random.nextInt(6)) {
            case 0 -> new Retraction(zone, id, revision, "taken back", null);
            case 1 -> new Reranking(zone, id, revision, ClaimRank.DEPRECATED, "doubtful", null);
            default -> claim(id, revision, random.nextInt(3));
        };
    }

    private void append(ZoneEvent event) {
        EventCodec.Encoded encoded = CODEC.encode(event, "urn:test", null);
        log.append(topic, encoded.key(), encoded.headers(), encoded.data());
    }

    /** As atomic imports do; one that is taken back leaves records that no reader sees, and a marker. */
    private void inTransaction(boolean takenBack, ZoneEvent... events) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Backing.kafka(), "transactional.id", TestIds.unique("transaction")),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (ZoneEvent event : events) {
                EventCodec.Encoded encoded = CODEC.encode(event, "urn:test", null);
                ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, encoded.key(), encoded.data());
                new TreeMap<>(encoded.headers())
                        .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                producer.send(record).get();
            }
            if (takenBack) {
                producer.abortTransaction();
            } else {
                producer.commitTransaction();
            }
        }
    }

    private Claim claim(String id, int revision, int value) {
        return read(Claim.class, """
                {"zone": "%%s", "id": "%s", "revision": %d, "subject": {"project": "p"}, "measure": "output",
                 "product": "ndfeb-sintered", "quantity": {"value": %d, "unit": "t", "qualifier": "exact"},
                 "basis": "actual", "period": "2020", "rank": "normal", "source": {"uri": "urn:test"}}
                """.formatted(id, revision, value));
    }

    private <T extends ZoneEvent> T read(Class<T> type, String json) {
        try {
            return Json.mapper().readValue(json.formatted(zone), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
