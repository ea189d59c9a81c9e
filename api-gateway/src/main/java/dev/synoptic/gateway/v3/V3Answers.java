package dev.synoptic.gateway.v3;

import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;

/// Who knows the hosts that [V3Protocol] is asked about.
@FunctionalInterface
public interface V3Answers {

    /// Puts one whole answer of [V3Answer#OCTETS] octets about `address`: found, or no match.
    void put(IpAddress address, ByteBuffer answers);

    /// The same for an address in parts, as [IpAddress] has them.
    default void put(int version, long high, long low, ByteBuffer answers) {
        put(new IpAddress(version, high, low), answers);
    }
}
