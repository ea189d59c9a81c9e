package dev.synoptic.streams;

import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.schemas.Topics;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/// The state stores, each with a changelog, from which another instance restores them.
///
/// All are key-value stores with the time, where there is one, in the key or value: nothing expires by the
/// broker's or
/// the machine's clock, so captures of any year replay alike.
///
/// @param kind   where the stores lie
/// @param limits how much they may hold
public record Stores(StoreKind kind, StoreLimits limits) {

    static final String HIGH_WATERS = "high-waters";
    static final String PENDING_SYNS = "pending-syns";
    static final String HOSTS = "hosts";

    /// Where the stores lie.
    public enum StoreKind {
        /// On the heap: fastest, restored from the changelog at every start.
        MEMORY,
        /// In RocksDB below the state folder.
        DISK
    }

    /// Stores of this kind with the usual limits.
    public static Stores of(StoreKind kind) {
        return new Stores(kind, StoreLimits.DEFAULT);
    }

    /// Highest sequence number by agent and instance. Cached: one entry changes with every record, and the
    /// changelog
    /// needs only its last value before each commit.
    StoreBuilder<KeyValueStore<String, byte[]>> highWaters() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        supplier(HIGH_WATERS), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingEnabled();
    }

    /// SYNs that nobody completed yet, by agent, instance and time.
    StoreBuilder<KeyValueStore<Bytes, byte[]>> pendingSyns() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        supplier(PENDING_SYNS), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of());
    }

    /// What is known of each host.
    StoreBuilder<KeyValueStore<HostKey, HostState>> hosts() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        supplier(HOSTS), Topics.HOSTS.keys(), Topics.HOSTS.values())
                .withLoggingEnabled(Map.of());
    }

    private KeyValueBytesStoreSupplier supplier(String name) {
        return switch (kind) {
            case MEMORY -> org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore(name);
            case DISK -> org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name);
        };
    }
}
