package dev.synoptic.schemas.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/// A store whose entries reach disk and changelog when the task commits, and only if they are still there.
///
/// Nearly every handshake completes within milliseconds, long before the next commit: its SYN is put and taken without
/// being encoded, sent to the changelog, and deleted there again; a mark that is raised by every record is written once
/// for each commit. A crash loses nothing: what was not committed is read once more from the input.
///
/// Kafka's record cache does the half of it: it holds octets, and sends a tombstone for what it never sent.
///
/// @param <K> key
/// @param <V> value
public final class CommitStore<K, V> extends WrappedStateStore<KeyValueStore<K, byte[]>, K, byte[]> {

    private final Shape<V> shape;
    private final Map<K, Held<V>> unwritten = new HashMap<>();
    private Commit<K, V> commit = new Commit<>() {};

    private CommitStore(KeyValueStore<K, byte[]> written, Shape<V> shape) {
        super(written);
        this.shape = shape;
    }

    /// A value that waits for the commit, and whether nothing of its key was committed before.
    private record Held<V>(V value, boolean isNew) {}

    /// What its owner does in the transaction that writes the entries.
    public interface Commit<K, V> {

        /// The task is about to commit; entries may still be put and taken.
        default void committing() {}

        /// This entry is being written.
        default void writing(K key, V value) {}

        /// All entries are written.
        default void written() {}
    }

    /// How values are written.
    public record Shape<V>(Function<V, byte[]> encode, Function<byte[], V> decode) {}

    /// Makes one for each partition, around the stores of another builder.
    public record Builder<K, V>(StoreBuilder<KeyValueStore<K, byte[]>> written, Shape<V> shape)
            implements StoreBuilder<CommitStore<K, V>> {

        @Override
        public CommitStore<K, V> build() {
            return new CommitStore<>(written.build(), shape);
        }

        @Override
        public StoreBuilder<CommitStore<K, V>> withCachingEnabled() {
            return this; // it is a cache itself
        }

        @Override
        public StoreBuilder<CommitStore<K, V>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitStore<K, V>> withLoggingEnabled(Map<String, String> config) {
            return new Builder<>(written.withLoggingEnabled(config), shape);
        }

        @Override
        public StoreBuilder<CommitStore<K, V>> withLoggingDisabled() {
            return new Builder<>(written.withLoggingDisabled(), shape);
        }

        @Override
        public Map<String, String> logConfig() {
            return written.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return written.loggingEnabled();
        }

        @Override
        public String name() {
            return written.name();
        }
    }

    /// Tells all that was committed, in the order of keys; to be called before anything is put.
    public void forEachCommitted(BiConsumer<K, V> reader) {
        try (var all = wrapped().all()) {
            all.forEachRemaining(
                    entry -> reader.accept(entry.key, shape.decode().apply(entry.value)));
        }
    }

    /// All entries in the order of keys, those that were not written yet among them: these are written first.
    public KeyValueIterator<K, byte[]> all() {
        write();
        return wrapped().all();
    }

    /// Likewise, of a range whose both ends belong to it.
    public KeyValueIterator<K, byte[]> range(K from, K to) {
        write();
        return wrapped().range(from, to);
    }

    /// Puts a key that is not there.
    public void add(K key, V value) {
        unwritten.put(key, new Held<>(value, true));
    }

    /// Puts a key, whether it is there or not.
    public void put(K key, V value) {
        var held = unwritten.get(key);
        unwritten.put(key, new Held<>(value, held != null && held.isNew()));
    }

    public void delete(K key) {
        var held = unwritten.remove(key);
        if (held == null || !held.isNew()) wrapped().delete(key);
    }

    /// The value of a key, which stays.
    public Optional<V> get(K key) {
        var held = unwritten.get(key);
        return held != null
                ? Optional.of(held.value())
                : Optional.ofNullable(wrapped().get(key)).map(shape.decode());
    }

    /// From now on tells every commit.
    public void telling(Commit<K, V> owner) {
        commit = owner;
    }

    /// The value of a key, which is then gone.
    public Optional<V> take(K key) {
        var held = unwritten.remove(key);
        if (held != null && held.isNew()) return Optional.of(held.value());
        var committed = Optional.ofNullable(wrapped().delete(key));
        return held != null ? Optional.of(held.value()) : committed.map(shape.decode());
    }

    /// The task is about to commit.
    @Override
    public void flushCache() {
        commit.committing();
        write();
        super.flushCache();
    }

    private void write() {
        unwritten.forEach((key, held) -> {
            wrapped().put(key, shape.encode().apply(held.value()));
            commit.writing(key, held.value());
        });
        unwritten.clear();
        commit.written();
    }

    /// The task will begin anew from what was committed.
    @Override
    public void clearCache() {
        unwritten.clear();
        super.clearCache();
    }
}
