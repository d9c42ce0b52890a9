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

/** The way to the log: the producer of the channel {@code events}. */
@Singleton
public final class LogWriter {

    static final String CHANNEL = "events";

    private final KafkaClientService clients;
    private final Transactions transactions;
    private final String topic;
    private final int maxBytesInFlight;
    private final LogState state = new LogState();

    /**
     * @param channel makes the connector open the channel; records go through its producer, which tells where each came to
     *     lie and takes hundreds of thousands a second
     */
    LogWriter(
            @Channel(CHANNEL) MutinyEmitter<byte[]> channel,
            KafkaClientService clients,
            Transactions transactions,
            @ConfigProperty(name = "zone.events.topic", defaultValue = EventLog.TOPIC) String topic,
            @ConfigProperty(name = "zone.ingest.bytes-in-flight", defaultValue = "4M") MemorySize maxBytesInFlight) {
        this.clients = clients;
        this.transactions = transactions;
        this.topic = topic;
        this.maxBytesInFlight = Math.toIntExact(maxBytesInFlight.asLongValue());
    }

    public Flight takeOff() {
        KafkaProducer<String, byte[]> producer = Objects.requireNonNull(clients.getProducer(CHANNEL));
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
