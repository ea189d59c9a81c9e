package dev.synoptic.packet;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An IPv4 or IPv6 address as two 64-bit words, so that it fits a table without an array.
///
/// @param version 4 or 6
/// @param high    the first eight octets of an IPv6 address in network order; 0 for IPv4
/// @param low     the last eight octets of an IPv6 address; for IPv4 its 32 bits, unsigned
public record IpAddress(int version, long high, long low) {

    public IpAddress {
        if (version != 4 && version != 6) {
            throw new IllegalArgumentException("IP version " + version + " is neither 4 nor 6");
        }
        if (version == 4 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /// The IPv4 address with these 32 bits.
    public static IpAddress v4(int bits) {
        return new IpAddress(4, 0, Integer.toUnsignedLong(bits));
    }

    /// The IPv6 address made of these two words, first octets first.
    public static IpAddress v6(long high, long low) {
        return new IpAddress(6, high, low);
    }

    /// The address that `text` writes: four decimal octets without leading zeros, or any form of RFC 4291 §2.2
    /// without a zone; empty for anything else.
    public static Optional<IpAddress> parse(CharSequence text) {
        return AddressParser.parse(text);
    }

    /// The form of RFC 5952 for IPv6, dotted decimal for IPv4.
    public String text() {
        byte[] text = new byte[AddressText.LENGTH_MAX];
        return ascii(text, AddressText.write(text, 0, version, high, low));
    }

    /// The form of p0f's log: IPv6 as eight groups without leading zeros, never `::` (`p0f-v3.md` LOG-2).
    public String p0fText() {
        byte[] text = new byte[AddressText.LENGTH_MAX];
        return ascii(text, AddressText.writeP0f(text, 0, version, high, low));
    }

    private static String ascii(byte[] text, int length) {
        return new String(text, 0, length, StandardCharsets.US_ASCII);
    }

    /// The IPv4 address inside a v4-mapped one (`::ffff:0:0/96`), else this.
    public IpAddress unmapped() {
        return version == 6 && high == 0 && low >>> 32 == 0xFFFF ? v4((int) low) : this;
    }

    @Override
    public String toString() {
        return text();
    }
}
