package dev.zoneledger.catalog.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The views say of every claim on which days it holds; here they are held against the obvious way to find that out. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class HoldTest {

    private static final List<LocalDate> DAYS = List.of(
            LocalDate.parse("0000-12-31"),
            LocalDate.parse("2018-12-30"),
            LocalDate.parse("2018-12-31"),
            LocalDate.parse("2019-06-30"),
            LocalDate.parse("2020-10-14"),
            LocalDate.parse("2020-10-15"),
            LocalDate.parse("9999-12-31"));

    @Inject
    Tables tables;

    @Inject
    DataSource dataSource;

    private final String zone = TestIds.zone("hold");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldSayWhichClaimHoldsOnWhichDayNowAndThen(long seed) throws Exception {
        // Given
        Random random = new Random(seed);
        List<ZoneEvent> history = new Histories(zone, random).events(250);
        World now = new World(history);
        int then = random.nextInt(history.size());
        World past = new World(history.subList(0, then + 1));

        // When
        Histories.write(tables, history, random);
        List<ZoneEvent> again = new ArrayList<>(history);
        Collections.shuffle(again, random);
        Histories.write(tables, again, random);

        // Then
        assertThat(now.holding(DAYS.getLast())).isNotEmpty();
        for (LocalDate day : DAYS) {
            assertThat(holding("hold", day, history.size()))
                    .as("now, on %s", day)
                    .isEqualTo(now.holding(day));
            assertThat(holding("hold_then", day, then))
                    .as("known after %d records, on %s", then + 1, day)
                    .isEqualTo(past.holding(day));
        }
    }

    private Set<String> holding(String view, LocalDate day, long knownAt) throws SQLException {
        Set<String> ids = new TreeSet<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT id FROM " + view
                        + " WHERE zone = ? AND holds_from <= ? AND (holds_to IS NULL OR holds_to > ?)")) {
            connection.setAutoCommit(false);
            try (PreparedStatement instant =
                    connection.prepareStatement("SELECT set_config('zone.known_at', ?, true)")) {
                instant.setString(1, Histories.recordedAt(knownAt).toString());
                instant.execute();
            }
            query.setString(1, zone);
            query.setObject(2, day);
            query.setObject(3, day);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            connection.rollback();
        }
        return ids;
    }
}
