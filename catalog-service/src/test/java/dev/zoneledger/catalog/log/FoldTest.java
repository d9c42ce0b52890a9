package dev.zoneledger.catalog.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.CapacityEvent;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Supersession;
import dev.zoneledger.contract.Version;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the statements make of a history is what the contract makes of it. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TokensResource.class)
class FoldTest {

    @Inject
    Tables tables;

    @Inject
    DataSource dataSource;

    private final String zone = TestIds.zone("fold");

    /** What is compared of a claim. */
    private record Held(String claim, String mark, String rank, boolean retracted) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldFoldAnyHistoryAsTheContractDoes(long seed) throws Exception {
        // Given
        Random random = new Random(seed);
        List<CapacityEvent> history = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            history.add(event(random));
        }
        history.addAll(history.subList(0, 150));
        Map<String, ClaimState> expected = new TreeMap<>();
        Set<String> versions = new HashSet<>();
        for (CapacityEvent event : history) {
            Version version = Histories.version(event);
            expected.merge(event.id(), ClaimState.of(event, version), ClaimState::merge);
            versions.add(event.type().kind() + event.id() + version);
        }

        // When
        Collections.shuffle(history, random);
        Histories.write(tables, history, random);
        Collections.shuffle(history, random);
        Histories.write(tables, history, random);

        // Then
        Map<String, Held> held = new TreeMap<>();
        expected.forEach((id, state) -> held.put(id, held(state)));
        assertThat(stored()).isEqualTo(held);
        assertThat(countOfRevisions()).isEqualTo(versions.size());
    }

    private static Held held(ClaimState state) {
        return new Held(
                text(state.claimVersion()),
                text(state.markVersion()),
                state.rank().map(ClaimRank::code).orElse(null),
                state.claim() != null && state.isRetracted());
    }

    private static String text(Version version) {
        return version == null ? null : version.revision() + " " + version.hash();
    }

    private CapacityEvent event(Random random) throws Exception {
        String id = "c" + random.nextInt(12);
        int revision = 1 + random.nextInt(5);
        String reason = "reason " + random.nextInt(3);
        return switch (random.nextInt(6)) {
            case 0 -> new Retraction(zone, id, revision, reason, null);
            case 1 -> new Supersession(zone, id, revision, "other", reason, null);
            case 2 ->
                new Reranking(
                        zone,
                        id,
                        revision,
                        ClaimRank.values()[random.nextInt(ClaimRank.values().length)],
                        reason,
                        null);
            default -> Json.mapper().readValue("""
                        {"zone": "%s", "id": "%s", "revision": %d, "subject": {"project": "p"}, "measure": "output",
                         "product": "ndfeb-sintered", "quantity": {"value": %d, "unit": "t", "qualifier": "exact"},
                         "basis": "actual", "period": "2020", "rank": "normal", "source": {"uri": "urn:test"}}
                        """.formatted(zone, id, revision, random.nextInt(3)), Claim.class);
        };
    }

    private Map<String, Held> stored() throws SQLException {
        Map<String, Held> stored = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT c.id, c.revision || ' ' || c.content_hash, c.mark_revision || ' ' || c.mark_hash,
                               v.rank_in_force, coalesce(v.retracted, false)
                        FROM claim c LEFT JOIN claim_view v ON v.zone = c.zone AND v.id = c.id
                        WHERE c.zone = ?""")) {
            query.setString(1, zone);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    stored.put(
                            row.getString(1),
                            new Held(row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5)));
                }
            }
        }
        return stored;
    }

    private int countOfRevisions() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM revision WHERE zone = ?")) {
            query.setString(1, zone);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
