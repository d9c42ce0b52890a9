package dev.zoneledger.catalog.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoneledger.testing.Backing;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TestLog.Appended;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogReaderTest {

    @Test
    void shouldSayThatTheLogIsAway() {
        // Given
        LogReader nobody = new LogReader(Map.of("bootstrap.servers", "127.0.0.1:1"), "log");

        // When, Then
        assertThatThrownBy(() -> nobody.beyond(Map.of())).isInstanceOf(LogAwayException.class);
        assertThatThrownBy(() -> nobody.first(0, 0)).isInstanceOf(LogAwayException.class);
    }

    @Test
    void shouldTellWhichPartitionsHaveMoreAndFindTheFirstRecordAgainAndAgain() throws Exception {
        // Given
        try (TestLog log = TestLog.open()) {
            String topic = log.newEventTopic(3);
            log.append(topic, 1, "k", Map.of(), new byte[] {1});
            Appended second = log.append(topic, 1, "k", Map.of(), new byte[] {2});
            log.append(topic, 2, "k", Map.of(), new byte[] {3});
            LogReader reader = new LogReader(Map.of("bootstrap.servers", Backing.kafka()), topic);

            for (int i = 0; i < 3; i++) {
                // When
                LogReader.Beyond beyond = reader.beyond(Map.of(1, second.offset(), 2, 1L));

                // Then
                assertThat(beyond.end()).isEqualTo(Map.of(0, 0L, 1, 2L, 2, 1L));
                assertThat(beyond.waiting()).containsExactly(1);
                assertThat(reader.first(1, second.offset()))
                        .hasValueSatisfying(record -> assertThat(record.value()).isEqualTo(new byte[] {2}));
                assertThat(reader.first(1, 2)).isEmpty();
                assertThat(reader.first(0, 0)).isEmpty();
            }
            reader.close();
        }
    }
}
