package dev.synoptic.gateway.socket;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Addresses as Linux writes them: unix(7), ip(7), and ipv6(7).
final class LinuxAddress {

    static final int UNIX = 1, IPV4 = 2, IPV6 = 10;

    /// Octets of the longest, a path with its zero.
    static final int OCTETS_MAX = 2 + Endpoint.PATH_OCTETS_MAX + 1;

    private static final int IPV4_OCTETS = 16, IPV6_OCTETS = 28;
    private static final ValueLayout.OfShort FAMILY = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfShort PORT = FAMILY.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt SCOPE = ValueLayout.JAVA_INT_UNALIGNED;
    private static final int PORT_AT = 2, IPV4_AT = 4, IPV6_AT = 8, SCOPE_AT = 24;

    private LinuxAddress() {}

    static int family(Endpoint endpoint) {
        return switch (endpoint) {
            case Endpoint.Unix _ -> UNIX;
            case Endpoint.Tcp(var address) -> address.getAddress() instanceof Inet6Address ? IPV6 : IPV4;
        };
    }

    /// Writes an address and answers how many octets it has.
    static int write(Endpoint endpoint, MemorySegment memory, long at) {
        memory.asSlice(at, OCTETS_MAX).fill((byte) 0);
        memory.set(FAMILY, at, (short) family(endpoint));
        return switch (endpoint) {
            case Endpoint.Unix unix -> {
                byte[] path = unix.path().toString().getBytes(StandardCharsets.UTF_8);
                MemorySegment.copy(path, 0, memory, ValueLayout.JAVA_BYTE, at + PORT_AT, path.length);
                yield PORT_AT + path.length + 1;
            }
            case Endpoint.Tcp(var address) -> {
                memory.set(PORT, at + PORT_AT, (short) address.getPort());
                byte[] octets = address.getAddress().getAddress();
                boolean v6 = octets.length > Integer.BYTES;
                MemorySegment.copy(
                        octets, 0, memory, ValueLayout.JAVA_BYTE, at + (v6 ? IPV6_AT : IPV4_AT), octets.length);
                if (address.getAddress() instanceof Inet6Address scoped) {
                    memory.set(SCOPE, at + SCOPE_AT, scoped.getScopeId());
                }
                yield v6 ? IPV6_OCTETS : IPV4_OCTETS;
            }
        };
    }

    /// Reads an address that the kernel wrote; IPv4 in IPv6 clothes becomes the IPv4 that it is.
    static InetSocketAddress read(MemorySegment memory, long at) throws IOException {
        boolean v6 = memory.get(FAMILY, at) == IPV6;
        var octets = new byte[v6 ? 16 : Integer.BYTES];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at + (v6 ? IPV6_AT : IPV4_AT), octets, 0, octets.length);
        return new InetSocketAddress(InetAddress.getByAddress(octets), memory.get(PORT, at + PORT_AT) & 0xFFFF);
    }
}
