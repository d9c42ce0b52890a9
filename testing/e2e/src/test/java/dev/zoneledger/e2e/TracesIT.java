package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoneledger.contract.EventLog;
import dev.zoneledger.contract.Position;
import dev.zoneledger.e2e.Client.Answer;
import dev.zoneledger.e2e.TraceReceiver.Received;
import dev.zoneledger.testing.TestIds;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One trace from a request to the total, and what is in the log of it. */
class TracesIT {

    private static final String SEND = "send " + EventLog.TOPIC;
    private static final String STORE = "store " + EventLog.TOPIC;
    private static final String APPLY = "apply " + EventLog.TOPIC;

    private static final Stack STACK = Stack.running();
    private static TraceReceiver receiver;

    private final Client client = new Client(STACK);
    private final String zone = TestIds.unique("traced");
    private final String trace = id(16);
    private final String caller = id(8);

    @BeforeAll
    static void receive() {
        receiver = new TraceReceiver(STACK.tracesPort());
    }

    @AfterAll
    static void end() {
        receiver.close();
    }

    @Test
    void shouldFollowAPostFromTheRequestToTheTotal() {
        // When
        Answer answer = client.postWithin(traceparent("01"), "/v1/claims", claim("one"));
        client.catalog("/v1/claims?zone=" + zone + "&after=" + answer.position());
        client.metrics("/v1/zones/" + zone + "/capacity?after=" + answer.position());

        // Then
        assertThat(answer.status()).isEqualTo(202);
        Received request = receiver.await(trace, span -> span.kind() == SpanKind.SPAN_KIND_SERVER, "the request");
        Received sent = receiver.await(trace, span -> span.name().equals(SEND), SEND);
        Received stored = receiver.await(trace, span -> span.name().equals(STORE), STORE);
        Received applied = receiver.await(trace, span -> span.name().equals(APPLY), APPLY);
        Received statement = receiver.await(trace, this::isStatement, "a statement");
        assertThat(request.service()).isEqualTo("ingest-service");
        assertThat(request.parent()).isEqualTo(caller);
        assertThat(request.name()).isEqualTo("POST /v1/claims");
        assertThat(sent.service()).isEqualTo("ingest-service");
        assertThat(sent.kind()).isEqualTo(SpanKind.SPAN_KIND_PRODUCER);
        assertThat(ancestors(sent)).contains(request.id());
        assertThat(sent.attributes()).containsEntry("zone.position", answer.position());
        assertThat(List.of(stored, applied)).allSatisfy(span -> {
            assertThat(span.kind()).isEqualTo(SpanKind.SPAN_KIND_CONSUMER);
            assertThat(span.parent()).isEqualTo(sent.id());
            assertThat(span.attributes()).containsEntry("zone.position", answer.position());
        });
        assertThat(stored.service()).isEqualTo("catalog-service");
        assertThat(applied.service()).isEqualTo("metrics-service");
        assertThat(statement.service()).isEqualTo("catalog-service");
        assertThat(ancestors(statement)).contains(stored.id());
    }

    /** A larger body than is worked on on the event loop. */
    @Test
    void shouldFollowAPostThatAnotherThreadWorksOn() {
        // Given
        String claims =
                IntStream.range(0, 100).mapToObj(i -> claim("many-" + i)).collect(Collectors.joining(",", "[", "]"));

        // When
        Answer answer = client.postWithin(traceparent("01"), "/v1/claims", claims);

        // Then
        assertThat(answer.status()).isEqualTo(202);
        Received request = receiver.await(trace, span -> span.kind() == SpanKind.SPAN_KIND_SERVER, "the request");
        Received sent = receiver.await(trace, span -> span.name().equals(SEND), SEND);
        assertThat(ancestors(sent)).contains(request.id());
        Instances.until(
                () -> receiver.of(trace).stream()
                                .filter(span -> span.name().equals(APPLY))
                                .count()
                        == 100,
                "each of the claims applied");
    }

    @Test
    void shouldGiveFiguresTracesAsExamples() {
        // Given
        URI figures = STACK.ingest().resolve("/q/metrics");

        // When
        client.postWithin(traceparent("01"), "/v1/claims", claim("example"));

        // Then
        Instances.until(
                () -> client.text(figures, "application/openmetrics-text; version=1.0.0; charset=utf-8")
                        .contains("trace_id="),
                "a trace as an example");
    }

    @Test
    void shouldNameEventsAlikeInATraceAndOutOfIt() {
        // When
        Answer traced = client.postWithin(traceparent("01"), "/v1/claims", claim("same"));
        Answer notKept = client.postWithin(traceparent("00"), "/v1/claims", claim("same"));
        Answer plain = client.post("/v1/claims", "application/json", claim("same"), "steward");

        // Then
        assertThat(List.of(traced, notKept, plain))
                .extracting(answer -> answer.body().get("accepted"))
                .containsOnly(traced.body().get("accepted"));
        ConsumerRecord<byte[], byte[]> record = record(traced.position());
        assertThat(text(record.headers().lastHeader("traceparent")))
                .matches("00-" + trace + "-[0-9a-f]{16}-01")
                .doesNotContain(caller);
        for (String position : List.of(notKept.position(), plain.position())) {
            assertThat(headers(record(position))).doesNotContainKey("traceparent");
            assertThat(record(position).value()).isEqualTo(record.value());
            assertThat(headers(record(position))).isEqualTo(withoutTrace(headers(record)));
        }
    }

    @Test
    void shouldLogInJsonWithTraceAndSubjectAndWithoutSecrets() throws Exception {
        // Given
        ProducerRecord<String, byte[]> noEvent = new ProducerRecord<>(EventLog.TOPIC, zone, new byte[] {1, 2, 3});
        noEvent.headers().add("traceparent", traceparent("01").getBytes(StandardCharsets.US_ASCII));

        // When
        String position;
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", STACK.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var at = producer.send(noEvent).get();
            position = at.partition() + "@" + at.offset();
        }
        receiver.await(trace, span -> span.name().equals(STORE), STORE);
        receiver.await(trace, span -> span.name().equals(APPLY), APPLY);

        // Then
        for (String service : List.of("catalog", "metrics")) {
            JsonNode line = lines(service).stream()
                    .filter(each -> trace.equals(each.at("/mdc/traceId").textValue()))
                    .findFirst()
                    .orElseThrow();
            assertThat(line.get("level").textValue()).isEqualTo("WARN");
            assertThat(line.get("service").textValue()).isEqualTo(service + "-service");
            assertThat(line.get("message").textValue()).contains("partition=" + position.replace("@", " offset="));
            assertThat(line.at("/mdc/spanId").textValue()).matches("[0-9a-f]{16}");
            assertThat(line.at("/mdc/position").textValue()).contains(position);
        }
        assertThat(List.of("ingest", "catalog", "metrics"))
                .extracting(STACK::log)
                .allSatisfy(log -> assertThat(log)
                        .doesNotContain(STACK.token("steward"))
                        .doesNotContain(STACK.token("reporter"))
                        .doesNotContain(STACK.postgresPassword()));
    }

    /** Every line of a service is an object, but those that the JVM itself prints. */
    private static List<JsonNode> lines(String service) {
        return STACK.log(service)
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(Client::json)
                .toList();
    }

    private boolean isStatement(Received span) {
        return span.attributes().containsKey("db.system") || span.attributes().containsKey("db.system.name");
    }

    /** Ids of the spans above, as far as they have come. */
    private List<String> ancestors(Received span) {
        Map<String, Received> known =
                receiver.of(trace).stream().collect(Collectors.toMap(Received::id, each -> each, (one, same) -> one));
        List<String> above = new ArrayList<>();
        Received at = span;
        while (at != null) {
            above.add(at.parent());
            at = known.get(at.parent());
        }
        return above;
    }

    private static ConsumerRecord<byte[], byte[]> record(String position) {
        Map.Entry<Integer, Long> at =
                Position.parse(position).offsets().entrySet().iterator().next();
        TopicPartition partition = new TopicPartition(EventLog.TOPIC, at.getKey());
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", STACK.bootstrapServers(), "max.poll.records", "1"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            reader.assign(List.of(partition));
            reader.seek(partition, at.getValue());
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            Instances.until(
                    () -> {
                        reader.poll(Duration.ofMillis(100)).forEach(found::add);
                        return !found.isEmpty();
                    },
                    "the record at " + position);
            return found.getFirst();
        }
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), text(header)));
        return headers;
    }

    private static Map<String, String> withoutTrace(Map<String, String> headers) {
        headers.remove("traceparent");
        return headers;
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private String traceparent(String flags) {
        return "00-" + trace + "-" + caller + "-" + flags;
    }

    private String claim(String id) {
        return """
                {"zone": "%s", "id": "%s", "subject": {"project": "%s"}, "measure": "capacity",
                 "product": "ndfeb-sintered", "quantity": {"value": 7, "unit": "t/a"}, "status": "operating",
                 "effectiveFrom": {"date": "2020-01-01"}, "source": {"uri": "urn:test:traced"}}""".formatted(zone, id, id);
    }

    private static String id(int bytes) {
        byte[] id = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(id);
        id[0] = 1;
        return HexFormat.of().formatHex(id);
    }
}
