package dev.zoneledger.metrics.totals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.EventLog;
import dev.zoneledger.local.Topics;
import dev.zoneledger.metrics.state.UnreadableLedger;
import dev.zoneledger.testing.Backing;
import dev.zoneledger.testing.CapturedLog;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Readiness;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Before the work is shared out, which waits here for a topic, and while stores cannot be read. */
@QuarkusTest
@TestProfile(NotReadyTest.Waiting.class)
class NotReadyTest {

    private static final String LATE = TestIds.unique("totals-that-come-late");

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @TestHTTPResource
    URI service;

    public static final class Waiting implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.kafka-streams.topics", "${zone.events.topic}," + LATE);
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(UnreadableLedger.class);
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(KafkaResource.class),
                    new TestResourceEntry(TokensResource.class),
                    new TestResourceEntry(LedgerResource.class));
        }
    }

    @Test
    void shouldWaitUntilItIsReadyAndTellNothingOfTheInside() throws Exception {
        // Given: nothing is shared out
        Baotou baotou = new Baotou(TestIds.zone("early"));
        String position;
        try (TestLog log = TestLog.open()) {
            position = new Client(topic, baotou.zone(), log).append(baotou.all());
        }
        String one = "/v1/zones/" + baotou.zone() + "/capacity?after=" + position;
        String many = "/v1/capacity?zones=" + baotou.zone() + "&after=" + position;
        for (String question : List.of(one, many, "/v1/capacity?zones=all")) {
            assertNotReady(Client.reader(0).get(question));
        }

        // When: some ask, and then it begins
        CompletableFuture<Response> early = asked(one);
        CompletableFuture<Response> earlyOfMany = asked(many);
        assertNotReady(Client.reader(1).get(one));
        assertThat(List.of(early, earlyOfMany)).noneMatch(CompletableFuture::isDone);
        Topics.ensure(Backing.kafka(), LATE, 1, EventLog.totalsConfig());

        // Then
        for (CompletableFuture<Response> each : List.of(early, earlyOfMany)) {
            Response answer = each.get(1, TimeUnit.MINUTES);
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        }

        // When: all is shared out and the stores are there, but cannot be read
        try (HttpClient http = HttpClient.newHttpClient()) {
            Readiness.await(http, service);
        }
        try (CapturedLog log = CapturedLog.begin();
                var unreadable = UnreadableLedger.begin()) {
            for (int i = 0; i < 3; i++) {
                Response answer = Client.reader(0).get(one);
                assertNotReady(answer);
                assertThat(answer.asString()).doesNotContain(UnreadableLedger.INSIDE);
            }

            // Then
            assertThat(log.text()).containsOnlyOnce("State cannot be read: state=RUNNING");
            assertThat(log.text()).contains(UnreadableLedger.INSIDE);
        }
        assertThat(Client.reader().get(one).statusCode()).isEqualTo(200);
    }

    private static CompletableFuture<Response> asked(String question) {
        return CompletableFuture.supplyAsync(() -> Client.reader(60).get(question));
    }

    private static void assertNotReady(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
        assertThat(answer.path("type").toString()).endsWith(":not-ready");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
}
