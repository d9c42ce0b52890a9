package dev.zoneledger.ingest;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Set;

/** The platform's way to Kafka, broken: whoever asks it for a client gets an exception. */
@Alternative
@ApplicationScoped
class NoClients implements KafkaClientService {

    static final String INSIDE = "no client for the channel of the inside";

    @Override
    public <K, V> List<KafkaConsumer<K, V>> getConsumers(String channel) {
        throw new IllegalStateException(INSIDE);
    }

    @Override
    public <K, V> KafkaProducer<K, V> getProducer(String channel) {
        throw new IllegalStateException(INSIDE);
    }

    @Override
    public Set<String> getConsumerChannels() {
        return Set.of();
    }

    @Override
    public Set<String> getProducerChannels() {
        return Set.of();
    }
}
