package dev.zoneledger.metrics.state;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads ranges of stores. */
final class Scan {

    private static final StringSerializer STRINGS = new StringSerializer();

    private Scan() {}

    /** Gives every entry whose key begins so, in the order of keys; says whether there is any. */
    static <V> boolean each(ReadOnlyKeyValueStore<String, V> store, String prefix, BiConsumer<String, V> each) {
        try (KeyValueIterator<String, V> range = store.prefixScan(prefix, STRINGS)) {
            boolean hasAny = range.hasNext();
            while (range.hasNext()) {
                KeyValue<String, V> next = range.next();
                each.accept(next.key, next.value);
            }
            return hasAny;
        }
    }

    /** The zones of a store whose keys begin with one, found by jumping from each to the next. */
    static SortedSet<String> zones(ReadOnlyKeyValueStore<String, ?> store) {
        SortedSet<String> zones = new TreeSet<>();
        String zone = nextZone(store, null);
        while (zone != null) {
            zones.add(zone);
            zone = nextZone(store, Keys.behind(zone));
        }
        return zones;
    }

    private static @Nullable String nextZone(ReadOnlyKeyValueStore<String, ?> store, @Nullable String from) {
        try (var range = store.range(from, null)) {
            return range.hasNext() ? Keys.zone(range.peekNextKey()) : null;
        }
    }

    static boolean hasAny(ReadOnlyKeyValueStore<String, ?> store, String prefix) {
        try (var range = store.prefixScan(prefix, STRINGS)) {
            return range.hasNext();
        }
    }
}
