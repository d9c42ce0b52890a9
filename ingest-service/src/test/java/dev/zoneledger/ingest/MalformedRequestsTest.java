package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.ingest.sheet.Tables;
import dev.zoneledger.ingest.sheet.Xlsx;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some hundred requests with broken bodies; the readers themselves are tried with many more where no server is needed. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class MalformedRequestsTest {

    private static final int TRIES = 100;

    private interface Body {
        byte[] broken(Random random) throws IOException;
    }

    private record Target(String path, String contentType, Body body) {

        Target(String path, String contentType, String body) {
            this(
                    path,
                    contentType,
                    random -> MalformedRequestsTest.broken(body.getBytes(StandardCharsets.UTF_8), random));
        }
    }

    private final Door door = new Door();

    @Test
    void shouldAnswerBrokenBodiesWithProblems(@TempDir Path folder) throws IOException {
        String event =
                "{\"specversion\":\"1.0\",\"type\":\"zone.capacity.reported.v1\",\"source\":\"urn:a\",\"id\":\"1\",\"data\":"
                        + door.claim(1) + "}";
        String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.ndjson\"\r\n\r\n"
                + door.line(1) + "\r\n--b--\r\n";
        String table = "zone,organisation,measure,product,figure,status,effective from,source\n" + door.zone
                + ",o,capacity,ndfeb-sintered,\"3,000 t/a\",operating,2020-10-15,https://example.org/a\n";
        byte[] workbook = door.asReporter().get("/v1/templates/claims.xlsx").asByteArray();
        Path file = Files.write(folder.resolve("claims.xlsx"), workbook);
        Random random = new Random(2020);
        for (Target target : List.of(
                new Target("/v1/claims", "application/json", door.claim(1)),
                new Target("/v1/imports", "application/x-ndjson", door.line(1) + "\n" + door.line(2)),
                new Target("/v1/imports?answer=rejected", "application/x-ndjson", door.line(1)),
                new Target("/v1/imports", "multipart/form-data; boundary=b", form),
                new Target("/v1/imports", "text/csv", table),
                new Target("/v1/imports", Xlsx.MEDIA_TYPE, each -> broken(workbook, each)),
                new Target("/v1/imports", Xlsx.MEDIA_TYPE, each -> withABrokenPart(file, each)),
                new Target("/v1/events", CloudEvents.STRUCTURED, event),
                new Target("/v1/events", CloudEvents.BATCH, "[" + event + "," + event + "]"),
                new Target("/v1/events", "application/json", door.claim(1)))) {
            for (int i = 0; i < TRIES; i++) {
                byte[] body = target.body.broken(random);
                RequestSpecification request = Door.as(Tokens.reporter(door.zone, "sample-zone"));
                if (target.path.equals("/v1/events")) {
                    // Of an event in binary mode; passed over in the others.
                    request.header("ce-specversion", "1.0")
                            .header("ce-type", printable("zone.capacity.reported.v1", random))
                            .header("ce-source", printable("urn:%E5%8C%85", random))
                            .header("ce-id", "1");
                }
                Response answer =
                        request.contentType(target.contentType).body(body).post(target.path);
                String sent =
                        target.path + " " + target.contentType + " " + new String(body, StandardCharsets.ISO_8859_1);
                assertThat(answer.statusCode()).as(sent).isIn(202, 400, 403, 413, 415);
                assertThat(answer.asString()).as(sent).doesNotContain("Exception", "\tat ", "dev.zoneledger");
            }
        }
    }

    private static byte[] broken(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    /** So that what is broken is found behind the checksums too. */
    private static byte[] withABrokenPart(Path workbook, Random random) throws IOException {
        Map<String, byte[]> parts = Tables.parts(Files.readAllBytes(workbook));
        String name = List.copyOf(parts.keySet()).get(random.nextInt(parts.size()));
        parts.put(name, broken(parts.get(name), random));
        return Tables.zipped(parts);
    }

    /** Broken half of the time, by a character that a header may have. */
    private static String printable(String text, Random random) {
        StringBuilder value = new StringBuilder(text);
        if (random.nextBoolean()) {
            value.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
        }
        return value.toString();
    }
}
