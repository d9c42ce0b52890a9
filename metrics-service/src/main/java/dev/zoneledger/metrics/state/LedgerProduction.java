package dev.zoneledger.metrics.state;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;
import org.jboss.logging.Logger;

/** What Kafka Streams runs here. */
@ApplicationScoped
class LedgerProduction {

    private static final Logger LOG = Logger.getLogger(LedgerProduction.class);

    @Produces
    @Singleton
    Gates gates() {
        return new Gates();
    }

    @Produces
    @Singleton
    Topology topology(
            LedgerConfig config,
            AnnouncementsConfig announcements,
            Gates gates,
            RecordWatch watch,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        return LedgerTopology.of(
                new LedgerTopology.Topics(config.topic(), announcements.topic()),
                announcements.announceEvery(),
                gates,
                watch,
                LogEnd.ofBroker(broker, config.topic()),
                Stores::persistentKeyValueStore);
    }

    /** An outage of the broker is waited out; a thread that it has ended is replaced, and goes on where it was. */
    @Produces
    @Singleton
    StreamsUncaughtExceptionHandler uncaught() {
        return exception -> {
            LOG.errorf(
                    exception,
                    "Stream thread ended and is replaced: thread=%s",
                    Thread.currentThread().getName());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        };
    }
}
