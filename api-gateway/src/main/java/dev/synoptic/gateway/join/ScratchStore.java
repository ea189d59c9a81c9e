package dev.synoptic.gateway.join;

import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/// One store of [ScratchStores]; it has no changelog, and is never restored.
final class ScratchStore implements KeyValueStore<Bytes, byte[]> {

    private final Path folder;
    private final RocksDB octets;
    private final WriteOptions how;

    /// @param folder in which `octets` lie; its name is the store's
    ScratchStore(Path folder, RocksDB octets, WriteOptions how) {
        this.folder = folder;
        this.octets = octets;
        this.how = how;
    }

    @Override
    public String name() {
        return folder.getFileName().toString();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        throw new UnsupportedOperationException("not for a topology");
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return octets.isOwningHandle();
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        try {
            if (value == null) octets.delete(how, key.get());
            else octets.put(how, key.get(), value);
        } catch (RocksDBException e) {
            throw ScratchStores.failed(folder, e);
        }
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = get(key);
        if (before == null) put(key, value);
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] before = get(key);
        if (before != null) put(key, null);
        return before;
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        try {
            return octets.get(key.get());
        } catch (RocksDBException e) {
            throw ScratchStores.failed(folder, e);
        }
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        return new Entries(folder, octets.newIterator(), from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return range(null, null);
    }

    @Override
    public long approximateNumEntries() {
        try {
            return octets.getLongProperty("rocksdb.estimate-num-keys");
        } catch (RocksDBException e) {
            throw ScratchStores.failed(folder, e);
        }
    }

    @Override
    public void close() {
        octets.close();
    }

    /// From one key to another, both included.
    private static final class Entries implements KeyValueIterator<Bytes, byte[]> {

        private final Path folder;
        private final RocksIterator at;
        private final @Nullable Bytes to;

        Entries(Path folder, RocksIterator at, @Nullable Bytes from, @Nullable Bytes to) {
            this.folder = folder;
            this.at = at;
            this.to = to;
            if (from == null) at.seekToFirst();
            else at.seek(from.get());
        }

        @Override
        public boolean hasNext() {
            if (!at.isValid()) {
                requireReadable();
                return false;
            }
            return to == null || Bytes.wrap(at.key()).compareTo(to) <= 0;
        }

        /// An iterator that could not read on looks like one that is at its end.
        private void requireReadable() {
            try {
                at.status();
            } catch (RocksDBException e) {
                throw ScratchStores.failed(folder, e);
            }
        }

        @Override
        public Bytes peekNextKey() {
            if (!hasNext()) throw new NoSuchElementException();
            return Bytes.wrap(at.key());
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            if (!hasNext()) throw new NoSuchElementException();
            var entry = KeyValue.pair(Bytes.wrap(at.key()), at.value());
            at.next();
            return entry;
        }

        @Override
        public void close() {
            at.close();
        }
    }
}
