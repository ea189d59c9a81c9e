package dev.synoptic.gateway.join;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/// A source as a key of the store of watermarks.
final class WatermarkForm {

    /// Sources as keys.
    static final Serde<EnrolledSource> SOURCES =
            Serdes.serdeFrom((topic, source) -> key(source).get(), (topic, octets) -> source(Bytes.wrap(octets)));

    private WatermarkForm() {}

    static Bytes key(EnrolledSource source) {
        return StoreKey.key()
                .text(source.site())
                .text(source.agent())
                .text(source.source())
                .done();
    }

    static EnrolledSource source(Bytes key) {
        var buffer = ByteBuffer.wrap(key.get());
        String site = text(buffer);
        String agent = text(buffer);
        return new EnrolledSource(agent, text(buffer), site);
    }

    private static String text(ByteBuffer buffer) {
        byte[] utf8 = new byte[buffer.getInt()];
        buffer.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
