package dev.synoptic.standalone.config;

/// What a listener speaks.
public enum ListenerProtocol {
    /// p0f 3's query socket.
    P0F_V3,
    /// p0f 2's query socket.
    P0F_V2,
    /// p0f-analyzer's datagrams, as amavisd sends them.
    AMAVIS,
    /// Postfix policy delegation.
    POLICY,
    /// A DNS zone, for postscreen and everything else that knows lists of addresses.
    DNS,
    /// A line in, a line out: Exim, shells.
    TEXT,
    /// Queries with ids, any number unanswered at a time.
    PLUGIN;

    boolean isDatagram() {
        return this == AMAVIS || this == DNS;
    }
}
