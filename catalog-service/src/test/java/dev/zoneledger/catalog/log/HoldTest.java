package dev.zoneledger.catalog.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.CapacityEvent;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Merge;
import dev.zoneledger.contract.Merges;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Standing;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Version;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
        write(history, random);
        List<ZoneEvent> again = new ArrayList<>(history);
        Collections.shuffle(again, random);
        write(again, random);

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

    private void write(List<ZoneEvent> history, Random random) throws SQLException {
        int from = 0;
        while (from < history.size()) {
            int to = Math.min(history.size(), from + 1 + random.nextInt(80));
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (int i = from; i < to; i++) {
                records.add(Histories.record(history.get(i), i));
            }
            tables.write(Batch.of(records));
            from = to;
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

    /** What is on record after a history. */
    private static final class World {

        private final Map<String, ClaimState> claims = new HashMap<>();
        private final Map<String, Map.Entry<Version, ZoneEvent>> records = new HashMap<>();
        private final Merges merges;

        World(List<ZoneEvent> history) throws Exception {
            for (ZoneEvent event : history) {
                Version version = Histories.version(event);
                if (event instanceof CapacityEvent capacity) {
                    claims.merge(event.id(), ClaimState.of(capacity, version), ClaimState::merge);
                } else {
                    records.merge(
                            event.type().kind() + "/" + event.id(),
                            Map.entry(version, event),
                            (left, right) -> left.getKey().compareTo(right.getKey()) >= 0 ? left : right);
                }
            }
            merges = Merges.of(records.values().stream()
                    .map(Map.Entry::getValue)
                    .filter(Merge.class::isInstance)
                    .map(Merge.class::cast)
                    .toList());
        }

        Set<String> holding(LocalDate day) {
            List<ClaimState> competing = claims.values().stream()
                    .filter(state -> state.claim() != null && competes(state))
                    .filter(state -> !day(state.claim()).isAfter(day))
                    .toList();
            Set<String> ids = new TreeSet<>();
            for (ClaimState state : competing) {
                competing.stream()
                        .filter(other -> series(other.claim()).equals(series(state.claim())))
                        .max(Comparator.comparing((ClaimState other) -> day(other.claim()))
                                .thenComparing(Standing::of))
                        .ifPresent(holding -> ids.add(holding.claim().id()));
            }
            return ids;
        }

        private List<Object> series(Claim claim) {
            return Arrays.asList(
                    merges.subject(claim.subject()),
                    claim.measure(),
                    claim.product(),
                    claim.counted(),
                    claim.basis(),
                    claim.period());
        }

        private boolean competes(ClaimState state) {
            Claim claim = state.claim();
            boolean timed = claim.effectiveFrom() == null
                    ? !claim.basis().code().equals("cumulative")
                            && !claim.period().text().startsWith("..")
                    : claim.effectiveFrom().date() != null;
            return Standing.of(state).mayHold() && timed && isOfTheZone(claim.subject());
        }

        private boolean isOfTheZone(Subject subject) {
            if (subject.zone() != null) {
                return true;
            }
            if (subject.organisation() != null) {
                Organisation organisation = organisation(subject.organisation());
                return organisation != null && !organisation.outsideZone();
            }
            Project project = find(Project.class, "project/" + merges.project(subject.project()));
            Project stated = find(Project.class, "project/" + subject.project());
            if (!Merges.isRegistered(subject, stated, project)) {
                return false;
            }
            Organisation owner = project.organisation() == null ? null : organisation(project.organisation());
            return owner == null || !owner.outsideZone();
        }

        private Organisation organisation(String id) {
            return find(Organisation.class, "organisation/" + merges.organisation(id));
        }

        private <T> T find(Class<T> type, String key) {
            var record = records.get(key);
            return record == null ? null : type.cast(record.getValue());
        }

        private static LocalDate day(Claim claim) {
            return claim.effectiveFrom() == null
                    ? LocalDate.MIN
                    : claim.effectiveFrom().effectiveDay().orElseThrow();
        }
    }
}
