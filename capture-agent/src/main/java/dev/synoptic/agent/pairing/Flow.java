package dev.synoptic.agent.pairing;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.SynObservation;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.packet.SegmentView;
import org.jspecify.annotations.Nullable;

/// What is remembered of one connection while it opens, and for a while after. Reused: a table makes each
/// once.
///
/// Sequence numbers are unsigned 32 bits; times are microseconds since 1970, UTC.
final class Flow {

    int ipVersion;
    long clientHigh;
    long clientLow;
    long serverHigh;
    long serverLow;
    int clientPort;
    int serverPort;

    long synMicros;
    /// The SYN where it was held back; it is told once the connection is known to be real.
    @Nullable
    SynObservation heldSyn;

    long clientIsn;
    int clientMss;
    /// What the client's next segment begins with (STATE-2, STATE-14).
    long clientNext;
    /// Own timestamp of the SYN; 0 where absent.
    long clientTimestamp;

    boolean answered;
    long synAckMicros;
    long serverIsn;
    long serverNext;
    long serverTimestamp;

    boolean completed;
    /// Whether the server's answer was published; if not, nothing else of it is.
    boolean serverTold;
    boolean clientSampled;
    boolean serverSampled;

    boolean clientHeadDone;
    boolean serverHeadDone;

    @Nullable
    HeadOctets clientHead;

    @Nullable
    HeadOctets serverHead;

    // Links of the table that holds it.
    int hash;

    @Nullable
    Flow chained;

    @Nullable
    Flow older;

    @Nullable
    Flow younger;

    /// A connection that this SYN opens.
    void open(SegmentView syn, long micros) {
        ipVersion = syn.ipVersion();
        clientHigh = syn.sourceHigh();
        clientLow = syn.sourceLow();
        serverHigh = syn.destinationHigh();
        serverLow = syn.destinationLow();
        clientPort = syn.sourcePort();
        serverPort = syn.destinationPort();
        synMicros = micros;
        heldSyn = null;
        clientIsn = syn.sequenceNumber();
        clientNext = next(clientIsn);
        clientMss = syn.mss();
        clientTimestamp = syn.ownTimestamp();
        answered = false;
        completed = false;
        serverTold = false;
        clientSampled = false;
        serverSampled = false;
        clientHeadDone = false;
        serverHeadDone = false;
        clientHead = null;
        serverHead = null;
        serverIsn = 0;
        serverNext = 0;
        serverTimestamp = 0;
        synAckMicros = 0;
    }

    /// The server's answer.
    void answer(SegmentView synAck, long micros) {
        answered = true;
        synAckMicros = micros;
        serverIsn = synAck.sequenceNumber();
        serverNext = next(serverIsn);
        serverTimestamp = synAck.ownTimestamp();
    }

    /// Whether the segment's sender is this connection's client and its receiver the server.
    boolean isFromClient(SegmentView segment) {
        return segment.sourcePort() == clientPort
                && segment.destinationPort() == serverPort
                && segment.ipVersion() == ipVersion
                && segment.sourceLow() == clientLow
                && segment.destinationLow() == serverLow
                && segment.sourceHigh() == clientHigh
                && segment.destinationHigh() == serverHigh;
    }

    /// Whether it is the other way round.
    boolean isFromServer(SegmentView segment) {
        return segment.sourcePort() == serverPort
                && segment.destinationPort() == clientPort
                && segment.ipVersion() == ipVersion
                && segment.sourceLow() == serverLow
                && segment.destinationLow() == clientLow
                && segment.sourceHigh() == serverHigh
                && segment.destinationHigh() == clientHigh;
    }

    /// Both ends as values.
    Connection connection() {
        return new Connection(
                new IpAddress(ipVersion, clientHigh, clientLow),
                clientPort,
                new IpAddress(ipVersion, serverHigh, serverLow),
                serverPort);
    }

    /// The sequence number after this one.
    static long next(long number) {
        return number + 1 & 0xFFFF_FFFFL;
    }

    /// How far `to` lies after `from`, modulo 2^32.
    static long distance(long from, long to) {
        return to - from & 0xFFFF_FFFFL;
    }
}
