package dev.zoneledger.metrics.state;

import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Stores below a cache of Kafka Streams, which tell the gate of each write. A commit empties the cache into the store while
 * others read both; whoever reads a range meanwhile may meet a row twice over, or one that is gone, and has to read again.
 */
record WatchedSupplier(KeyValueBytesStoreSupplier kept, Gates gates) implements KeyValueBytesStoreSupplier {

    @Override
    public String name() {
        return kept.name();
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new Watched(kept.get(), gates);
    }

    @Override
    public String metricsScope() {
        return kept.metricsScope();
    }

    private static final class Watched implements KeyValueStore<Bytes, byte[]> {

        private final KeyValueStore<Bytes, byte[]> store;
        private final Gates gates;
        private Gate gate = new Gate();

        private Watched(KeyValueStore<Bytes, byte[]> store, Gates gates) {
            this.store = store;
            this.gates = gates;
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {
            gate = gates.of(context.taskId().partition());
            store.init(context, root);
        }

        @Override
        public void put(Bytes key, byte @Nullable [] value) {
            store.put(key, value);
            gate.stored();
        }

        @Override
        public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
            byte[] known = store.putIfAbsent(key, value);
            gate.stored();
            return known;
        }

        @Override
        public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
            store.putAll(entries);
            gate.stored();
        }

        @Override
        public byte @Nullable [] delete(Bytes key) {
            byte[] known = store.delete(key);
            gate.stored();
            return known;
        }

        @Override
        public byte @Nullable [] get(Bytes key) {
            return store.get(key);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
            return store.range(from, to);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> reverseRange(@Nullable Bytes from, @Nullable Bytes to) {
            return store.reverseRange(from, to);
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> all() {
            return store.all();
        }

        @Override
        public KeyValueIterator<Bytes, byte[]> reverseAll() {
            return store.reverseAll();
        }

        @Override
        public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, S serializer) {
            return store.prefixScan(prefix, serializer);
        }

        @Override
        public long approximateNumEntries() {
            return store.approximateNumEntries();
        }

        @Override
        public String name() {
            return store.name();
        }

        @Override
        public void flush() {
            store.flush();
        }

        @Override
        public void close() {
            store.close();
        }

        @Override
        public boolean persistent() {
            return store.persistent();
        }

        @Override
        public boolean isOpen() {
            return store.isOpen();
        }

        @Override
        public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
            return store.query(query, bound, config);
        }

        @Override
        public Position getPosition() {
            return store.getPosition();
        }
    }
}
