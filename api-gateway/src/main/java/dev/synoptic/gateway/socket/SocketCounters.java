package dev.synoptic.gateway.socket;

import java.util.concurrent.atomic.LongAdder;

/// What happened on the sockets of one loop, since its start.
///
/// @param accepted     connections taken in
/// @param closed       connections gone, for whatever reason
/// @param vanished     of them, those whose peer left with an answer unread or a request unfinished
/// @param timedOut     of them, those closed by us inside a request that never ended
/// @param failed       of them, those closed because answering threw: each is a bug of ours, and logged
/// @param full         times that a listener had all its connections and left newcomers in the queue
/// @param refused      connections of peers that may not ask, or that had enough of them, closed at once
/// @param acceptFailed times that a waiting connection could not be taken in (no file descriptors left)
public record SocketCounters(
        LongAdder accepted,
        LongAdder closed,
        LongAdder vanished,
        LongAdder timedOut,
        LongAdder failed,
        LongAdder full,
        LongAdder refused,
        LongAdder acceptFailed) {

    /// All at nought.
    public SocketCounters() {
        this(
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder(),
                new LongAdder());
    }

    /// Connections open now.
    public long open() {
        return accepted.sum() - closed.sum();
    }
}
