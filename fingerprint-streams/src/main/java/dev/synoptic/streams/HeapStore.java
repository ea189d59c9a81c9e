package dev.synoptic.streams;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Octets by key on the heap, in no order: finding one of millions takes a look or two, where Kafka's own store, a
/// tree,
/// compares some twenty keys. Only what asks for an order pays for it.
///
/// One task's, like the thread that works on it.
final class HeapStore implements KeyValueStore<Bytes, byte[]> {

    private final String name;
    private final Map<Bytes, byte[]> entries = new HashMap<>();
    private boolean open;

    private HeapStore(String name) {
        this.name = name;
    }

    /// Makes one for each partition.
    record Supplier(String name) implements KeyValueBytesStoreSupplier {
        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new HeapStore(name);
        }

        @Override
        public String metricsScope() {
            return "heap";
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> put(Bytes.wrap(key), value));
        open = true;
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return entries.get(key);
    }

    /// Null deletes, as everywhere in Kafka.
    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        if (value == null) entries.remove(key);
        else entries.put(key, value);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        return entries.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> all) {
        for (var entry : all) put(entry.key, entry.value);
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        return entries.remove(key);
    }

    /// Sorts everything first.
    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        NavigableMap<Bytes, byte[]> sorted = new TreeMap<>(entries);
        var tail = from == null ? sorted : sorted.tailMap(from, true);
        return new Entries(to == null ? tail : tail.headMap(to, true));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return range(null, null);
    }

    @Override
    public long approximateNumEntries() {
        return entries.size();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        entries.clear();
    }

    private static final class Entries implements KeyValueIterator<Bytes, byte[]> {

        private final NavigableMap<Bytes, byte[]> rest;

        private Entries(NavigableMap<Bytes, byte[]> sorted) {
            rest = sorted;
        }

        @Override
        public boolean hasNext() {
            return !rest.isEmpty();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            var first = rest.pollFirstEntry();
            if (first == null) throw new NoSuchElementException();
            return new KeyValue<>(first.getKey(), first.getValue());
        }

        @Override
        public Bytes peekNextKey() {
            return rest.firstKey();
        }

        @Override
        public void close() {
            rest.clear();
        }
    }
}
