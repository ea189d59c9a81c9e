package dev.synoptic.flow;

import dev.synoptic.packet.IpAddress;

/// The two ends of one TCP connection.
///
/// @param client     who sent the SYN
/// @param clientPort 0 to 65535
/// @param server     whom it was sent to
/// @param serverPort 0 to 65535
public record Connection(IpAddress client, int clientPort, IpAddress server, int serverPort) {

    public Connection {
        if (clientPort >>> 16 != 0 || serverPort >>> 16 != 0) {
            throw new IllegalArgumentException("ports " + clientPort + ", " + serverPort + " are not 16-bit numbers");
        }
    }
}
