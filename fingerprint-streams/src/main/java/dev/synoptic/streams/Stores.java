package dev.synoptic.streams;

import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.schemas.store.CommitStore;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/// The state stores, each with a changelog, from which another instance restores them.
///
/// All are key-value stores with the time, where there is one, in the key or value: nothing expires by the
/// broker's or the machine's clock, so captures of any year replay alike.
///
/// @param kind   where the stores lie
/// @param limits how much they may hold
/// @param memory how long hosts are remembered
public record Stores(StoreKind kind, StoreLimits limits, HostMemory memory) {

    static final String HIGH_WATERS = "high-waters";
    static final String PENDING_SYNS = "pending-syns";
    static final String HOSTS = "hosts";
    static final String HISTORIES = "histories";
    static final String DUE = "due";
    static final String CLOCKS = "clocks";
    static final String JUDGING = "judging";

    /// Where the stores lie.
    public enum StoreKind {
        /// On the heap: fastest, restored from the changelog at every start.
        MEMORY,
        /// In RocksDB below the state folder.
        DISK
    }

    /// Stores of this kind with the usual limits, for a replay.
    public static Stores of(StoreKind kind) {
        return new Stores(kind, StoreLimits.DEFAULT, HostMemory.REPLAY);
    }

    /// The same with another memory of hosts.
    public Stores with(HostMemory other) {
        return new Stores(kind, limits, other);
    }

    /// Highest sequence number by agent and instance: changes with every record.
    StoreBuilder<CommitStore<String, HighWaters.Mark>> highWaters() {
        return new CommitStore.Builder<>(named(HIGH_WATERS), HighWaters.SHAPE);
    }

    /// SYNs that nobody completed yet, by agent, instance and time.
    StoreBuilder<CommitStore<Bytes, HandshakeRecord>> pendingSyns() {
        return new CommitStore.Builder<>(octets(PENDING_SYNS), PendingSyns.SHAPE);
    }

    /// What is known of each host; `hosts.v1` is its changelog.
    StoreBuilder<KeyValueStore<Bytes, byte[]>> hosts() {
        return new HostsBuilder(kind);
    }

    /// The days of hosts that were forgotten.
    StoreBuilder<KeyValueStore<Bytes, byte[]>> histories() {
        return octets(HISTORIES);
    }

    /// Hosts and histories by when they are to be looked at: [DueKeys].
    StoreBuilder<CommitStore<Bytes, List<Bytes>>> due() {
        var octets = switch (kind) {
            case MEMORY -> new HeapStore.Supplier(DUE, HeapStore.Order.BY_KEY);
            case DISK -> supplier(DUE);
        };
        var written = org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        octets, Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
        return new CommitStore.Builder<>(written, DueKeys.SHAPE);
    }

    /// How far a replay's sources have been read. Cached: the changelog needs only the last value before each commit.
    StoreBuilder<KeyValueStore<String, byte[]>> clocks() {
        return named(CLOCKS).withCachingEnabled();
    }

    /// Which database judges.
    StoreBuilder<KeyValueStore<String, byte[]>> judging() {
        return named(JUDGING);
    }

    private StoreBuilder<KeyValueStore<Bytes, byte[]>> octets(String name) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        supplier(name), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }

    private StoreBuilder<KeyValueStore<String, byte[]>> named(String name) {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        supplier(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }

    private KeyValueBytesStoreSupplier supplier(String name) {
        return switch (kind) {
            case MEMORY -> org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(name);
            case DISK -> org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name);
        };
    }
}
