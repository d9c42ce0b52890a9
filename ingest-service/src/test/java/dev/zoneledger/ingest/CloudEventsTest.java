package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.EventCodec.Decoded;
import dev.zoneledger.testing.KafkaResource;
import dev.zoneledger.testing.TestIds;
import dev.zoneledger.testing.Tokens;
import dev.zoneledger.testing.TokensResource;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = KafkaResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TokensResource.class, restrictToAnnotatedClass = true)
class CloudEventsTest {

    private static final String CAPACITY = "zone.capacity.reported.v1";

    @TestHTTPResource
    URI ingest;

    private final Door door = new Door();
    private final String id = TestIds.unique("event");

    @Test
    void shouldTakeStructuredEventsOfTheSdk() {
        // Given
        CloudEvent event = event(id, door.claim(1));

        // When
        ValidatableResponse answer = sent(
                request -> HttpMessageFactory.createWriter(
                        (name, value) -> header(request, name, value), body -> request.body(body)),
                writer -> writer.writeStructured(event, new JsonFormat()));

        // Then
        answer.statusCode(202).body("accepted[0].event", equalTo(id));
        isInLogUnderItsName();
    }

    @Test
    void shouldTakeBinaryEventsOfTheSdk() {
        // Given
        CloudEvent event = event(id, door.claim(1));

        // When
        ValidatableResponse answer = sent(
                request -> HttpMessageFactory.createWriter(
                        (name, value) -> header(request, name, value), body -> request.body(body)),
                writer -> writer.writeBinary(event));

        // Then
        answer.statusCode(202).body("accepted[0].event", equalTo(id));
        isInLogUnderItsName();
    }

    /** An SDK leaves it out where its user states no {@code datacontenttype}. */
    @Test
    void shouldTakeBinaryEventsWithoutContentType() throws Exception {
        // Given
        HttpRequest request = HttpRequest.newBuilder(ingest.resolve("/v1/events"))
                .header("Authorization", "Bearer " + Tokens.reporter(door.zone))
                .header("ce-specversion", "1.0")
                .header("ce-type", CAPACITY)
                .header("ce-source", "urn:example:plant-7")
                .header("ce-id", id)
                .POST(HttpRequest.BodyPublishers.ofString(door.claim(1)))
                .build();

        // When
        HttpResponse<String> answer;
        try (HttpClient client = HttpClient.newHttpClient()) {
            answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        }

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        isInLogUnderItsName();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/json", "application/vnd.example.claim+json", "Application/LD+JSON; charset=utf-8"})
    void shouldTakeBinaryEventsWhateverTheirJsonIsCalled(String contentType) {
        binary(door.claim(1))
                .contentType(contentType)
                .header("ce-id", id)
                .post("/v1/events")
                .then()
                .statusCode(202);

        isInLogUnderItsName();
    }

    @Test
    void shouldReadStructuredEventsAsSuchWhateverTheirHeaders() {
        binary(json(id, door.claim(1)))
                .contentType(CloudEvents.STRUCTURED)
                .header("ce-id", "another")
                .post("/v1/events")
                .then()
                .statusCode(202);

        isInLogUnderItsName();
    }

    /** The SDK writes no batches (issue 427 of its repository), so that this one is made of events as it serialises them. */
    @Test
    void shouldTakeBatchesOfTheSdksEventsInTheirOrder() {
        // Given
        byte[] first = new JsonFormat().serialize(event(id, door.claim(1)));
        byte[] second = new JsonFormat().withForceJsonDataToBase64().serialize(event(id + "-2", door.claim(2)));
        String batch = Stream.of(first, second)
                .map(event -> new String(event, StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));

        // When
        ValidatableResponse answer = posting(CloudEvents.BATCH, batch);

        // Then
        answer.statusCode(202).body("accepted.event", equalTo(List.of(id, id + "-2")));
        assertThat(door.eventsInLog()).extracting(Decoded::eventId).containsExactly(id, id + "-2");
    }

    @Test
    void shouldGiveTheSameEventTheSameClaimWhateverItSays() {
        posting(CloudEvents.STRUCTURED, json(id, door.claim(1))).statusCode(202);
        posting(CloudEvents.STRUCTURED, json(id, door.claim(2))).statusCode(202);

        assertThat(door.eventsInLog().stream().map(each -> each.event().id()).distinct())
                .hasSize(1);
    }

    @Test
    void shouldDecodePercentEncodedHeaders() {
        binary(door.claim(1))
                .header("ce-id", "\"%E5%8C%85%E5%A4%B4 %22" + id + "\"")
                .post("/v1/events")
                .then()
                .statusCode(202);

        assertThat(door.eventsInLog()).extracting(Decoded::eventId).containsExactly("包头 \"" + id);
    }

    @Test
    void shouldTakeDataAsBase64() {
        String data = java.util.Base64.getEncoder().encodeToString(door.claim(1).getBytes(StandardCharsets.UTF_8));
        String event = json(id, "0").replace("\"data\":0", "\"data_base64\":\"" + data + "\"");

        posting(CloudEvents.STRUCTURED, event).statusCode(202);
    }

    @Test
    void shouldTellEveryFaultOfABatch() {
        // Given
        String unknownType = json("1", door.claim(1)).replace(CAPACITY, "zone.capacity.reportd.v1");
        String otherType = json("2", door.claim(1)).replace(CAPACITY, "zone.output.reported.v1");
        String noId = json("", door.claim(1));
        String badData = json("4", door.claim(1).replace("t/a", "tons"));
        String noSource = json("5", door.claim(1)).replace("\"source\":\"urn:example:plant-7\",", "");

        // When
        ValidatableResponse answer = posting(
                CloudEvents.BATCH, "[" + String.join(",", unknownType, otherType, noId, badData, noSource, "7") + "]");

        // Then
        answer.statusCode(400)
                .body(
                        "errors.pointer",
                        hasItems("/0/type", "/1/type", "/2/id", "/3/data/quantity/unit", "/4/source", "/5"))
                .body("errors[0].suggestion", equalTo(CAPACITY))
                .body("errors[1].suggestion", equalTo(CAPACITY));
        assertThat(door.inLog()).isEmpty();
    }

    @Test
    void shouldTellWhichHeaderIsWrong() {
        Door.as(Tokens.reporter(door.zone))
                .contentType("application/json")
                .header("ce-specversion", "0.3")
                .header("ce-type", CAPACITY)
                .header("ce-source", "%FF")
                .body(door.claim(1))
                .post("/v1/events")
                .then()
                .statusCode(400)
                .body("errors.parameter", hasItems("ce-specversion", "ce-id", "ce-source"));
    }

    @Test
    void shouldRefuseOtherContentTypes() {
        posting("application/cloudevents+avro", "{}")
                .statusCode(415)
                .body("detail", containsString(CloudEvents.STRUCTURED));
        posting("application/ld+json", json(id, door.claim(1))).statusCode(415);
        for (String contentType :
                List.of("text/plain", "application/cloudevents+avro", "application/cloudevents-other+json")) {
            binary(door.claim(1))
                    .contentType(contentType)
                    .header("ce-id", id)
                    .post("/v1/events")
                    .then()
                    .statusCode(415);
        }
    }

    @Test
    void shouldTakeEventsOnlyForZonesInTheToken() {
        Door.as(Tokens.reporter("another-zone"))
                .contentType(CloudEvents.STRUCTURED)
                .body(json(id, door.claim(1)).getBytes(StandardCharsets.UTF_8))
                .post("/v1/events")
                .then()
                .statusCode(403);
        Door.as(Tokens.reader())
                .contentType(CloudEvents.STRUCTURED)
                .body(json(id, door.claim(1)).getBytes(StandardCharsets.UTF_8))
                .post("/v1/events")
                .then()
                .statusCode(403);
    }

    private void isInLogUnderItsName() {
        List<ConsumerRecord<String, byte[]>> inLog = door.inLog();
        assertThat(inLog).hasSize(1);
        assertThat(Door.header(inLog.getFirst(), "ce_source")).isEqualTo("urn:example:plant-7");
        assertThat(Door.decoded(inLog.getFirst()).eventId()).isEqualTo(id);
        assertThat(Door.decoded(inLog.getFirst()).event()).isInstanceOf(Claim.class);
    }

    private static CloudEvent event(String id, String data) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("urn:example:plant-7"))
                .withType(CAPACITY)
                .withTime(OffsetDateTime.parse("2020-10-15T08:00:00Z"))
                .withExtension("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static String json(String id, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"urn:example:plant-7\",\"type\":\""
                + CAPACITY + "\",\"data\":" + data + "}";
    }

    private interface Writing {
        void with(MessageWriter<?, ?> writer);
    }

    private ValidatableResponse sent(
            java.util.function.Function<RequestSpecification, MessageWriter<?, ?>> writer, Writing writing) {
        RequestSpecification request = door.asReporter();
        writing.with(writer.apply(request));
        return request.post("/v1/events").then();
    }

    private static void header(RequestSpecification request, String name, String value) {
        if (name.equalsIgnoreCase("content-type")) {
            request.contentType(value);
        } else {
            request.header(name, value);
        }
    }

    private RequestSpecification binary(String data) {
        return door.asReporter()
                .contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-type", CAPACITY)
                .header("ce-source", "urn:example:plant-7")
                .body(data.getBytes(StandardCharsets.UTF_8));
    }

    private ValidatableResponse posting(String contentType, String body) {
        return door.asReporter()
                .contentType(contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/events")
                .then();
    }
}
