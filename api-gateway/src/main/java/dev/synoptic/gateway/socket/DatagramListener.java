package dev.synoptic.gateway.socket;

import java.net.InetSocketAddress;

/// One UDP address where clients ask, and what is spoken there.
///
/// @param address   numeric; port 0 takes any free one
/// @param protocol  what is spoken
/// @param admission whose datagrams are looked at
public record DatagramListener(InetSocketAddress address, DatagramProtocol protocol, Admission admission) {

    public DatagramListener {
        if (address.isUnresolved()) throw new IllegalArgumentException("not a numeric address: " + address);
    }
}
