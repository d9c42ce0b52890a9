package dev.zoneledger.metrics.state;

import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads ranges of stores. */
final class Scan {

    private static final StringSerializer STRINGS = new StringSerializer();

    private Scan() {}

    /** Gives every entry whose key begins so, in the order of keys. */
    static <V> void each(ReadOnlyKeyValueStore<String, V> store, String prefix, BiConsumer<String, V> each) {
        try (KeyValueIterator<String, V> range = store.prefixScan(prefix, STRINGS)) {
            while (range.hasNext()) {
                KeyValue<String, V> next = range.next();
                each.accept(next.key, next.value);
            }
        }
    }

    static boolean hasAny(ReadOnlyKeyValueStore<String, ?> store, String prefix) {
        try (var range = store.prefixScan(prefix, STRINGS)) {
            return range.hasNext();
        }
    }
}
