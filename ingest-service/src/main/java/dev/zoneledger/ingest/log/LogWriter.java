package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.EventLog;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.inject.Singleton;
import java.util.Objects;
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
    private final String topic;
    private final int maxBytesInFlight;
    private final LogState state = new LogState();

    /** The channels make the connector open them; records go through their producers, which tell where each came to lie. */
    LogWriter(
            @Channel(POSTS) MutinyEmitter<byte[]> posts,
            @Channel(IMPORTS) MutinyEmitter<byte[]> imports,
            KafkaClientService clients,
            Transactions transactions,
            @ConfigProperty(name = "zone.events.topic", defaultValue = EventLog.TOPIC) String topic,
            @ConfigProperty(name = "zone.ingest.bytes-in-flight", defaultValue = "4M") MemorySize maxBytesInFlight) {
        this.clients = clients;
        this.transactions = transactions;
        this.topic = topic;
        this.maxBytesInFlight = Math.toIntExact(maxBytesInFlight.asLongValue());
    }

    /** For records that somebody waits for one by one. */
    public Flight takeOff() {
        return flight(POSTS);
    }

    /** For many records: they wait some milliseconds to fill their batches, which makes each of them cheaper. */
    public Flight takeOffInBulk() {
        return flight(IMPORTS);
    }

    private Flight flight(String channel) {
        KafkaProducer<String, byte[]> producer = Objects.requireNonNull(clients.getProducer(channel));
        Flight flight = new Flight(producer.unwrap(), topic, maxBytesInFlight);
        TimeoutException refusal = state.refusal();
        if (refusal == null) {
            flight.onLanding(state::landed);
        } else {
            flight.stayDown(refusal);
        }
        return flight;
    }

    /** The caller closes it. */
    public AtomicFlight takeOffTogether() {
        return new AtomicFlight(transactions, topic);
    }
}
