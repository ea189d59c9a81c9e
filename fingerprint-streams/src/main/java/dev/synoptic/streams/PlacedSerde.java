package dev.synoptic.streams;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/// Writes the value of a [Placed] alone; its partition is where it is written to.
record PlacedSerde<V>(Serde<V> values) implements Serde<Placed<V>> {

    @Override
    public Serializer<Placed<V>> serializer() {
        var serializer = values.serializer();
        return (topic, placed) -> serializer.serialize(topic, placed.value());
    }

    @Override
    public Deserializer<Placed<V>> deserializer() {
        throw new UnsupportedOperationException("for sinks only");
    }
}
