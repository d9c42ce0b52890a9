package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Position;
import dev.zoneledger.rest.Positions;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Questions to the ledger of a zone, which this process keeps if it owns the zone's partition. */
@ApplicationScoped
public class Ledger {

    // How long to wait at most before looking anew whether a partition has come to this process.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int RETRY_SECONDS = 1;
    private static final StringSerializer KEYS = new StringSerializer();

    private final KafkaStreams streams;
    private final Gates gates;

    Ledger(KafkaStreams streams, Gates gates) {
        this.streams = streams;
        this.gates = gates;
    }

    /**
     * What the ledger of a zone says, all of it at one position.
     *
     * @param after the answer reflects this, or does not come; null for what is reflected now
     * @param patience how long to wait for {@code after}
     * @param question reads the stores and keeps nothing of them
     * @throws ProblemException 404 if nothing is known of the zone; 503 if {@code after} is not reached in time, or the
     *     stores are not ready
     */
    public <T> Reflected<T> ask(
            String zone, @Nullable Position after, Duration patience, Function<LedgerStores, T> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        if (after != null) {
            after.offsets().forEach((partition, offset) -> await(partition, offset, after, deadline));
        }
        try {
            int partition = partitionOf(zone);
            return gates.of(partition).read(() -> {
                LedgerStores stores = stores(partition);
                Optional<Long> offset = stores.offset(partition);
                if (offset.isEmpty() || !stores.knows(zone)) {
                    throw Problem.notFound("Nothing is known of a zone " + zone + " here; was it written to? "
                                    + "Ask after the position that was answered then")
                            .asException();
                }
                return new Reflected<>(question.apply(stores), Position.of(partition, offset.get()));
            });
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw notReady(e);
        }
    }

    private int partitionOf(String zone) {
        KeyQueryMetadata owner = streams.queryMetadataForKey(LedgerTopology.TOTALS, zone, KEYS);
        if (KeyQueryMetadata.NOT_AVAILABLE.equals(owner)) {
            throw notReady(null);
        }
        if (!isHere(owner.partition()) && !owner.activeHost().equals(HostInfo.unavailable())) {
            throw Problem.of(
                            503,
                            "owned-elsewhere",
                            "Another instance keeps this zone",
                            "The zone " + zone + " is kept by the instance at "
                                    + owner.activeHost().host() + ":"
                                    + owner.activeHost().port())
                    .asException(RETRY_SECONDS);
        }
        return owner.partition();
    }

    private void await(int partition, long offset, Position asked, long deadline) {
        Gate gate = gates.of(partition);
        while (true) {
            long seen = gate.changes();
            Optional<Long> reached = reached(partition);
            if (reached.isPresent() && reached.get() >= offset) {
                return;
            }
            if (streams.state() == KafkaStreams.State.RUNNING && !isAnywhere(partition)) {
                throw Problem.invalidParameter(
                                Problem.FieldError.ofParameter("after", "the log has no partition " + partition, null))
                        .asException();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw Positions.notReached(
                        asked,
                        reached.map(reflected -> Position.of(partition, reflected))
                                .orElse(null));
            }
            try {
                gate.await(seen, Duration.ofNanos(Math.min(left, LOOK_AGAIN.toNanos())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw notReady(e);
            }
        }
    }

    /** Empty while nothing of the partition is reflected here, or its stores are not ready. */
    private Optional<Long> reached(int partition) {
        try {
            return this.<Integer, Long>store(LedgerTopology.POSITIONS, partition)
                                    .get(partition)
                            instanceof Long offset
                    ? Optional.of(offset)
                    : Optional.empty();
        } catch (InvalidStateStoreException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private boolean isHere(int partition) {
        return isIn(
                streams.metadataForLocalThreads().stream()
                        .flatMap(thread -> Stream.concat(thread.activeTasks().stream(), thread.standbyTasks().stream()))
                        .flatMap(task -> task.topicPartitions().stream())
                        .map(topicPartition -> topicPartition.partition()),
                partition);
    }

    /** Whether some instance has it; true as well while that is not known. */
    private boolean isAnywhere(int partition) {
        var clients = streams.metadataForAllStreamsClients();
        return clients.stream().allMatch(client -> client.topicPartitions().isEmpty())
                || isIn(
                        clients.stream()
                                .map(StreamsMetadata::topicPartitions)
                                .flatMap(partitions -> partitions.stream())
                                .map(topicPartition -> topicPartition.partition()),
                        partition);
    }

    private static boolean isIn(Stream<Integer> partitions, int partition) {
        return partitions.anyMatch(each -> each == partition);
    }

    private LedgerStores stores(int partition) {
        return new LedgerStores(new LedgerStores.Source() {
            @Override
            public <K, V> ReadOnlyKeyValueStore<K, V> store(String name) {
                return Ledger.this.store(name, partition);
            }
        });
    }

    private <K, V> ReadOnlyKeyValueStore<K, V> store(String name, int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.<K, V>keyValueStore())
                .withPartition(partition));
    }

    private ProblemException notReady(@Nullable Exception cause) {
        return Problem.of(
                        503,
                        "not-ready",
                        "The ledger is not ready",
                        "The state is being opened, restored or handed over (" + streams.state()
                                + (cause == null ? "" : "; " + cause.getMessage()) + "); try again")
                .asException(RETRY_SECONDS);
    }
}
