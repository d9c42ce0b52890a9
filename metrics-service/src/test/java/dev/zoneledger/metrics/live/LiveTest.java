package dev.zoneledger.metrics.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Json;
import dev.zoneledger.contract.Retraction;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.ZoneEvent;
import dev.zoneledger.metrics.state.Events;
import dev.zoneledger.metrics.totals.LedgerResource;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who keep listening. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
@QuarkusTestResource(TokensResource.class)
@QuarkusTestResource(LedgerResource.class)
@Timeout(120)
class LiveTest {

    private static final Subject PROJECT = Subject.project("works");
    private static final EventCodec CODEC = new EventCodec();

    @ConfigProperty(name = "zone.events.topic")
    String topic;

    @TestHTTPResource
    URI address;

    private final String zone = TestIds.zone("live");
    private final Events events = new Events(zone);
    private final TestLog log = TestLog.open();
    private final String capacity = zone + "|registered|capacity|actual|ndfeb-sintered|operating|t/a";
    private final String output = zone + "|registered|output|actual|ndfeb-sintered|2025|t";

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldTellThePresentTotalsAndThenEveryChange() throws Exception {
        // Given
        append(events.project("works", null));
        append(events.capacity("a", PROJECT, "3000").claim());

        try (Ear ear = new Ear("?product=ndfeb-sintered", null)) {
            // When, then
            assertThat(value(ear.next(capacity))).isEqualTo("3000");
            append(events.capacity("a", PROJECT, "3500").revision(2).claim());
            assertThat(value(ear.next(capacity))).isEqualTo("3500");
            append(new Retraction(zone, "a", 3, "a slip", null));
            Said gone = ear.next(capacity);
            assertThat(gone.data().get("total").isNull()).isTrue();
        }
    }

    @Test
    void shouldTellAClientThatComesBackWhatItHasMissed() throws Exception {
        // Given
        append(events.project("works", null));
        append(events.capacity("a", PROJECT, "3000").claim());
        append(events.output("o", PROJECT, "100", "2025").claim());
        Said last;
        try (Ear ear = new Ear("", null)) {
            Set<String> missing = new HashSet<>(Set.of(capacity, output, above(capacity), above(output)));
            do {
                last = ear.next();
                missing.remove(last.data().path("key").asText());
            } while (!missing.isEmpty());
        }

        // When
        append(events.output("o", PROJECT, "200", "2025").revision(2).claim());

        // Then
        try (Ear ear = new Ear("", last.id())) {
            assertThat(value(ear.next(output))).isEqualTo("200");
            assertThat(ear.heard).doesNotContain(capacity);
        }
    }

    @Test
    void shouldTellFromWhereOnThereAreChanges() throws Exception {
        try (Ear ear = new Ear("", null)) {
            // Given
            assertThat(ear.next().name()).isEqualTo("present");

            // When
            append(events.project("works", null));
            append(events.capacity("a", PROJECT, "3000").claim());

            // Then
            assertThat(ear.next().name()).isEqualTo("total");
        }
    }

    @Test
    void shouldTellAllWhoKnowsAnotherTopic() throws Exception {
        // Given
        append(events.project("works", null));
        append(events.capacity("a", PROJECT, "3000").claim());
        String far;
        try (Ear ear = new Ear("", null)) {
            String id = ear.next(capacity).id();
            far = id.substring(0, id.indexOf('@')) + "@999999999";
        }

        // When
        try (Ear ear = new Ear("", far)) {
            // Then
            assertThat(value(ear.next(capacity))).isEqualTo("3000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"measure=count", "product=nothing", "status=operating"})
    void shouldRefuseWhatIsNoParameter(String query) {
        given().auth()
                .oauth2(Tokens.reader())
                .get("/v1/zones/" + zone + "/stream?" + query)
                .then()
                .statusCode(400);
    }

    @Test
    void shouldRefuseWhatIsNoIdOfAnEvent() {
        given().auth()
                .oauth2(Tokens.reader())
                .header("Last-Event-ID", "yesterday")
                .get("/v1/zones/" + zone + "/stream")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("Last-Event-ID"));
    }

    private static String above(String key) {
        return key.replace("ndfeb-sintered", "magnet-material");
    }

    private void append(ZoneEvent event) {
        EventCodec.Encoded encoded = CODEC.encode(event, "urn:test", null);
        log.append(topic, encoded.key(), encoded.headers(), encoded.data());
    }

    private static String value(Said said) {
        return said.data().get("total").get("value").asText();
    }

    /** An event as it was heard. */
    private record Said(String name, String id, JsonNode data) {}

    /** Listens to the stream of the zone. */
    private final class Ear implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final Stream<String> body;
        private final Iterator<String> lines;
        private final List<String> heard = new ArrayList<>();

        Ear(String query, String last) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            address.resolve("/v1/zones/" + zone + "/stream" + query))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + Tokens.reader())
                    .header("Accept", "text/event-stream");
            if (last != null) {
                request.header("Last-Event-ID", last);
            }
            HttpResponse<Stream<String>> response = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            body = response.body();
            lines = body.iterator();
        }

        /** The next event of that name, or about the total of that key. */
        Said next(String nameOrKey) throws JsonProcessingException {
            while (true) {
                Said said = next();
                if (said.name().equals(nameOrKey)
                        || said.data().path("key").asText().equals(nameOrKey)) {
                    return said;
                }
            }
        }

        Said next() throws JsonProcessingException {
            String name = "";
            String id = "";
            StringBuilder data = new StringBuilder();
            while (true) {
                String line = lines.next();
                if (line.isEmpty() && !data.isEmpty()) {
                    Said said = new Said(name, id, Json.mapper().readTree(data.toString()));
                    heard.add(said.data().path("key").asText());
                    return said;
                }
                int colon = line.indexOf(':');
                String value = colon < 0 ? "" : line.substring(colon + 1).strip();
                switch (colon < 0 ? line : line.substring(0, colon)) {
                    case "event" -> name = value;
                    case "id" -> id = value;
                    case "data" -> data.append(value);
                    default -> {}
                }
            }
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
