package dev.synoptic.schemas.codec;

import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.codec.UnreadableRecord.Malformed;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// The key of every topic about hosts: `192.0.2.1`, `2001:db8::1`, `10.0.0.1@site`, in UTF-8.
///
/// No key is null: progress speaks of a partition, not of a host.
public record HostKeySerde() implements Serde<HostKey> {

    /// Longest IPv6 text, an at sign, and a generous site: nothing longer is a key of ours.
    private static final int OCTETS_MAX = 512;

    @Override
    public Serializer<HostKey> serializer() {
        return (topic, key) -> key == null ? null : key.text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Deserializer<HostKey> deserializer() {
        return new Deserializer<>() {
            @Override
            public @Nullable HostKey deserialize(String topic, byte @Nullable [] octets) {
                return octets == null ? null : parse(octets);
            }
        };
    }

    private static HostKey parse(byte[] octets) {
        if (octets.length > OCTETS_MAX) throw malformed("a key of " + octets.length + " octets");
        return HostKey.parse(new String(octets, StandardCharsets.UTF_8))
                .orElseThrow(() -> malformed("a key that is no host's"));
    }

    private static UnreadableRecord malformed(String what) {
        return new UnreadableRecord(new Malformed(what));
    }
}
