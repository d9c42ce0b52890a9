package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Position;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** A ledger whose stores hold what cannot be read. */
@Alternative
@Singleton
public class BrokenLedger extends Ledger {

    public static final String INSIDE = "bytes of the inside that are no row";

    BrokenLedger(KafkaStreams streams, Whereabouts whereabouts, Changelogs changelogs, Gates gates) {
        super(streams, whereabouts, changelogs, gates);
    }

    @Override
    public <T> Reflected<T> ask(
            String zone, @Nullable Position after, Duration patience, Function<LedgerStores, T> question) {
        return super.ask(zone, after, patience, stores -> {
            throw new IllegalArgumentException(INSIDE);
        });
    }
}
