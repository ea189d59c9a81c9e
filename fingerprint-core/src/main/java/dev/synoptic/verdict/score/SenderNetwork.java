package dev.synoptic.verdict.score;

import dev.synoptic.packet.IpAddress;

/// The network of a sender: a /24 of IPv4 or a /48 of IPv6 (`mail.md` P6). What one holder sends is one voice.
///
/// @param version of IP, 4 or 6
/// @param prefix  its first 24 or 48 bits
public record SenderNetwork(int version, long prefix) {

    private static final int V4_HOST_BITS = 8;
    private static final int V6_OTHER_BITS_OF_HIGH_HALF = 16;

    public static SenderNetwork of(IpAddress address) {
        return address.version() == 4
                ? new SenderNetwork(4, address.low() >>> V4_HOST_BITS)
                : new SenderNetwork(6, address.high() >>> V6_OTHER_BITS_OF_HIGH_HALF);
    }
}
