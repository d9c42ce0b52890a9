package dev.zoneledger.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.EventType;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of all zones a steward has to look at, as gauges; log and database are this test's own. */
@QuarkusTest
@TestProfile(CountsTest.CountingOften.class)
class CountsTest {

    private static final String CONFLICTS = "zone_catalog_conflicts";
    private static final String OPEN_LETTERS = "zone_catalog_dead_letters_open";

    private final TestZone zone = new TestZone();
    private final TestZone another = new TestZone();

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    public static final class CountingOften implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("zone.catalog.count-every", "0.2S");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(KafkaResource.class),
                    new TestResourceEntry(PostgresResource.class),
                    new TestResourceEntry(TokensResource.class));
        }
    }

    @AfterEach
    void close() {
        zone.close();
        another.close();
    }

    @Test
    void shouldCountRevisionsWithSeveralContentsOfAllZones() {
        // Given
        zone.sayCapacity("c", "3000");
        zone.sayCapacity("c", "3000");
        zone.sayCapacity("d", "3000");
        zone.say(EventType.CAPACITY_REPORTED, corrected("d", "3100"));
        zone.get("/v1/claims?zone={zone}");
        awaitCount(CONFLICTS, 0);

        // When
        zone.sayCapacity("c", "3200");

        // Then
        awaitCount(CONFLICTS, 1);

        // When
        zone.sayCapacity("c", "3300");
        another.sayCapacity("c", "10");
        another.sayCapacity("c", "11");

        // Then
        awaitCount(CONFLICTS, 2);
    }

    @Test
    void shouldCountRecordsThatAreNoEvents() {
        // Given
        awaitCount(OPEN_LETTERS, 0);

        // When
        try (TestLog log = TestLog.open()) {
            log.append(topic, zone.id(), Map.of("ce_id", "1"), "no event".getBytes(StandardCharsets.UTF_8));
        }

        // Then
        awaitCount(OPEN_LETTERS, 1);
    }

    private static String corrected(String claim, String value) {
        return TestZone.CLAIM.formatted(claim, value).replaceFirst("\\{", "{\"revision\": 2, ");
    }

    /** Until the gauge says so; each look is a request, so that this is no busy waiting. */
    private static void awaitCount(String gauge, int count) {
        Instant patience = Instant.now().plusSeconds(60);
        String gauges;
        do {
            assertThat(Instant.now()).as("%s %d", gauge, count).isBefore(patience);
            gauges = given().get("/q/metrics").then().statusCode(200).extract().asString();
        } while (gauges.lines().noneMatch((gauge + " " + count + ".0")::equals));
    }
}
