package dev.synoptic.gateway.socket;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.Network;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// Who may ask at a listener that is reached over IP. A unix socket lets in whom its file lets in.
///
/// @param allowed    ranges whose addresses may ask; none lets everyone
/// @param perPeerMax connections that one address may keep at a time
public record Admission(List<Network> allowed, int perPeerMax) {

    /// Everyone, as many times as the listener has room.
    public static final Admission ANYONE = new Admission(List.of(), Integer.MAX_VALUE);

    public Admission {
        allowed = List.copyOf(allowed);
        if (perPeerMax < 1) throw new IllegalArgumentException("connections of a peer: at least 1, not " + perPeerMax);
    }

    /// Whether a peer may ask at all.
    public boolean admits(InetAddress peer) {
        return allowed.isEmpty() || isListed(peer);
    }

    /// Whether a peer is on the list; on an empty list is nobody.
    public boolean isListed(InetAddress peer) {
        if (allowed.isEmpty()) return false;
        IpAddress address = address(peer);
        for (Network network : allowed) {
            if (network.contains(address)) return true;
        }
        return false;
    }

    /// An address of the JDK's in our form, IPv4 in IPv6 clothes as the IPv4 that it is.
    public static IpAddress address(InetAddress peer) {
        var octets = ByteBuffer.wrap(peer.getAddress());
        return octets.remaining() == Integer.BYTES
                ? IpAddress.v4(octets.getInt())
                : IpAddress.v6(octets.getLong(), octets.getLong()).unmapped();
    }
}
