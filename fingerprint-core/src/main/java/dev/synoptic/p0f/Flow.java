package dev.synoptic.p0f;

import dev.synoptic.http.HttpExchange;
import dev.synoptic.packet.SegmentView;
import org.jspecify.annotations.Nullable;

/// One connection as p0f follows it (`p0f-v3.md` 8.2). Reused for other connections by [FlowTable].
final class Flow {

    /// What is known of one side's timestamp clock (UP-2 step 2).
    enum Clock {
        UNJUDGED,
        BAD,
        GOOD
    }

    int version;
    long clientHigh;
    long clientLow;
    int clientPort;
    long serverHigh;
    long serverLow;
    int serverPort;

    /// The next in the bucket of the table, or in the pool of spare ones.
    @Nullable
    Flow next;

    /// Neighbours in the order of creation.
    @Nullable
    Flow older;

    @Nullable
    Flow younger;

    Host client;
    Host server;

    /// Seconds since 1970, unsigned 32 bits.
    int created;

    boolean probe;
    boolean synAckSeen;
    int peerMss;
    int expectedFromClient;
    int expectedFromServer;
    Clock clientClock = Clock.UNJUDGED;
    Clock serverClock = Clock.UNJUDGED;

    @Nullable
    HttpExchange http;

    Flow(Host client, Host server) {
        this.client = client;
        this.server = server;
    }

    /// Makes this the record of the connection that `syn` opens.
    void begin(SegmentView syn, Host clientHost, Host serverHost, int now) {
        version = syn.ipVersion();
        clientHigh = clientHost.high;
        clientLow = clientHost.low;
        clientPort = syn.sourcePort();
        serverHigh = serverHost.high;
        serverLow = serverHost.low;
        serverPort = syn.destinationPort();
        client = clientHost;
        server = serverHost;
        created = now;
        synAckSeen = false;
        expectedFromClient = (int) syn.sequenceNumber() + 1; // STATE-2 step 4
        expectedFromServer = 0;
        clientClock = Clock.UNJUDGED;
        serverClock = Clock.UNJUDGED;
    }

    /// Whether it joins these ends, client first.
    boolean joins(int ipVersion, long high1, long low1, int port1, long high2, long low2, int port2) {
        return clientPort == port1
                && serverPort == port2
                && clientLow == low1
                && serverLow == low2
                && clientHigh == high1
                && serverHigh == high2
                && version == ipVersion;
    }

    /// Whether a segment of this connection goes to the server; one between equal ends does (STATE-6).
    boolean isToServer(SegmentView segment) {
        return clientPort == segment.sourcePort()
                && serverPort == segment.destinationPort()
                && clientLow == segment.sourceLow()
                && serverLow == segment.destinationLow()
                && clientHigh == segment.sourceHigh()
                && serverHigh == segment.destinationHigh();
    }
}
