package dev.zoneledger.catalog.log;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Waits out what is away. Nothing is skipped and nothing is given up, however long it takes. */
@ApplicationScoped
class Outages {

    private static final Logger LOG = Logger.getLogger(Outages.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Progress progress;

    Outages(Progress progress) {
        this.progress = progress;
    }

    /** Something that may fail because PostgreSQL or Kafka is away, and that can be done again. */
    interface Attempt {
        void make() throws Exception;
    }

    /** The service is being stopped; what was not done is in the log and will be read again. */
    static final class Stopping extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopping(String task) {
            super("stopped while trying to " + task, null, false, false);
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /**
     * Tries until it succeeds.
     *
     * @throws RefusedDataException at once: trying again would not help
     */
    void waitOut(String task, Attempt attempt) {
        Duration pause = FIRST_PAUSE;
        for (int attempts = 1; ; attempts++) {
            if (stopping.getCount() == 0) {
                throw new Stopping(task);
            }
            try {
                attempt.make();
                if (attempts > 1) {
                    LOG.infof("outage is over; task=\"%s\" attempts=%d", task, attempts);
                }
                return;
            } catch (RefusedDataException | Stopping e) {
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Stopping(task);
            } catch (Exception e) {
                LOG.warnf("will be tried again; task=\"%s\" attempts=%d cause=\"%s\"", task, attempts, e);
                LOG.debug("the cause", e);
                progress.stuck();
            }
            pause(task, pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void pause(String task, Duration pause) {
        // Instances that lost the same database do not come back in step.
        long millis = ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1);
        try {
            if (stopping.await(millis, TimeUnit.MILLISECONDS)) {
                throw new Stopping(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopping(task);
        }
    }
}
