package dev.zoneledger.metrics.state;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
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
 *   zone.events.v1 --> events --> ledger --- claims      zone|claim                                  -> all revisions merged
 *                                        |-- subjects    zone|project/id, zone|organisation/id       -> what is registered
 *                                        |-- merges      zone|project/id, zone|organisation/id       -> which record it is one with
 *                                        |-- series      zone|measure|basis|product|owner|claim      -> what counts of a claim
 *                                        |-- cells       zone|owner|measure|basis|product            -> there are claims
 *                                        |-- below       zone|measure|basis|product|organisation|slot|day -> its projects speak
 *                                        |-- totals      zone|scope|measure|basis|product|slot|unit|day   -> change on that day
 *                                        '-- positions   partition                                   -> last offset
 * </pre>
 *
 * A claim counts for the canonical owner, which is at the end of the merges of the one that it states; the owner of
 * {@code series}, {@code cells} and {@code below} is that one. A slot is the status of a capacity or the period of a flow, whose day is empty. A total as of a date is the sum of a
 * range of {@code totals}; the pedigree of one is a range of {@code series}.
 */
public final class LedgerTopology {

    static final String CLAIMS = "claims";
    static final String SUBJECTS = "subjects";
    static final String MERGES = "merges";
    static final String SERIES = "series";
    static final String CELLS = "cells";
    static final String BELOW = "below";
    static final String TOTALS = "totals";
    static final String POSITIONS = "positions";

    private LedgerTopology() {}

    /**
     * The topology.
     *
     * @param topic the event log
     * @param gates between the writer of a partition and those who ask
     * @param undecodable is told of records that are no events
     * @param kept how a store of that name is kept
     */
    public static Topology of(
            String topic, Gates gates, Undecodable undecodable, Function<String, KeyValueBytesStoreSupplier> kept) {
        return new Topology()
                .addSource("events", new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic)
                .addProcessor("ledger", () -> new LedgerProcessor(gates, undecodable), "events")
                .addStateStore(store(kept.apply(CLAIMS), Serdes.String(), Formats.claims()), "ledger")
                .addStateStore(store(kept.apply(SUBJECTS), Serdes.String(), Formats.registrations()), "ledger")
                .addStateStore(store(kept.apply(MERGES), Serdes.String(), Formats.merges()), "ledger")
                .addStateStore(store(kept.apply(SERIES), Serdes.String(), Formats.entries()), "ledger")
                .addStateStore(store(kept.apply(CELLS), Serdes.String(), Serdes.String()), "ledger")
                .addStateStore(store(kept.apply(BELOW), Serdes.String(), Formats.presences()), "ledger")
                .addStateStore(store(kept.apply(TOTALS), Serdes.String(), Formats.totals()), "ledger")
                .addStateStore(store(kept.apply(POSITIONS), Serdes.Integer(), Serdes.Long()), "ledger");
    }

    /** Not cached: what a query reads is what the last record has left. */
    private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(
            KeyValueBytesStoreSupplier kept, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(kept, keys, values)
                .withCachingDisabled()
                .withLoggingEnabled(Map.of());
    }
}
