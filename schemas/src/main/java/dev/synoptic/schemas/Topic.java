package dev.synoptic.schemas;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/// One topic: what lies on it, how it is spread, how long it is kept.
///
/// @param name    with the version of its contract at the end
/// @param keys    of its records
/// @param values  of its records
/// @param spread  how many partitions it has
/// @param kept    for how long
/// @param <K>     type of its keys
/// @param <V>     type of its values
public record Topic<K, V>(String name, Serde<K> keys, Serde<V> values, Spread spread, Kept kept) {

    /// How a topic is divided.
    public enum Spread {
        /// By host, into as many partitions as all topics about hosts: what belongs together meets without
        /// repartitioning.
        BY_HOST,
        /// One partition: few records, or records whose order matters across keys.
        ONE
    }

    /// The topic's settings, as Kafka names them.
    ///
    /// Times are the broker's, so that a capture of any year is accepted and kept as long as one of today.
    public Map<String, String> settings() {
        var settings = new HashMap<>(kept.settings());
        settings.put("message.timestamp.type", "LogAppendTime");
        return Map.copyOf(settings);
    }

    /// The same topic, kept otherwise.
    public Topic<K, V> kept(Kept other) {
        return new Topic<>(name, keys, values, spread, other);
    }
}
