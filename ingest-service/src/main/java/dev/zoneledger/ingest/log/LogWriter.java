package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.EventLog;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** The way to the log: one producer for posts and one for imports. */
@Singleton
public final class LogWriter {

    private static final String POSTS = "events";
    static final String IMPORTS = "imports";

    private final KafkaClientService clients;
    private final Transactions transactions;
    private final Sendings sendings;
    private final String topic;
    private final int maxBytesInFlight;
    private final LogState state = new LogState();
    private final Map<String, Producer<String, byte[]>> producers = new ConcurrentHashMap<>();

    /** The channels make the connector open them; records go through their producers, which tell where each came to lie. */
    LogWriter(
            @Channel(POSTS) MutinyEmitter<byte[]> posts,
            @Channel(IMPORTS) MutinyEmitter<byte[]> imports,
            KafkaClientService clients,
            Transactions transactions,
            Sendings sendings,
            @ConfigProperty(name = "zone.events.topic", defaultValue = EventLog.TOPIC) String topic,
            @ConfigProperty(name = "zone.ingest.bytes-in-flight", defaultValue = "4M") MemorySize maxBytesInFlight) {
        this.clients = clients;
        this.transactions = transactions;
        this.sendings = sendings;
        this.topic = topic;
        this.maxBytesInFlight = Math.toIntExact(maxBytesInFlight.asLongValue());
    }

    /**
     * Sends the records of a post. It never waits and may be called on an event loop: what the producer cannot take at once,
     * since it does not know the topic yet or has no room, is sent by a worker thread over the one that may wait for that.
     * Records that the first one had taken are in the log twice then, which changes nothing.
     *
     * @return completes, always normally, when it is known what became of all records
     */
    public CompletionStage<Landing> post(List<Encoded> events) {
        TimeoutException refusal = state.refusal();
        if (refusal != null) {
            return CompletableFuture.completedStage(new Landing(0, null, refusal));
        }
        Sendings.Sending sending = sendings.post(events.size());
        Flight flight = new Flight(producer(POSTS), topic, Integer.MAX_VALUE, sending.trace());
        sendAll(events, flight);
        return flight.hasFailed()
                ? CompletableFuture.supplyAsync(
                                () -> postPatiently(events, sending), Infrastructure.getDefaultExecutor())
                        .thenCompose(Function.identity())
                : landed(flight, sending);
    }

    private CompletionStage<Landing> postPatiently(List<Encoded> events, Sendings.Sending sending) {
        Flight flight = new Flight(producer(IMPORTS), topic, maxBytesInFlight, sending.trace());
        sendAll(events, flight);
        return landed(flight, sending);
    }

    private static void sendAll(List<Encoded> events, Flight flight) {
        for (Encoded each : events) {
            if (flight.hasFailed()) {
                return;
            }
            flight.send(each);
        }
    }

    private CompletionStage<Landing> landed(Flight flight, Sendings.Sending sending) {
        flight.onLanding(landing -> {
            state.landed(landing);
            sending.landed(landing);
        });
        return flight.land();
    }

    /** For many records: they wait some milliseconds to fill their batches, which makes each of them cheaper. */
    public Flight takeOffInBulk() {
        Flight flight = new Flight(producer(IMPORTS), topic, maxBytesInFlight, null);
        TimeoutException refusal = state.refusal();
        if (refusal == null) {
            flight.onLanding(state::landed);
            flight.onLanding(sendings.inBulk()::landed);
        } else {
            flight.stayDown(refusal);
        }
        return flight;
    }

    private Producer<String, byte[]> producer(String channel) {
        return producers.computeIfAbsent(channel, this::find);
    }

    private Producer<String, byte[]> find(String channel) {
        KafkaProducer<String, byte[]> producer = Objects.requireNonNull(clients.getProducer(channel));
        return producer.unwrap();
    }

    /**
     * The caller closes it.
     *
     * @param publishes false to find out only whether it could
     */
    public AtomicFlight takeOffTogether(boolean publishes) {
        return new AtomicFlight(transactions, topic, sendings, publishes, AtomicFlight.spool());
    }
}
