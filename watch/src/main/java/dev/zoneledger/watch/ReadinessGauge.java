package dev.zoneledger.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells as a gauge what the readiness probe is answered: an alert needs no more than the figures to know of it. */
@ApplicationScoped
class ReadinessGauge {

    private static final Logger LOG = Logger.getLogger(ReadinessGauge.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final SmallRyeHealthReporter health;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean ready;

    ReadinessGauge(SmallRyeHealthReporter health) {
        this.health = health;
    }

    void onStart(@Observes StartupEvent event, MeterRegistry meters) {
        Gauge.builder("zone.ready", this, gauge -> gauge.ready ? 1 : 0)
                .description("1 while the readiness probe is answered with 200, else 0; looked at every five seconds")
                .register(meters);
        Thread.ofVirtual().name("zone-readiness").start(this::look);
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void look() {
        try {
            do {
                lookOnce();
            } while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        try {
            ready = !health.getReadiness().isDown();
        } catch (RuntimeException e) {
            LOG.debug("readiness is not known", e);
            ready = false;
        }
    }
}
