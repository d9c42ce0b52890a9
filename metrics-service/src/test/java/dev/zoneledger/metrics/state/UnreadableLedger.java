package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Position;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** A ledger whose stores are, for a time, such as cannot be read at this moment. */
@Alternative
@Singleton
public class UnreadableLedger extends Ledger {

    public static final String INSIDE = "what the inside says of its stores";

    private static final AtomicBoolean UNREADABLE = new AtomicBoolean();

    UnreadableLedger(KafkaStreams streams, Whereabouts whereabouts, Changelogs changelogs, Gates gates) {
        super(streams, whereabouts, changelogs, gates);
    }

    /** Until it is closed. */
    public interface Time extends AutoCloseable {
        @Override
        void close();
    }

    public static Time begin() {
        UNREADABLE.set(true);
        return () -> UNREADABLE.set(false);
    }

    @Override
    public <T> Optional<Reflected<T>> askPartition(
            int partition, @Nullable Position after, Duration patience, Function<LedgerStores, T> question) {
        return super.askPartition(partition, after, patience, stores -> {
            if (UNREADABLE.get()) {
                throw new InvalidStateStoreException(INSIDE);
            }
            return question.apply(stores);
        });
    }
}
