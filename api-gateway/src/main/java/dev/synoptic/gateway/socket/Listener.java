package dev.synoptic.gateway.socket;

import java.time.Duration;

/// One place where clients connect, and what is spoken there.
///
/// @param endpoint       where
/// @param protocol       what is spoken
/// @param connectionsMax served at a time; further ones wait in the listen queue, unanswered, until one leaves
/// @param backlog        length of the listen queue (the kernel caps it at `net.core.somaxconn`)
/// @param requestTime    how long a peer may stay inside one request; zero sets no limit
/// @param admission      which peers are let in over TCP
public record Listener(
        Endpoint endpoint,
        Protocol protocol,
        int connectionsMax,
        int backlog,
        Duration requestTime,
        Admission admission) {

    /// More than any mail host keeps (`clients.md` 1.2 rule 9 asks for 1,024).
    public static final int CONNECTIONS_MAX = 4096;

    /// Inside a query a limit of 30 s is safe (`clients.md` 1.2 rule 8).
    public static final Duration REQUEST_TIME = Duration.ofSeconds(30);

    public Listener {
        if (connectionsMax < 1) throw new IllegalArgumentException("connections: at least 1, not " + connectionsMax);
        if (backlog < 1) throw new IllegalArgumentException("backlog: at least 1, not " + backlog);
        if (requestTime.isNegative()) throw new IllegalArgumentException("request time is negative: " + requestTime);
    }

    /// A listener that lets in everyone.
    public Listener(Endpoint endpoint, Protocol protocol, int connectionsMax, int backlog, Duration requestTime) {
        this(endpoint, protocol, connectionsMax, backlog, requestTime, Admission.ANYONE);
    }

    /// A listener with the gateway's usual limits.
    public static Listener at(Endpoint endpoint, Protocol protocol) {
        return new Listener(endpoint, protocol, CONNECTIONS_MAX, CONNECTIONS_MAX, REQUEST_TIME);
    }
}
