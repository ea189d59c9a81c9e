package dev.synoptic.schemas;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// Says of a record that it is a dead letter sent again, and which: so that it is not taken for a repeat of what was
/// handled, and is handled once however often it is sent.
///
/// @param partition where it lay first, from 0
/// @param offset    in that partition, from 0
public record ReplayHeader(int partition, long offset) {

    /// Name of the header: partition in four octets, offset in eight, highest first.
    public static final String NAME = "replay-of";

    private static final int LENGTH = Integer.BYTES + Long.BYTES;

    /// Puts this in place of what stands there.
    public void writeTo(Headers headers) {
        headers.remove(NAME);
        headers.add(
                NAME,
                ByteBuffer.allocate(LENGTH).putInt(partition).putLong(offset).array());
    }

    /// What stands in `headers`; empty where there is none of ours.
    public static Optional<ReplayHeader> readFrom(Headers headers) {
        return Optional.ofNullable(headers.lastHeader(NAME))
                .map(Header::value)
                .filter(octets -> octets.length == LENGTH)
                .map(ByteBuffer::wrap)
                .map(octets -> new ReplayHeader(octets.getInt(), octets.getLong()));
    }
}
