package dev.zoneledger.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Decoded;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;

/** A zone of the test's own, what is sent to it, and what of it is in the log. */
final class Door {

    private static final EventCodec CODEC = new EventCodec();

    final String zone = TestIds.zone("door");

    String claim(int value) {
        return """
                {"zone": "%s", "subject": {"project": "a-line"}, "measure": "capacity", "product": "ndfeb-sintered",\
                 "quantity": {"value": %d, "unit": "t/a"}, "status": "operating", "effectiveFrom": {"date": "2020-10"},\
                 "source": {"uri": "urn:test"}}""".formatted(zone, value);
    }

    /** Of an import. */
    String line(int value) {
        return "{\"type\": \"claim\", " + claim(value).substring(1);
    }

    /** A line with one fault. */
    String badLine(int value) {
        return line(value).replace("ndfeb-sintered", "ndfeb-sinterd");
    }

    RequestSpecification asReporter() {
        return as(Tokens.reporter(zone));
    }

    RequestSpecification asSteward() {
        return as(Tokens.steward(zone));
    }

    static RequestSpecification as(String token) {
        return given().config(Requests.BYTES_AS_THEY_ARE).auth().oauth2(token);
    }

    ValidatableResponse importing(String query, String... lines) {
        return asReporter()
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports" + query)
                .then();
    }

    ValidatableResponse posting(String body) {
        return asReporter()
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/claims")
                .then();
    }

    /** Committed records of the zone, in their order. */
    List<ConsumerRecord<String, byte[]>> inLog() {
        return inLog(zone);
    }

    private static List<ConsumerRecord<String, byte[]>> inLog(String zone) {
        String topic = ConfigProvider.getConfig().getValue("zone.events.topic", String.class);
        try (TestLog log = TestLog.open()) {
            return log.readAll(topic).stream()
                    .filter(record -> zone.equals(record.key()))
                    .toList();
        }
    }

    List<Decoded> eventsInLog() {
        return eventsOf(zone);
    }

    static List<Decoded> eventsOf(String zone) {
        return inLog(zone).stream().map(Door::decoded).toList();
    }

    static Decoded decoded(ConsumerRecord<String, byte[]> record) {
        try {
            return CODEC.decode(
                    name -> {
                        var header = record.headers().lastHeader(name);
                        return header == null ? null : header.value();
                    },
                    record.key().getBytes(StandardCharsets.UTF_8),
                    record.value());
        } catch (EventCodec.UndecodableEvent e) {
            throw new AssertionError(e);
        }
    }

    /** The problem that the description of the API shows for a status of claims. */
    static Map<String, Object> shownFailure(int status) {
        return shownFailure("post", "/v1/claims", status);
    }

    /** The same of another address, as it is called there. */
    static Map<String, Object> shownFailure(String method, String path, int status) {
        return given().get("/q/openapi?format=json")
                .then()
                .extract()
                .path("paths.'" + path + "'." + method + ".responses.'" + status
                        + "'.content.'application/problem+json'.example");
    }

    /** Waits for a condition; to look at it should be a request by itself, so that this is no busy waiting. */
    static void awaitThat(BooleanSupplier holds) {
        Instant patience = Instant.now().plusSeconds(60);
        while (!holds.getAsBoolean()) {
            assertThat(Instant.now()).as("waited in vain").isBefore(patience);
        }
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
