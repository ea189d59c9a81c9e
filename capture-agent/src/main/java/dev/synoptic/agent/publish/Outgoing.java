package dev.synoptic.agent.publish;

import dev.synoptic.schemas.Topic;

/// One record on its way, as octets; nobody changes them.
public final class Outgoing {

    private static final byte[] EVERY_PARTITION = {};

    private final String topic;
    private final byte[] key;
    private final byte[] value;
    private final Claim claim;

    /// Is told when a record needs no more care: the brokers have it, or will never take it. Any thread.
    @FunctionalInterface
    public interface Claim {

        /// Nobody needs to know.
        Claim NOBODYS = () -> {};

        /// One more record is this claim's.
        default void handedOver() {}

        /// The record has arrived.
        void settled();
    }

    /// @param topic where it goes
    /// @param key   chooses the partition; without octets the record goes to every partition
    /// @param value the record itself
    /// @param claim whom to tell that it has arrived
    public Outgoing(String topic, byte[] key, byte[] value, Claim claim) {
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.claim = claim;
    }

    /// A record for the partition of its key.
    public static <K, V> Outgoing of(Topic<K, V> topic, K key, V value, Claim claim) {
        return new Outgoing(
                topic.name(), topic.keys().serializer().serialize(topic.name(), key), octets(topic, value), claim);
    }

    /// A record for every partition.
    public static <V> Outgoing toAll(Topic<?, V> topic, V value, Claim claim) {
        return new Outgoing(topic.name(), EVERY_PARTITION, octets(topic, value), claim);
    }

    /// Where it goes.
    public String topic() {
        return topic;
    }

    /// Chooses the partition.
    public byte[] key() {
        return key;
    }

    /// The record itself.
    public byte[] value() {
        return value;
    }

    /// Whom to tell that it has arrived.
    public Claim claim() {
        return claim;
    }

    /// Whether it goes to every partition, as progress does.
    public boolean toEveryPartition() {
        return key.length == 0;
    }

    private static <V> byte[] octets(Topic<?, V> topic, V value) {
        return topic.values().serializer().serialize(topic.name(), value);
    }
}
