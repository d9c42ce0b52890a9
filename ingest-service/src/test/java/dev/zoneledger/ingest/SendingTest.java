package dev.zoneledger.ingest;

import static io.restassured.RestAssured.given;

import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.TestLog;
import dev.zoneledger.testing.Tokens;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;

/** A zone of the test's own, what is sent of it, and what of that is in the log. */
abstract class SendingTest {

    private final String topic = ConfigProvider.getConfig().getValue("zone.events.topic", String.class);
    final String zone = TestIds.zone("baotou");

    ValidatableResponse post(String path, String body) {
        return post(path, body, Tokens.steward(zone));
    }

    static ValidatableResponse post(String path, String body, String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(bytes(body))
                .post(path)
                .then();
    }

    static ValidatableResponse importing(byte[] file, String token) {
        return given().config(Requests.BYTES_AS_THEY_ARE)
                .auth()
                .oauth2(token)
                .contentType("application/x-ndjson")
                .body(file)
                .post("/v1/imports")
                .then();
    }

    String claim(int value) {
        return """
                {"zone": "%s", "subject": {"project": "a-line"}, "measure": "capacity", "product": "ndfeb-sintered",\
                 "quantity": {"value": %d, "unit": "t/a"}, "status": "operating", "effectiveFrom": {"date": "2020-10"},\
                 "source": {"uri": "urn:test", "excerpt": "annual output of 3000 tons"}}""".formatted(zone, value);
    }

    String line(int value) {
        return "{\"type\": \"claim\", " + claim(value).substring(1);
    }

    List<ConsumerRecord<String, byte[]>> inLog() {
        try (TestLog log = TestLog.open()) {
            return log.readAll(topic).stream()
                    .filter(record -> zone.equals(record.key()))
                    .toList();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
