package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoneledger.local.Audit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two computations of one log, which share no code, tell the same totals to the last digit. */
class AgreementIT {

    /** Set it to have a history again: -Dagreement.seed=... */
    private static final long SEED = Long.getLong("agreement.seed", System.nanoTime());

    private static final int ZONES = 3;
    private static final int LINES = 1500;

    private static final List<LocalDate> DAYS = Stream.of(
                    "0001-01-01",
                    "1999-12-31",
                    "2015-06-30",
                    "2018-12-30",
                    "2018-12-31",
                    "2020-10-15",
                    "2021-02-28",
                    "2026-01-01",
                    "2061-01-01")
            .map(LocalDate::parse)
            .toList();

    private final Stack stack = Stack.running();
    private final Client client = new Client(stack);
    private final Audit audit = new Audit(stack.catalog(), stack.metrics());
    private final Random random = new Random(SEED);

    @Test
    void shouldTellTheTotalsOfMetricsNowAndAsTheyWere() {
        // Given
        Map<String, List<String>> histories = new HashMap<>();
        for (int i = 0; i < ZONES; i++) {
            String zone = BaotouFactsIT.newZone();
            histories.put(zone, new RandomHistory(zone, random).lines(LINES));
        }
        List<String> early = new ArrayList<>();
        List<String> late = new ArrayList<>();
        histories.forEach((zone, lines) -> {
            early.addAll(lines.subList(0, LINES / 2));
            late.addAll(lines.subList(LINES / 4, lines.size()));
        });
        Collections.shuffle(early, random);
        client.importAll(early);
        Map<String, Map<Audit.Question, Map<String, String>>> told = new HashMap<>();
        Map<String, String> instants = new HashMap<>();
        histories.keySet().forEach(zone -> {
            String position = client.post("/v1/organisations", """
                    {"zone": "%s", "id": "the-last-one", "name": "Of the time before", "role": "enterprise"}""".formatted(zone));
            instants.put(
                    zone,
                    client.catalog("/v1/organisations/the-last-one?zone=" + zone + "&after=" + position)
                            .get("recordedAt")
                            .textValue());
            assertAgreement(zone, position);
            told.put(zone, new HashMap<>());
            Audit.questions(zone, DAYS)
                    .forEach(question -> told.get(zone).put(question, audit.inMetrics(question, position)));
        });

        // When
        Collections.shuffle(late, random);
        String position = client.importAll(late);

        // Then
        told.forEach((zone, answers) -> {
            assertAgreement(zone, position);
            answers.forEach((question, answer) -> assertThat(audit.inCatalog(question, position, instants.get(zone)))
                    .as("seed %d: %s known at %s", SEED, question.inCatalog(), instants.get(zone))
                    .isEqualTo(answer));
        });
    }

    @Test
    void shouldFindATotalThatWasTamperedWith() throws SQLException {
        // Given
        String zone = BaotouFactsIT.newZone();
        client.importAll(List.of("""
                {"type": "zone", "id": "%s", "name": "A zone"}""".formatted(zone), """
                {"type": "organisation", "zone": "%s", "id": "maker", "name": "A maker", "role": "enterprise"}""".formatted(zone), """
                {"type": "claim", "zone": "%s", "id": "sold", "subject": {"organisation": "maker"}, "measure": "sales-revenue", \
                "quantity": {"value": 12.5, "unit": "CNY", "qualifier": "exact"}, "basis": "actual", "period": "2019", \
                "source": {"uri": "urn:test"}}""".formatted(zone)));
        assertThat(stack.run("audit", zone)).contains("agree to the last digit").contains(zone);

        // When
        setFigure(zone, "12.6");

        // Then
        assertThatThrownBy(() -> stack.run("audit", zone))
                .hasMessageContaining("ended with 1")
                .hasMessageContaining("sales-revenue 2019 actual CNY")
                .hasMessageContaining("value=12.6")
                .hasMessageContaining("value=12.5")
                .hasMessageContaining("1 totals differ");
    }

    private void assertAgreement(String zone, String position) {
        Audit.Result result = audit.of(zone, DAYS, position);
        assertThat(result.differences()).as("seed %d, zone %s", SEED, zone).isEmpty();
        assertThat(result.totals()).as("seed %d, zone %s", SEED, zone).isGreaterThan(100);
    }

    private void setFigure(String zone, String figure) throws SQLException {
        try (Connection connection = stack.catalogDatabase();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE claim SET figure = ?::numeric WHERE zone = ?")) {
            update.setString(1, figure);
            update.setString(2, zone);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
