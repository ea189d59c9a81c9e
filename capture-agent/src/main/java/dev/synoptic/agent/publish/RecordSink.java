package dev.synoptic.agent.publish;

import dev.synoptic.schemas.Topic;

/// Where readers hand over their records, in order.
public interface RecordSink {

    /// Hands over a record for the partition of its key.
    ///
    /// @throws PublishException if nothing more can be handed over
    <K, V> void send(Topic<K, V> topic, K key, V value) throws PublishException;

    /// Hands over a record without a key for each of the topic's partitions, behind everything this thread handed over
    /// before.
    ///
    /// @throws PublishException if nothing more can be handed over
    <V> void sendToAll(Topic<?, V> topic, V value) throws PublishException;
}
