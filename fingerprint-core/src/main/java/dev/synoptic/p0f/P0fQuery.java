package dev.synoptic.p0f;

import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A question to p0f's socket (`p0f-v3.md` 11.1).
public sealed interface P0fQuery {

    /// Octets of a query; its numbers are little-endian on every machine (O-28).
    int LENGTH = 21;

    /// What is known of the host with this address? IPv4 and IPv6 hosts are different hosts (API-5).
    record OfHost(IpAddress address) implements P0fQuery {}

    /// Not a query that p0f understands (API-4).
    record Malformed() implements P0fQuery {}

    /// The first four octets of every query.
    int MAGIC = 0x50304601;

    /// Reads the next [#LENGTH] octets of `octets`, whatever they are.
    static P0fQuery read(ByteBuffer octets) {
        var query = new byte[LENGTH];
        octets.get(query);
        var fields = ByteBuffer.wrap(query);
        int magic = fields.order(ByteOrder.LITTLE_ENDIAN).getInt();
        int version = fields.get();
        fields.order(ByteOrder.BIG_ENDIAN);
        if (magic != MAGIC) return new Malformed();
        return switch (version) {
            case 4 -> new OfHost(IpAddress.v4(fields.getInt()));
            case 6 -> new OfHost(IpAddress.v6(fields.getLong(), fields.getLong()));
            default -> new Malformed();
        };
    }

    /// The query for `address` as octets.
    static byte[] write(IpAddress address) {
        var query = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN).putInt(MAGIC);
        query.put((byte) address.version()).order(ByteOrder.BIG_ENDIAN);
        if (address.version() == 4) query.putInt((int) address.low());
        else query.putLong(address.high()).putLong(address.low());
        return query.array();
    }
}
