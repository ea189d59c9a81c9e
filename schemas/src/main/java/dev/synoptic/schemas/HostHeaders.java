package dev.synoptic.schemas;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// Where on `handshakes.v1` the record lay that made this state, in the headers of every record of `hosts.v1`,
/// tombstones too.
///
/// A reader that does not wait for commits may see states twice or from an instance that was given up; it never
/// lets a lower offset of a partition replace a higher one (design §4).
///
/// @param partition of `handshakes.v1`, from 0
/// @param offset    in that partition, from 0
public record HostHeaders(int partition, long offset) {

    /// Name of the one header that carries both: partition in four octets, offset in eight, highest first.
    public static final String NAME = "input";

    private static final int LENGTH = Integer.BYTES + Long.BYTES;

    /// Puts these in place of what stands there.
    public void writeTo(Headers headers) {
        headers.remove(NAME);
        headers.add(
                NAME,
                ByteBuffer.allocate(LENGTH).putInt(partition).putLong(offset).array());
    }

    /// What stands in `headers`; empty where there is none of ours.
    public static Optional<HostHeaders> readFrom(Headers headers) {
        return Optional.ofNullable(headers.lastHeader(NAME)).map(Header::value).flatMap(HostHeaders::parse);
    }

    private static Optional<HostHeaders> parse(byte[] octets) {
        if (octets.length != LENGTH) return Optional.empty();
        var buffer = ByteBuffer.wrap(octets);
        return Optional.of(new HostHeaders(buffer.getInt(), buffer.getLong()));
    }
}
