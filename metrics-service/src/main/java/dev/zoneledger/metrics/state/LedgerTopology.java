package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.TotalCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From the log to the totals. One sub-topology and no repartitioning: a zone's events share a partition, so everything
 * that a total can depend on is in the stores beside it.
 *
 * <pre>
 *   zone.events.v1 --> events --> ledger --- claims         zone|claim                              -> its events, the greatest of each kind
 *                                        |-- subjects       zone|project/id, zone|organisation/id   -> what is registered
 *                                        |-- merges         zone|project/id, zone|organisation/id   -> which record it is one with
 *                                        |-- series         cell|place|period|day|precedence|claim  -> what counts of a claim
 *                                        |-- cells          zone|owner|measure|basis|product        -> where there are claims
 *                                        |-- below          cell|place|slot|day                     -> what is stated below
 *                                        |-- totals         account|range|product|slot|unit|time    -> change in that time
 *                                        |-- organisations  cell's product|organisation|slot|unit|day -> change on that day
 *                                        |-- postings       account|product|day|slot|unit|claim     -> one claim's part in it
 *                                        |-- changes        account|product|row                     -> the last records' changes
 *                                        |-- due            day|account|product|slot|unit           -> others are to be told
 *                                        |-- positions      partition                               -> last offset
 *                                        '-> totals-by-now --> zone.totals.v1
 * </pre>
 *
 * A cell is {@code zone|measure|basis|product|owner}, an account {@code zone|scope|measure|basis}. A claim counts for the
 * canonical owner, which is at the end of the merges of the one that it states. A slot is the status of a capacity or the
 * period of a flow, whose day is empty. {@link Keys} and {@link Grain} tell the keys exactly.
 *
 * <p>A claim is read with those next to it in {@code series}, whose order is that of precedence, and with what is stated
 * below its place. A total as of a date is the sum of three short ranges of {@code totals}: years, months, days.
 */
public final class LedgerTopology {

    static final String CLAIMS = "claims";
    static final String SUBJECTS = "subjects";
    static final String MERGES = "merges";
    static final String SERIES = "series";
    static final String CELLS = "cells";
    static final String BELOW = "below";
    static final String TOTALS = "totals";
    static final String ORGANISATIONS = "organisations";
    static final String POSTINGS = "postings";
    static final String CHANGES = "changes";
    static final String DUE = "due";
    static final String POSITIONS = "positions";

    /** All of a partition's stores. */
    static final Set<String> STORES = Set.of(
            CLAIMS, SUBJECTS, MERGES, SERIES, CELLS, BELOW, TOTALS, ORGANISATIONS, POSTINGS, CHANGES, DUE, POSITIONS);

    private LedgerTopology() {}

    /** What is read and written. */
    public record Topics(String events, String totals) {}

    /**
     * The topology.
     *
     * @param topics the event log, and the topic of totals
     * @param announceEvery how often others are told what totals have become
     * @param gates between the writer of a partition and those who ask
     * @param witness is there when records are taken
     * @param logEnd how far the log goes, to tell a state that goes further
     * @param kept how a store of that name is kept
     */
    public static Topology of(
            Topics topics,
            Duration announceEvery,
            Gates gates,
            Witness witness,
            LogEnd logEnd,
            Function<String, KeyValueBytesStoreSupplier> kept) {
        return new Topology()
                .addSource("events", new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.events)
                .addProcessor("ledger", () -> new LedgerProcessor(gates, witness, announceEvery, logEnd), "events")
                .addStateStore(cold(kept.apply(CLAIMS), Formats.claims()), "ledger")
                .addStateStore(cold(kept.apply(MERGES), Formats.merges()), "ledger")
                .addStateStore(cold(kept.apply(SERIES), Formats.entries()), "ledger")
                .addStateStore(cold(kept.apply(CELLS), Formats.places()), "ledger")
                .addStateStore(cold(kept.apply(BELOW), Formats.presences()), "ledger")
                .addStateStore(cold(kept.apply(ORGANISATIONS), Formats.totals()), "ledger")
                .addStateStore(cold(kept.apply(POSTINGS), Formats.postings()), "ledger")
                .addStateStore(hot(kept.apply(SUBJECTS), gates, Formats.registrations()), "ledger")
                .addStateStore(hot(kept.apply(TOTALS), gates, Formats.totals()), "ledger")
                .addStateStore(hot(kept.apply(CHANGES), gates, Formats.changes()), "ledger")
                .addStateStore(hot(kept.apply(DUE), gates, Serdes.String()), "ledger")
                .addStateStore(cached(kept.apply(POSITIONS), gates, Serdes.Integer(), Serdes.Long()), "ledger")
                .addSink(
                        "totals-by-now",
                        topics.totals,
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        LedgerTopology::partitionOfZone,
                        "ledger");
    }

    /** All totals of a zone together, where the log has the zone's events if both have as many partitions. */
    private static Optional<Set<Integer>> partitionOfZone(String topic, String name, byte[] data, int partitions) {
        return Optional.of(Set.of(partitionOfZone(TotalCodec.zone(name), partitions)));
    }

    /** Where producers put records of that key. */
    public static int partitionOfZone(String zone, int partitions) {
        return Utils.toPositive(Utils.murmur2(zone.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /** Of rows that few records write: each goes to the store and its changelog at once. */
    private static <V> StoreBuilder<KeyValueStore<String, V>> cold(KeyValueBytesStoreSupplier kept, Serde<V> values) {
        return Stores.keyValueStoreBuilder(kept, Serdes.String(), values)
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }

    /** Of rows that many records write: see {@link #cached}. */
    private static <V> StoreBuilder<KeyValueStore<String, V>> hot(
            KeyValueBytesStoreSupplier kept, Gates gates, Serde<V> values) {
        return cached(kept, gates, Serdes.String(), values);
    }

    /**
     * Held in the cache of Kafka Streams until the next commit, which writes each row once. Who asks reads through the cache,
     * so an answer is what the last record has left.
     */
    private static <K, V> StoreBuilder<KeyValueStore<K, V>> cached(
            KeyValueBytesStoreSupplier kept, Gates gates, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(new WatchedSupplier(kept, gates), keys, values)
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }
}
