package dev.synoptic.packet;

import java.util.Optional;

/// A range of addresses: all that share the first `prefixLength` bits of `address`.
///
/// @param address      any address of the range
/// @param prefixLength bits that count, 0 to 32 for IPv4, 0 to 128 for IPv6
public record Network(IpAddress address, int prefixLength) {

    public Network {
        int bits = address.version() == 4 ? 32 : 128;
        if (prefixLength < 0 || prefixLength > bits) {
            throw new IllegalArgumentException("prefix length " + prefixLength + " is not within 0 to " + bits);
        }
    }

    /// Whether `other` lies in this range; never across IP versions.
    public boolean contains(IpAddress other) {
        return contains(other.version(), other.high(), other.low());
    }

    /// The same for an address in parts, as [IpAddress] has them.
    public boolean contains(int version, long high, long low) {
        if (version != address.version()) return false;
        if (version == 4) return same(address.low() << 32, low << 32, prefixLength);
        return same(address.high(), high, Math.min(prefixLength, 64))
                && same(address.low(), low, Math.max(prefixLength - 64, 0));
    }

    private static boolean same(long one, long other, int leadingBits) {
        return leadingBits == 0 || ((one ^ other) >>> (64 - leadingBits)) == 0;
    }

    /// Reads `10.0.0.0/8` or `fc00::/7`; a bare address is a range of one.
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        var address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) return Optional.empty();
        int bits = address.get().version() == 4 ? 32 : 128;
        if (slash < 0) return Optional.of(new Network(address.get(), bits));
        var digits = text.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > bits) return Optional.empty();
        return Optional.of(new Network(address.get(), Integer.parseInt(digits)));
    }

    /// As [#parse] reads it.
    public String text() {
        return address.text() + "/" + prefixLength;
    }
}
