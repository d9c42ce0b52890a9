package dev.zoneledger.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The least that a front door can do, for a floor: looks whether an object has six fields, hands its bytes to Kafka as they
 * came and answers after the acknowledgement. No look at the token, no headers, no rules. Arguments: port, brokers, topic.
 */
public final class BareServer extends AbstractVerticle {

    private static final Set<String> FIELDS = Set.of("zone", "subject", "measure", "quantity", "basis", "source");
    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;

    private final int port;
    private final String topic;
    private final Producer<String, byte[]> producer;
    private final JsonFactory json = new JsonFactory();

    private BareServer(int port, String topic, Producer<String, byte[]> producer) {
        this.port = port;
        this.topic = topic;
        this.producer = producer;
    }

    public static void main(String[] arguments) {
        // As ingest-service's own.
        Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        arguments[1],
                        "acks",
                        "all",
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        0,
                        "batch.size",
                        262144,
                        "buffer.memory",
                        33554432),
                new StringSerializer(),
                new ByteArraySerializer());
        int port = Integer.parseInt(arguments[0]);
        Vertx.vertx()
                .deployVerticle(
                        () -> new BareServer(port, arguments[2], producer),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Override
    public void start() {
        vertx.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> {
                    byte[] bytes = body.getBytes();
                    if ("/imports".equals(request.path())) {
                        many(request, bytes);
                    } else {
                        send(request, new AtomicInteger(1), bytes);
                    }
                }))
                .listen(port, "127.0.0.1");
    }

    private void many(HttpServerRequest request, byte[] body) {
        // One more than is sent until all are sent, so that the answer waits for the last.
        AtomicInteger awaited = new AtomicInteger(1);
        int start = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\n') {
                awaited.incrementAndGet();
                send(request, awaited, Arrays.copyOfRange(body, start, i));
                start = i + 1;
            }
        }
        acknowledged(request, awaited);
    }

    private void send(HttpServerRequest request, AtomicInteger awaited, byte[] event) {
        producer.send(new ProducerRecord<>(topic, zone(event), event), (metadata, failure) -> {
            if (failure == null) {
                acknowledged(request, awaited);
            } else {
                context.runOnContext(
                        now -> request.response().setStatusCode(UNAVAILABLE).end(failure.toString()));
            }
        });
    }

    private void acknowledged(HttpServerRequest request, AtomicInteger awaited) {
        if (awaited.decrementAndGet() == 0) {
            context.runOnContext(
                    now -> request.response().setStatusCode(ACCEPTED).end(Buffer.buffer("{\"accepted\":true}")));
        }
    }

    private String zone(byte[] event) {
        String zone = null;
        int found = 0;
        try (JsonParser parser = json.createParser(event)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                found += FIELDS.contains(name) ? 1 : 0;
                zone = name.equals("zone") ? parser.getText() : zone;
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        return require(found == FIELDS.size() ? zone : null);
    }

    private static String require(@Nullable String zone) {
        if (zone == null) {
            throw new IllegalArgumentException("a field is missing");
        }
        return zone;
    }
}
