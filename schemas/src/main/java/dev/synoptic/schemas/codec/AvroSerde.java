package dev.synoptic.schemas.codec;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// A codec as Kafka's clients want it; null is a tombstone and stays null.
///
/// @param codec does the work
/// @param <T>   the core's record
public record AvroSerde<T>(Codec<T> codec) implements Serde<T> {

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : codec.encode(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return new Deserializer<>() {
            @Override
            public @Nullable T deserialize(String topic, byte @Nullable [] octets) {
                return octets == null ? null : codec.decode(octets);
            }
        };
    }
}
