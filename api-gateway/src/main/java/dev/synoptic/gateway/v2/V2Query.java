package dev.synoptic.gateway.v2;

import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What was asked (`clients.md` 2.1).
///
/// ```
/// 0 magic (4)   4 type (1), 3 of anything   8 id (4)   12 client (4)   16 server (4)   20, 22 their ports (2 each)
/// ```
/// Little endian, addresses in network order. The form of 20 octets has neither type nor what stands behind it.
///
/// @param kind       what it asks for
/// @param id         copied to the answer
/// @param client     source of the connection
/// @param clientPort 0 for any
/// @param server     its destination; 0.0.0.0 where the asker does not know
/// @param serverPort of the destination
record V2Query(Kind kind, int id, IpAddress client, int clientPort, IpAddress server, int serverPort) {

    static final int MAGIC = 0x0defaced;

    private static final int TYPE_FINGERPRINT = 1;
    private static final int TYPE_STATUS = 2;
    private static final int SHORT_MISSES = 4;

    /// What a query asks for.
    enum Kind {
        FINGERPRINT,
        STATUS,
        /// Nothing that makes sense.
        BAD
    }

    static V2Query read(ByteBuffer octets, V2Form form) {
        octets.order(ByteOrder.LITTLE_ENDIAN);
        boolean magic = octets.getInt(0) == MAGIC;
        int type = form.shortQueries() ? TYPE_FINGERPRINT : octets.get(4);
        int shift = form.shortQueries() ? SHORT_MISSES : 0;
        return new V2Query(
                !magic ? Kind.BAD : kind(type),
                octets.getInt(8 - shift),
                address(octets, 12 - shift),
                Short.toUnsignedInt(octets.getShort(20 - shift)),
                address(octets, 16 - shift),
                Short.toUnsignedInt(octets.getShort(22 - shift)));
    }

    private static Kind kind(int type) {
        return switch (type) {
            case TYPE_FINGERPRINT -> Kind.FINGERPRINT;
            case TYPE_STATUS -> Kind.STATUS;
            default -> Kind.BAD;
        };
    }

    private static IpAddress address(ByteBuffer octets, int at) {
        return IpAddress.v4(Integer.reverseBytes(octets.getInt(at)));
    }

    /// The client's port with its octets swapped: one milter sends it in network order (2.2 rule 3).
    int swappedClientPort() {
        return Short.toUnsignedInt(Short.reverseBytes((short) clientPort));
    }

    boolean namesNoServer() {
        return server.low() == 0;
    }
}
