package dev.synoptic.gateway.answer;

import dev.synoptic.packet.IpAddress;

/// Who remembers which connections were seen, for protocols that ask about one (`clients.md` 2.2 rule 3).
public interface ConnectionWitness {

    /// Nobody: no connection, no server.
    ConnectionWitness NOBODY = new ConnectionWitness() {
        @Override
        public boolean saw(IpAddress client, int clientPort, IpAddress server, int serverPort) {
            return false;
        }

        @Override
        public boolean sawFromAnyPort(IpAddress client, IpAddress server, int serverPort) {
            return false;
        }

        @Override
        public boolean knowsServer(IpAddress server) {
            return false;
        }
    };

    /// Whether this connection was seen lately.
    boolean saw(IpAddress client, int clientPort, IpAddress server, int serverPort);

    /// Whether the client was seen to connect there lately, from whatever port.
    boolean sawFromAnyPort(IpAddress client, IpAddress server, int serverPort);

    /// Whether any connection to this server was seen lately: if none, nobody captures there.
    boolean knowsServer(IpAddress server);
}
