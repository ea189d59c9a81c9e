package dev.synoptic.gateway.join;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// One bound for the memory of all the join's stores on disk, however many partitions there are: Kafka Streams' own is
/// for each store.
public final class BoundedRocks implements RocksDBConfigSetter {

    /// For blocks that were read, and for what is not written yet.
    static final long CACHE_OCTETS = 96L << 20;

    /// Of it, for what is not written yet.
    private static final long UNWRITTEN_OCTETS = 48L << 20;

    private static final long BUFFER_OCTETS = 4L << 20;
    private static final double BITS_PER_KEY = 10;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(CACHE_OCTETS);
    private static final WriteBufferManager UNWRITTEN = new WriteBufferManager(UNWRITTEN_OCTETS, CACHE);
    private static final BloomFilter FILTER = new BloomFilter(BITS_PER_KEY);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setFilterPolicy(FILTER); // nearly every verdict is looked for once before it is there
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(UNWRITTEN);
        options.setWriteBufferSize(BUFFER_OCTETS);
    }

    /// What all stores share stays for those that are opened next.
    @Override
    public void close(String store, Options options) {}
}
