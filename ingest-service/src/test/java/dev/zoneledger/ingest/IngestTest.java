package dev.zoneledger.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.EventCodec.Decoded;
import dev.zoneledger.contract.Position;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What is taken, and is then in the log. */
@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class IngestTest extends SendingTest {

    private static final int MORE_THAN_EVENT_LOOPS = 16;

    @TestHTTPResource("/v1/claims")
    URI claims;

    @Test
    void shouldHaveAClaimInTheLogAtThePositionThatItAnswers() throws Exception {
        // Given
        String claim = claim(3000);

        // When
        ValidatableResponse answer = post("/v1/claims", claim);

        // Then
        String position = answer.statusCode(202)
                .body("accepted[0].revision", equalTo(1))
                .extract()
                .path("position");
        answer.header("Zone-Position", equalTo(position));
        Decoded decoded = decoded(recordAt(Position.parse(position)));
        assertThat(decoded.eventId()).isEqualTo(answer.extract().path("accepted[0].event"));
        assertThat(decoded.event()).isInstanceOfSatisfying(Claim.class, inLog -> {
            assertThat(inLog.zone()).isEqualTo(zone);
            assertThat(inLog.id()).isEqualTo(answer.extract().path("accepted[0].id"));
            assertThat(((Quantity.Figure) inLog.quantity()).value()).isEqualByComparingTo("3000");
        });
    }

    @Test
    void shouldSayWhoPublishedWhatInTheHeadersOfARecord() {
        // When
        ValidatableResponse answer = post("/v1/claims", claim(3000)).statusCode(202);

        // Then
        ConsumerRecord<String, byte[]> inLog =
                recordAt(Position.parse(answer.extract().path("position")));
        assertThat(inLog.key()).isEqualTo(zone);
        assertThat(header(inLog, "ce_source")).isEqualTo("urn:zone-ledger:ingest");
        assertThat(header(inLog, "ce_type")).isEqualTo("zone.capacity.reported.v1");
        assertThat(header(inLog, "ce_partitionkey")).isEqualTo(zone);
        assertThat(header(inLog, "content-type")).isEqualTo("application/json");
    }

    @Test
    void shouldGiveTheSameClaimTheSameIdsWheneverItIsSent() {
        // Given
        ValidatableResponse first = post("/v1/claims", claim(3000)).statusCode(202);

        // When
        ValidatableResponse second = post("/v1/claims", claim(3000)).statusCode(202);

        // Then
        second.body("accepted", equalTo(first.extract().path("accepted")));
    }

    @Test
    void shouldPublishAnArrayInItsOrder() {
        // Given
        String array = IntStream.rangeClosed(1, 100).mapToObj(this::claim).collect(Collectors.joining(",", "[", "]"));

        // When
        ValidatableResponse answer = post("/v1/claims", array).statusCode(202);

        // Then
        List<String> ids = answer.extract().path("accepted.id");
        assertThat(inLog()).extracting(record -> decoded(record).event().id()).containsExactlyElementsOf(ids);
    }

    @Test
    void shouldTakeEntriesOfEveryKindByTheirOwnAddress() {
        // Given
        String ofZone = "{\"zone\": \"" + zone + "\", \"id\": \"an-id\", ";

        // When
        Stream.of(
                        post(
                                "/v1/zones",
                                "{\"id\": \"" + zone + "\", \"name\": \"Baotou\", \"localName\": \"包头稀土高新区\"}"),
                        post("/v1/organisations", ofZone + "\"name\": \"天骄清美\", \"role\": \"enterprise\"}"),
                        post(
                                "/v1/projects",
                                ofZone + "\"name\": \"a line\", \"phases\": [{\"id\": \"one\", \"name\": \"One\"}]}"),
                        post("/v1/policies", ofZone + "\"name\": \"an opinion\", \"measures\": [\"a\"]}"),
                        post(
                                "/v1/milestones",
                                ofZone + "\"title\": \"a forum\", \"subject\": {\"zone\": \"" + zone + "\"}}"),
                        post(
                                "/v1/rankings",
                                ofZone
                                        + "\"subject\": {\"organisation\": \"o\"}, \"position\": 1, \"among\": \"China\", \"in\": \"metals\"}"),
                        post(
                                "/v1/chains",
                                ofZone + "\"chain\": \"" + chain()
                                        + "\", \"edges\": [{\"from\": \"cerium-oxide\", \"to\": \"polishing-powder\"}]}"),
                        post("/v1/retractions", ofZone + "\"revision\": 2, \"reason\": \"withdrawn\"}"),
                        post(
                                "/v1/supersessions",
                                ofZone + "\"revision\": 2, \"supersededBy\": \"b\", \"reason\": \"newer\"}"),
                        post(
                                "/v1/rerankings",
                                ofZone + "\"revision\": 2, \"rank\": \"deprecated\", \"reason\": \"garbled\"}"))
                // Then
                .forEach(answer -> answer.statusCode(202));
        assertThat(inLog())
                .extracting(record -> decoded(record).event().type().kind())
                .containsExactly(
                        "zone",
                        "organisation",
                        "project",
                        "policy",
                        "milestone",
                        "ranking",
                        "chain",
                        "retraction",
                        "supersession",
                        "reranking");
    }

    @Test
    void shouldPublishTheGoodLinesOfAnImportAndReportTheBadOnes() {
        // Given
        byte[] brokenUtf8 = line(3).replace("annual", "ann§al").getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = lines(
                bytes(line(1)),
                bytes(line(2).replace("\"t/a\"", "\"tons\"")),
                brokenUtf8,
                bytes("{\"type\": \"claim\", \"zone\": "),
                bytes(""),
                bytes(line(4).replace("annual", "包头稀土")),
                bytes("{\"type\": \"claim\", \"note\": \"" + "x".repeat(2 * 1024 * 1024) + "\"}"),
                bytes(line(5).replace("claim", "clam")),
                bytes(line(6)));

        // When
        ValidatableResponse answer = importing(file, Tokens.reporter(zone));

        // Then
        answer.statusCode(202)
                .body("accepted", equalTo(3))
                .body("rejected", equalTo(5))
                .body("errors.row", equalTo(List.of(2, 3, 4, 7, 8)))
                .body("errors[0].pointer", equalTo("/quantity/unit"))
                .body("errors[0].suggestion", equalTo("t/a"))
                .body("errors[1].detail", containsString("UTF-8"))
                .body("errors[2].detail", containsString("ends too early"))
                .body("errors[3].detail", containsString("1048576 bytes (zone.ingest.limits.entry)"))
                .body("errors[4].suggestion", equalTo("claim"));
        String position = answer.extract().path("position");
        answer.header("Zone-Position", equalTo(position));
        assertThat(inLog()).hasSize(3);
    }

    @Test
    void shouldImportMoreThanItHoldsInFlight() {
        // Given
        int count = 20_000;
        String file = IntStream.range(0, count).mapToObj(this::line).collect(Collectors.joining("\n"));

        // When
        ValidatableResponse answer = importing(bytes(file), Tokens.reporter(zone));

        // Then
        answer.statusCode(202).body("accepted", equalTo(count)).body("rejected", equalTo(0));
        assertThat(inLog()).hasSize(count);
    }

    @Test
    void shouldNotHoldUpOthersWhileALargeBodyArrives() throws IOException {
        // Given
        byte[] body = bytes("[" + " ".repeat(40_000) + claim(3000) + "]");
        List<Socket> connections = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_EVENT_LOOPS; i++) {
                Socket connection = new Socket(claims.getHost(), claims.getPort());
                connections.add(connection);
                connection.setSoTimeout(30_000);
                connection.getOutputStream().write(headOfPost(body.length));
                connection.getOutputStream().write(body, 0, body.length / 2);
            }

            // When
            given().get("/q/health/live").then().statusCode(200);

            // Then
            for (Socket each : connections) {
                each.getOutputStream().write(body, body.length / 2, body.length - body.length / 2);
                var answer = new BufferedReader(new InputStreamReader(each.getInputStream(), StandardCharsets.UTF_8));
                assertThat(answer.readLine()).isEqualTo("HTTP/1.1 202 Accepted");
            }
        } finally {
            for (Socket each : connections) {
                each.close();
            }
        }
    }

    private byte[] headOfPost(int length) {
        return bytes(
                "POST /v1/claims HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + Tokens.reporter(zone) + "\r\nContent-Length: " + length + "\r\n\r\n");
    }

    @Test
    void shouldTakeTheExamplesOfItsDocumentation() {
        post("/v1/claims", Examples.CLAIM, Tokens.reporter("baotou-rehz")).statusCode(202);
        importing(bytes(Examples.IMPORT), Tokens.reporter("baotou-rehz"))
                .statusCode(202)
                .body("accepted", equalTo(2));
    }

    @Test
    void shouldDescribeItself() {
        String document = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(document)
                .contains("/v1/claims", "/v1/imports", "foundation stone", "jinmeng-sintered-line", "Zone-Position");
    }

    @Test
    void shouldBeReadyWhileKafkaAnswers() {
        Door.awaitThat(() -> given().get("/q/health/ready").statusCode() == 200);
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void shouldCountEntries() {
        // Given
        post("/v1/claims", claim(1)).statusCode(202);
        post("/v1/claims", "{}").statusCode(400);

        // When
        String metrics = given().get("/q/metrics").then().extract().asString();

        // Then
        assertThat(metrics)
                .contains("zone_ingest_entries_total{kind=\"claim\",outcome=\"accepted\"}")
                .contains("zone_ingest_entries_total{kind=\"claim\",outcome=\"rejected\"}");
    }

    private static String chain() {
        return ProductTree.builtIn().chains().iterator().next().code();
    }

    private ConsumerRecord<String, byte[]> recordAt(Position position) {
        return inLog().stream()
                .filter(record ->
                        Long.valueOf(record.offset()).equals(position.offsets().get(record.partition())))
                .findFirst()
                .orElseThrow();
    }

    private static Decoded decoded(ConsumerRecord<String, byte[]> record) {
        try {
            return new EventCodec()
                    .decode(
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

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] lines(byte[]... lines) {
        var file = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            file.writeBytes(line);
            file.write('\n');
        }
        return file.toByteArray();
    }
}
