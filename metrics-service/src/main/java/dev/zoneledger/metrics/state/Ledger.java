package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Position;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Questions to the ledger of a zone, which this process keeps if it owns the zone's partition. While the owner is away,
 * a copy here answers in its place, if it is exactly what the owner had committed.
 */
@ApplicationScoped
public class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);

    // How long to wait at most before looking anew whether a partition has come to this process.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int RETRY_SECONDS = 1;

    private final KafkaStreams streams;
    private final Whereabouts whereabouts;
    private final Changelogs changelogs;
    private final Gates gates;
    private final AtomicReference<KafkaStreams.@Nullable State> explained = new AtomicReference<>();

    Ledger(KafkaStreams streams, Whereabouts whereabouts, Changelogs changelogs, Gates gates) {
        this.streams = streams;
        this.whereabouts = whereabouts;
        this.changelogs = changelogs;
        this.gates = gates;
    }

    /**
     * What the ledger of a zone says, all of it at one position.
     *
     * @param after the answer reflects as much of this as is in the zone's partition, or does not come; null for what is
     *     reflected now
     * @param patience how long to wait for {@code after}, for stores that are being taken over, and right after the start
     *     until it is known who keeps what
     * @param question reads the stores and keeps nothing of them
     * @throws ProblemException 404 if nothing is known of the zone; 503 if {@code after} is not reached in time, or the
     *     stores are not ready or not here
     */
    public <T> Reflected<T> ask(
            String zone, @Nullable Position after, Duration patience, Function<LedgerStores, T> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        int partition = partition(zone, deadline);
        Reflected<Optional<T>> reflected = askPartition(
                        partition,
                        after,
                        Duration.ofNanos(Math.max(0, deadline - System.nanoTime())),
                        stores -> stores.knows(zone) ? Optional.of(question.apply(stores)) : Optional.<T>empty())
                .orElseThrow(() -> unknown(zone));
        T answer = reflected.answer().orElseThrow(() -> unknown(zone));
        return new Reflected<>(answer, reflected.position(), reflected.standby());
    }

    private int partition(String zone, long deadline) {
        while (true) {
            Optional<Integer> partition = whereabouts.partition(zone);
            if (partition.isPresent()) {
                return partition.get();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || !whereabouts.mayBecomeKnown()) {
                throw notReady(null);
            }
            try {
                Thread.sleep(shortly(left));
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    /** What the ledgers of all zones of a partition say; empty if nothing of it is reflected yet. */
    public <T> Optional<Reflected<T>> askPartition(
            int partition, @Nullable Position after, Duration patience, Function<LedgerStores, T> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        if (after != null) {
            await(partition, after, deadline);
        }
        Gate gate = gates.of(partition);
        while (true) {
            long seen = gate.changes();
            RuntimeException reason = null;
            try {
                Optional<Reading<T>> reading = live(partition, question);
                if (reading.isEmpty()) {
                    reading = committed(partition, question);
                }
                if (reading.isPresent()) {
                    return reading.get().reflected();
                }
            } catch (IllegalStateException | KafkaException e) {
                reason = e;
            }
            pause(gate, partition, seen, deadline, reason);
        }
    }

    /** What was read, which may be that there is nothing yet. */
    private record Reading<T>(Optional<Reflected<T>> reflected) {}

    /** Of stores that this process writes; empty if it does not. */
    private <T> Optional<Reading<T>> live(int partition, Function<LedgerStores, T> question) {
        Gate gate = gates.of(partition);
        return gate.read(
                () -> gate.isOpen() ? Optional.of(read(partition, question, false)) : Optional.<Reading<T>>empty());
    }

    /** Of a copy; empty if it is not at this moment what the owner had committed. */
    private <T> Optional<Reading<T>> committed(int partition, Function<LedgerStores, T> question) {
        Optional<Map<TopicPartition, Long>> committed = changelogs.restored(partition);
        if (committed.isEmpty()) {
            return Optional.empty();
        }
        Gate gate = gates.of(partition);
        try {
            Reading<T> reading = gate.read(() -> read(partition, question, !gate.isOpen()));
            return changelogs.isUnchanged(committed.get()) ? Optional.of(reading) : Optional.empty();
        } catch (RuntimeException e) {
            // In a state that the ledger has never been in a question may find what it takes for impossible.
            if (changelogs.isUnchanged(committed.get())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private <T> Reading<T> read(int partition, Function<LedgerStores, T> question, boolean standby) {
        LedgerStores stores = stores(partition);
        return new Reading<>(stores.offset(partition)
                .map(offset -> new Reflected<>(question.apply(stores), Position.of(partition, offset), standby)));
    }

    /** Waits a little for a partition that is being taken over. */
    private void pause(Gate gate, int partition, long seen, long deadline, @Nullable RuntimeException reason) {
        if (!whereabouts.isHere(partition)) {
            throw Problem.of(
                            503,
                            "owned-elsewhere",
                            "Another instance keeps this zone",
                            "The instance that keeps partition " + partition
                                    + " cannot be reached, or is handing it over at this moment; try again")
                    .asException(RETRY_SECONDS);
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw notReady(reason);
        }
        await(gate, seen, left);
    }

    private void await(int partition, Position after, long deadline) {
        after.offsets().keySet().forEach(this::requireInLog);
        Long offset = after.offsets().get(partition);
        if (offset == null) {
            return;
        }
        Gate gate = gates.of(partition);
        while (true) {
            long seen = gate.changes();
            Optional<Long> reached = reached(partition);
            if (reached.isPresent() && reached.get() >= offset) {
                return;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw Positions.notReached(
                        after,
                        reached.map(reflected -> Position.of(partition, reflected))
                                .orElse(null));
            }
            await(gate, seen, left);
        }
    }

    private static void await(Gate gate, long seen, long nanos) {
        try {
            gate.await(seen, shortly(nanos));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Duration shortly(long nanosLeft) {
        return Duration.ofNanos(Math.min(nanosLeft, LOOK_AGAIN.toNanos()));
    }

    private static RuntimeException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for the log", e);
    }

    private void requireInLog(int partition) {
        if (!whereabouts.isAnywhere(partition)) {
            throw Problem.invalidParameter(
                            Problem.FieldError.ofParameter("after", "the log has no partition " + partition, null))
                    .asException();
        }
    }

    /** Empty while nothing of the partition is reflected here, or its stores are not ready. */
    private Optional<Long> reached(int partition) {
        try {
            return Optional.ofNullable(this.<Integer, Long>store(LedgerTopology.POSITIONS, partition)
                    .get(partition));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private LedgerStores stores(int partition) {
        return new LedgerStores(new LedgerStores.Source() {
            @Override
            public <K, V> ReadOnlyKeyValueStore<K, V> store(String name) {
                return Ledger.this.store(name, partition);
            }
        });
    }

    /** Whatever it is at this moment: written here, a copy, or on its way to one of them. */
    private <K, V> ReadOnlyKeyValueStore<K, V> store(String name, int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<K, V>keyValueStore())
                .withPartition(partition)
                .enableStaleStores());
    }

    private static ProblemException unknown(String zone) {
        return Problem.notFound("Nothing is known of a zone " + zone + " here; was it written to? "
                        + "Ask after the position that was answered then")
                .asException();
    }

    /** The reason is for the log, and once for each state: as long as it lasts every question meets it. */
    private ProblemException notReady(@Nullable RuntimeException cause) {
        KafkaStreams.State state = streams.state();
        if (cause != null && explained.getAndSet(state) != state) {
            LOG.warnf(cause, "State cannot be read: state=%s", state);
        }
        return Problem.of(
                        503,
                        "not-ready",
                        "The ledger is not ready",
                        "The state is being opened, restored or handed over (" + state + "); try again")
                .asException(RETRY_SECONDS);
    }
}
