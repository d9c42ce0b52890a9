package dev.zoneledger.ingest.log;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Transactional producers, as many as transactions may be open at a time. Each has an id of its own that is the same after
 * a restart of the instance: asking for it again ends at once what the instance before left open.
 */
@Singleton
final class Transactions {

    private static final Logger LOG = Logger.getLogger(Transactions.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A place for a transaction; the producer is made when it is first needed, and again after a failure. */
    private static final class Place {
        private final String id;
        private @Nullable Producer<String, byte[]> producer;

        Place(String id) {
            this.id = id;
        }
    }

    private final TransactionSettings settings;
    private final KafkaClientService clients;
    private final BlockingQueue<Place> free = new LinkedBlockingQueue<>();

    Transactions(TransactionSettings settings, KafkaClientService clients) {
        this.settings = settings;
        this.clients = clients;
        for (int i = 0; i < settings.concurrent(); i++) {
            free.add(new Place("zone-ingest-" + settings.instance() + "-" + i));
        }
    }

    /** Ends at once what this instance left open when it last ran; without it, what is left ends after its timeout. */
    void fence(@Observes StartupEvent started) {
        Thread.ofVirtual().name("transactions").start(() -> {
            for (int i = 0; i < settings.concurrent(); i++) {
                Landing landing = run(producer -> new Landing(0, null, null));
                if (landing.failure() != null) {
                    LOG.infof("transactions not ready yet: reason=%s", landing.failure());
                }
            }
        });
    }

    /** Runs the work in a transaction that is committed if it returns and aborted if it throws. Never throws itself. */
    Landing run(Function<Producer<String, byte[]>, Landing> work) {
        Place place;
        try {
            place = free.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Landing(0, null, e);
        }
        if (place == null) {
            return new Landing(0, null, new TimeoutException("All transactions of this instance are taken"));
        }
        try {
            return run(place, work);
        } finally {
            free.add(place);
        }
    }

    private Landing run(Place place, Function<Producer<String, byte[]>, Landing> work) {
        try {
            Producer<String, byte[]> producer = producerOf(place);
            producer.beginTransaction();
            Landing landing = work.apply(producer);
            producer.commitTransaction();
            return landing;
        } catch (RuntimeException e) {
            abort(place);
            return new Landing(0, null, e);
        }
    }

    private Producer<String, byte[]> producerOf(Place place) {
        Producer<String, byte[]> producer = place.producer;
        if (producer == null) {
            Map<String, Object> ofThis = new HashMap<>(Objects.requireNonNull(clients.getProducer(LogWriter.CHANNEL))
                    .configuration());
            ofThis.remove(ProducerConfig.CLIENT_ID_CONFIG);
            ofThis.put(
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    Math.toIntExact(settings.timeout().toMillis()));
            ofThis.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, place.id);
            producer = new KafkaProducer<>(ofThis);
            place.producer = producer;
            producer.initTransactions();
        }
        return producer;
    }

    /** What can be done for readers of the log not to wait; the broker aborts by itself what nobody ends in time. */
    private static void abort(Place place) {
        Producer<String, byte[]> producer = place.producer;
        if (producer == null) {
            return;
        }
        try {
            producer.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            LOG.debugf("transaction not aborted: id=%s reason=%s", place.id, e);
        }
        // After a commit of unknown outcome only a new producer of the same id is sure of its state.
        producer.close(Duration.ZERO);
        place.producer = null;
    }

    @PreDestroy
    void close() {
        for (Place place : free) {
            if (place.producer != null) {
                place.producer.close(Duration.ZERO);
            }
        }
    }
}
