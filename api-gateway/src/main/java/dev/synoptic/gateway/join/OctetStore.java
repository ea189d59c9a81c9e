package dev.synoptic.gateway.join;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// A store of octets under ordered octets, with a changelog.
///
/// Time stands in the keys and is the capture's own: nothing here ends by the clock of any machine, so a
/// capture of 2012 and one of 2030 are treated alike.
final class OctetStore {

    /// However much is too old, no more than these go in one step: what a day of mail leaves would else be on the heap,
    /// and outlast the transaction.
    static final int REMOVED_AT_ONCE = 1_000;

    private final KeyValueStore<Bytes, byte[]> store;

    OctetStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> inMemory(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> in(JoinStore place, String name) {
        return switch (place) {
            case MEMORY -> inMemory(name);
            case DISK ->
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
        };
    }

    KeyValueStore<Bytes, byte[]> entries() {
        return store;
    }

    /// All entries from `from` to `to`, both included, by key.
    List<KeyValue<Bytes, byte[]>> between(Bytes from, Bytes to) {
        var found = new ArrayList<KeyValue<Bytes, byte[]>>();
        try (var entries = store.range(from, to)) {
            entries.forEachRemaining(found::add);
        }
        return found;
    }

    /// Removes entries before `end`, whose keys begin with a number, and says how many those were: all there are where
    /// it is fewer than [#REMOVED_AT_ONCE].
    long removeBefore(long end) {
        return removeBefore(end, _ -> {});
    }

    /// The same, each removed key being told.
    long removeBefore(long end, Consumer<Bytes> removed) {
        var keys = new ArrayList<Bytes>();
        Bytes from = StoreKey.key().number(Long.MIN_VALUE).done();
        try (var entries = store.range(from, StoreKey.key().number(end).done())) {
            while (entries.hasNext() && keys.size() < REMOVED_AT_ONCE) keys.add(entries.next().key);
        }
        for (Bytes key : keys) {
            store.delete(key);
            removed.accept(key);
        }
        return keys.size();
    }

    /// How many there are; looks at all of them.
    long count() {
        long count = 0;
        try (var entries = store.all()) {
            for (; entries.hasNext(); entries.next()) count++;
        }
        return count;
    }
}
