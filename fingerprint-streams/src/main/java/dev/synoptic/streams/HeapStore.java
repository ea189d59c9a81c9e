package dev.synoptic.streams;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Octets by key on the heap, for two needs that Kafka's own store in memory, a tree, does not meet.
///
/// *In no order*: finding one of millions takes a look or two, where the tree compares some twenty keys. Asked for an
/// order it sorts everything first.
///
/// *In the order of keys*: reading on from a key costs as much as is read. Kafka's store copies all that lies in the
/// range before it gives the first of it.
///
/// One task's, like the thread that works on it. Who reads a range closes it before he puts or deletes.
final class HeapStore implements KeyValueStore<Bytes, byte[]> {

    private final String name;
    private final Map<Bytes, byte[]> entries;
    private final Position position = Position.emptyPosition();
    private boolean open;

    private HeapStore(String name, Map<Bytes, byte[]> empty) {
        this.name = name;
        this.entries = empty;
    }

    /// How its entries lie.
    enum Order {
        NONE,
        BY_KEY
    }

    /// Makes one for each partition.
    record Supplier(String name, Order order) implements KeyValueBytesStoreSupplier {
        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new HeapStore(
                    name,
                    switch (order) {
                        case NONE -> new HashMap<>();
                        case BY_KEY -> new TreeMap<>();
                    });
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

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        var sorted = entries instanceof NavigableMap<Bytes, byte[]> inOrder ? inOrder : new TreeMap<>(entries);
        var tail = from == null ? sorted : sorted.tailMap(from, true);
        var range = to == null ? tail : tail.headMap(to, true);
        return new Entries(range.entrySet().iterator());
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return range(null, null);
    }

    @Override
    public long approximateNumEntries() {
        return entries.size();
    }

    /// Only queries from outside, which nobody sends, would go by it; the changelog asks with every change.
    @Override
    public Position getPosition() {
        return position;
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

        private final Iterator<Map.Entry<Bytes, byte[]>> rest;
        private Optional<Map.Entry<Bytes, byte[]>> next = Optional.empty();

        private Entries(Iterator<Map.Entry<Bytes, byte[]>> entries) {
            rest = entries;
        }

        @Override
        public boolean hasNext() {
            return next.isPresent() || rest.hasNext();
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            var entry = next.orElseGet(rest::next);
            next = Optional.empty();
            return new KeyValue<>(entry.getKey(), entry.getValue());
        }

        @Override
        public Bytes peekNextKey() {
            if (next.isEmpty()) next = Optional.of(rest.next());
            return next.get().getKey();
        }

        @Override
        public void close() {
            next = Optional.empty();
        }
    }
}
