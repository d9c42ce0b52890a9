package dev.zoneledger.catalog.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Counts from time to time what a steward has to look at. What could not be counted is NaN, not an old figure. */
@ApplicationScoped
class TablesWatch {

    private static final Logger LOG = Logger.getLogger(TablesWatch.class);
    private static final int MOST_SECONDS = 20;

    private static final String OPEN_LETTERS = "SELECT count(*) FROM dead_letter WHERE replayed_at IS NULL";

    /** As GET /v1/conflicts?on=revision lists them, of all zones. */
    private static final String CONFLICTS = """
            SELECT count(*) FROM (
                SELECT 1 FROM revision
                GROUP BY zone, id, revision,
                         CASE WHEN kind IN ('reranking', 'supersession', 'retraction') THEN 'claim' ELSE kind END
                HAVING count(*) > 1) AS contested""";

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final DataSource database;
    private final Duration every;
    private volatile double openLetters = Double.NaN;
    private volatile double conflicts = Double.NaN;

    /** Counting conflicts reads the index of all revisions: that is not done at each look of a scraper. */
    TablesWatch(
            DataSource database,
            @ConfigProperty(name = "zone.catalog.count-every", defaultValue = "5M") Duration every) {
        this.database = database;
        this.every = every;
    }

    void onStart(@Observes StartupEvent event, MeterRegistry meters) {
        Gauge.builder("zone.catalog.dead.letters.open", this, watch -> watch.openLetters)
                .description("Dead letters that were not read again")
                .register(meters);
        Gauge.builder("zone.catalog.conflicts", this, watch -> watch.conflicts)
                .description("Records with several contents under one revision")
                .register(meters);
        Thread.ofVirtual().name("zone-catalog-tables-watch").start(this::look);
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void look() {
        try {
            do {
                openLetters = count(OPEN_LETTERS);
                conflicts = count(CONFLICTS);
            } while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double count(String query) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(MOST_SECONDS);
            try (ResultSet row = statement.executeQuery(query)) {
                return row.next() ? row.getLong(1) : Double.NaN;
            }
        } catch (SQLException e) {
            LOG.debugf(e, "could not count: query=\"%s\"", query);
            return Double.NaN;
        }
    }
}
