package dev.zoneledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.testing.TestLog.Appended;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BackingTest {
    @Test
    void shouldGiveRecordsTheBrokersTimeWhateverTheProducerSays() {
        try (TestLog log = TestLog.open()) {
            // Given
            String topic = log.newEventTopic(3);
            Instant before = Instant.now().minusSeconds(60);

            // When
            Appended appended = log.append(topic, "baotou-rehz", Map.of("ce_id", "1"), bytes("{}"));

            // Then
            assertThat(appended.offset()).isZero();
            assertThat(appended.at()).isAfter(before);
            assertThat(log.readAll(topic)).singleElement().satisfies(record -> {
                assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
                assertThat(record.timestamp()).isEqualTo(appended.at().toEpochMilli());
                assertThat(record.key()).isEqualTo("baotou-rehz");
                assertThat(record.headers().lastHeader("ce_id").value()).isEqualTo(bytes("1"));
                assertThat(record.value()).isEqualTo(bytes("{}"));
                assertThat(record.partition() + "@" + record.offset()).isEqualTo(appended.position());
            });
        }
    }

    @Test
    void shouldReadAllPartitionsUpToTheirEnds() {
        try (TestLog log = TestLog.open()) {
            // Given
            String topic = log.newEventTopic(2);
            log.append(topic, 1, null, Map.of(), bytes("second"));
            log.append(topic, 0, "k", Map.of(), null);
            log.append(topic, 1, null, Map.of(), bytes("third"));

            // When
            var records = log.readAll(topic);

            // Then
            assertThat(records)
                    .extracting(record -> record.value())
                    .containsExactly(null, bytes("second"), bytes("third"));
        }
    }

    @Test
    void shouldGiveEachCallerAnEmptyDatabaseInUtf8() throws SQLException {
        // Given
        Database used = Backing.newDatabase();
        try (Connection connection = used.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE zone (name text)");
        }

        // When
        Database fresh = Backing.newDatabase();

        // Then
        assertThat(answerOf(fresh, "SELECT count(*) FROM pg_tables WHERE tablename = 'zone'"))
                .isEqualTo("0");
        assertThat(answerOf(fresh, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(answerOf(fresh, "SELECT upper('é') || length('包头稀土')")).isEqualTo("É4");
    }

    @Test
    void shouldOrderTextAlikeOnEveryServer() throws SQLException {
        // When
        Database database = Backing.newDatabase();

        // Then
        assertThat(answerOf(database, "SELECT datlocale FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("C.UTF-8");
        assertThat(answerOf(
                        database,
                        "SELECT string_agg(word, ' ' ORDER BY word) FROM unnest('{b,a-c,ab,B}'::text[]) word"))
                .isEqualTo("B a-c ab b");
    }

    private static String answerOf(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
