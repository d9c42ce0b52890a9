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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
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

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    /** A place for a transaction; free places have a producer. */
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
    private volatile boolean closed;

    Transactions(TransactionSettings settings, KafkaClientService clients) {
        this.settings = settings;
        this.clients = clients;
    }

    void start(@Observes StartupEvent started) {
        for (int i = 0; i < settings.concurrent(); i++) {
            prepare(new Place("zone-ingest-" + settings.instance() + "-" + i));
        }
    }

    /**
     * Asks the broker for the place's id, until it answers: what was left open under it ends with that, so that readers of
     * the log need not wait for its timeout. Then the place is free.
     */
    private void prepare(Place place) {
        Thread.ofVirtual().name(place.id).start(() -> {
            while (!closed) {
                try {
                    open(place);
                    free.add(place);
                    return;
                } catch (RuntimeException | Error e) {
                    LOG.debugf("transactions not ready: id=%s reason=%s", place.id, e);
                    close(place);
                    LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
                }
            }
        });
    }

    /**
     * Runs the work in a transaction that is committed if it returns and aborted if it throws. Throws nothing itself but an
     * {@link Error}, which costs no place either.
     */
    Landing run(Function<Producer<String, byte[]>, Landing> work) {
        Place place;
        try {
            place = free.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Landing(0, null, e);
        }
        if (place == null) {
            return new Landing(0, null, new TimeoutException("No transaction became free"));
        }
        Producer<String, byte[]> producer = Objects.requireNonNull(place.producer);
        boolean committed = false;
        try {
            producer.beginTransaction();
            Landing landing = work.apply(producer);
            producer.commitTransaction();
            committed = true;
            return landing;
        } catch (RuntimeException e) {
            return new Landing(0, null, e);
        } finally {
            if (committed) {
                free.add(place);
            } else {
                // Whatever is open, and after a commit of unknown outcome: asking for the id again makes sure.
                reopen(place);
            }
        }
    }

    private void reopen(Place place) {
        try {
            close(place);
        } finally {
            prepare(place);
        }
    }

    private void open(Place place) {
        Map<String, Object> ofThis = new HashMap<>(
                Objects.requireNonNull(clients.getProducer(LogWriter.IMPORTS)).configuration());
        ofThis.remove(ProducerConfig.CLIENT_ID_CONFIG);
        ofThis.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(settings.timeout().toMillis()));
        ofThis.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, place.id);
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(ofThis);
        place.producer = producer;
        producer.initTransactions();
    }

    private static void close(Place place) {
        if (place.producer != null) {
            place.producer.close(Duration.ZERO);
            place.producer = null;
        }
    }

    @PreDestroy
    void close() {
        closed = true;
        free.forEach(Transactions::close);
    }
}
