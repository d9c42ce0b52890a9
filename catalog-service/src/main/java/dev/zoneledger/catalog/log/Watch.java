package dev.zoneledger.catalog.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks from time to time how far the rows and the log are apart: for the gauges, and for tables that were emptied under an
 * instance to which no record comes that would tell it.
 */
@ApplicationScoped
class Watch {

    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<Integer, Double> lags = new ConcurrentHashMap<>();
    private final Lag lag;
    private final Applied applied;
    private final Progress progress;
    private final SeekToRows seekToRows;
    private final MeterRegistry meters;

    Watch(
            Lag lag,
            Applied applied,
            Progress progress,
            @Identifier("position-of-the-rows") SeekToRows seekToRows,
            MeterRegistry meters) {
        this.lag = lag;
        this.applied = applied;
        this.progress = progress;
        this.seekToRows = seekToRows;
        this.meters = meters;
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("zone-catalog-watch").start(this::look);
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void look() {
        try {
            while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                lookOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        try {
            // First what was reached here: it is in the tables by then, unless they were emptied.
            Map<Integer, Long> here = progress.nextOffsets();
            Map<Integer, Long> rows = applied.nextOffsets();
            if (here.entrySet().stream().anyMatch(each -> rows.getOrDefault(each.getKey(), 0L) < each.getValue())) {
                LOG.info("the tables were emptied; the log is read again from where the rows end");
                seekToRows.again();
            }
            lag.ofAll().forEach(each -> gauge(each.partition()).put(each.partition(), (double) each.lag()));
        } catch (SQLException | LogAwayException | RuntimeException e) {
            LOG.debug("could not look how far rows and log are apart", e);
            lags.replaceAll((partition, before) -> Double.NaN);
        }
    }

    private Map<Integer, Double> gauge(int partition) {
        lags.computeIfAbsent(partition, any -> {
            Gauge.builder("zone.catalog.lag", lags, all -> all.getOrDefault(partition, Double.NaN))
                    .description("How many offsets of the partition are not in the tables yet")
                    .baseUnit("records")
                    .tag("partition", Integer.toString(partition))
                    .register(meters);
            return Double.NaN;
        });
        return lags;
    }
}
