package dev.synoptic.streams;

import dev.synoptic.streams.Stores.StoreKind;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/// Makes the stores of hosts, one for each partition, whose changelog is `hosts.v1` itself: what [HostStore]
/// sends there is what it puts, octet for octet, so a changelog beside it would say everything twice.
///
/// To Kafka Streams the store has a changelog: it restores from it, keeps standbys by it, and notes how far it came.
/// Only the layer that would write it is left out; [FingerprintTopology] names the topic.
///
/// @param kind where the stores lie
record HostsBuilder(StoreKind kind) implements StoreBuilder<KeyValueStore<Bytes, byte[]>> {

    @Override
    public KeyValueStore<Bytes, byte[]> build() {
        var octets = switch (kind) {
            case MEMORY -> new HeapStore.Supplier(name(), HeapStore.Order.NONE);
            case DISK -> org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name());
        };
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(octets, Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
    }

    @Override
    public StoreBuilder<KeyValueStore<Bytes, byte[]>> withCachingEnabled() {
        throw new UnsupportedOperationException("every state goes out at once");
    }

    @Override
    public StoreBuilder<KeyValueStore<Bytes, byte[]>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<KeyValueStore<Bytes, byte[]>> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException("the topic's settings are the catalogue's");
    }

    @Override
    public StoreBuilder<KeyValueStore<Bytes, byte[]>> withLoggingDisabled() {
        throw new UnsupportedOperationException("the topic is written in any case");
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public String name() {
        return Stores.HOSTS;
    }
}
