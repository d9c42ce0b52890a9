package dev.zoneledger.catalog.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes the log into the tables, batch by batch in its order. An outage of the database or of the broker is waited out:
 * the batch is tried again for as long as it takes, and nothing is ever skipped.
 */
@ApplicationScoped
class LogConsumer {

    private static final Logger LOG = Logger.getLogger(LogConsumer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Tables tables;
    private final DeadLetters deadLetters;
    private final Progress progress;
    private final MeterRegistry meters;
    private volatile boolean stopping;

    LogConsumer(Tables tables, DeadLetters deadLetters, Progress progress, MeterRegistry meters) {
        this.tables = tables;
        this.deadLetters = deadLetters;
        this.progress = progress;
        this.meters = meters;
    }

    @Incoming("events")
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        Batch batch = Batch.of(records);
        Duration pause = FIRST_PAUSE;
        while (!stopping) {
            try {
                deadLetters.send(batch.deadLetters());
                tables.write(batch);
                progress.reached(batch.nextOffsets());
                meters.counter("zone.catalog.records").increment(batch.size());
                meters.counter("zone.catalog.dead.letters")
                        .increment(batch.deadLetters().size());
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.warnf(e, "batch not written yet, trying again: records=%d pause=%s", batch.size(), pause);
                progress.stuck();
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
        // Not written, and not to be taken for written: the position stays where it is.
        throw new IllegalStateException("stopped before the batch was written");
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }
}
