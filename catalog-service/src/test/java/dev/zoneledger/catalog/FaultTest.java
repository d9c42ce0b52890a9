package dev.zoneledger.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.testing.Fault;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.PostgresResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A table of its database is gone, which no try again brings back. */
@QuarkusTest
@TestProfile(FaultTest.Traced.class)
class FaultTest {

    @TestHTTPResource("/v1/zones/")
    URI zones;

    @Inject
    DataSource database;

    public static final class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Fault.TRACED;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(KafkaResource.class),
                    new TestResourceEntry(PostgresResource.class),
                    new TestResourceEntry(TokensResource.class));
        }
    }

    @Test
    void shouldTellNothingOfAFaultButThatItIsOursAndHaveItInTheLog() throws Exception {
        // Given
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE edition RENAME TO no_edition");
        }

        // When
        Fault fault = Fault.provokedBy(HttpRequest.newBuilder(zones.resolve(TestIds.zone("fault")))
                .header("Authorization", "Bearer " + Tokens.reader()));

        // Then
        assertThat(fault.brokenPromises("relation \"edition\" does not exist")).isEmpty();
    }
}
