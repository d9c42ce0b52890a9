package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Some hundred requests with broken bodies; the readers themselves are tried with many more where no server is needed. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class MalformedRequestsTest {

    private static final int TRIES = 100;

    private record Target(String path, String contentType, String body) {}

    private final Door door = new Door();

    @Test
    void shouldAnswerBrokenBodiesWithProblems() {
        String event =
                "{\"specversion\":\"1.0\",\"type\":\"zone.capacity.reported.v1\",\"source\":\"urn:a\",\"id\":\"1\",\"data\":"
                        + door.claim(1) + "}";
        String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.ndjson\"\r\n\r\n"
                + door.line(1) + "\r\n--b--\r\n";
        String table = "zone,organisation,measure,product,figure,status,effective from,source\n" + door.zone
                + ",o,capacity,ndfeb-sintered,\"3,000 t/a\",operating,2020-10-15,https://example.org/a\n";
        Random random = new Random(2020);
        for (Target target : List.of(
                new Target("/v1/claims", "application/json", door.claim(1)),
                new Target("/v1/imports", "application/x-ndjson", door.line(1) + "\n" + door.line(2)),
                new Target("/v1/imports?answer=rejected", "application/x-ndjson", door.line(1)),
                new Target("/v1/imports", "multipart/form-data; boundary=b", form),
                new Target("/v1/imports", "text/csv", table),
                new Target("/v1/events", CloudEvents.STRUCTURED, event),
                new Target("/v1/events", CloudEvents.BATCH, "[" + event + "," + event + "]"))) {
            for (int i = 0; i < TRIES; i++) {
                byte[] body = broken(target.body, random);
                Response answer = door.asReporter()
                        .contentType(target.contentType)
                        .body(body)
                        .post(target.path);
                String sent = target.path + " " + new String(body, StandardCharsets.ISO_8859_1);
                assertThat(answer.statusCode()).as(sent).isIn(202, 400, 403, 413, 415);
                assertThat(answer.asString()).as(sent).doesNotContain("Exception", "\tat ", "dev.zoneledger");
            }
        }
    }

    private static byte[] broken(String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
