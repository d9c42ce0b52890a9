package dev.zoneledger.metrics.state;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds RocksDB's memory across all stores of the process: one cache for blocks, indexes and filters, with the write
 * buffers counted in. The bound is {@code kafka-streams.zone.rocksdb.memory.bytes}.
 */
public final class RocksMemory implements RocksDBConfigSetter {

    static final String BYTES = "zone.rocksdb.memory.bytes";
    private static final long DEFAULT_BYTES = 256L << 20;

    // The least that a write buffer takes. By default it is 1 MB: for 12 stores of each of 24 partitions that is more
    // than
    // there is for all of them, and then each write makes a file.
    private static final long LEAST_BUFFER_BYTES = 64L << 10;

    private static @Nullable Cache cache;
    private static @Nullable WriteBufferManager buffers;

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        share(options, Long.parseLong(String.valueOf(configs.getOrDefault(BYTES, DEFAULT_BYTES))));
    }

    @Override
    public void close(String store, Options options) {
        // Both are shared and live as long as the process.
    }

    private static synchronized void share(Options options, long bytes) {
        if (cache == null) {
            cache = new LRUCache(bytes);
            // The fewer bytes, the more and smaller the files that they are written to, each of which has to be merged.
            buffers = new WriteBufferManager(bytes / 4 * 3, cache);
        }
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(cache);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(buffers);
        options.setArenaBlockSize(LEAST_BUFFER_BYTES);
    }
}
