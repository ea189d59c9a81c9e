package dev.synoptic.gateway.socket;

import java.util.concurrent.atomic.LongAdder;

/// What happened on the datagram sockets of one loop, since its start.
///
/// @param received datagrams read
/// @param refused  of them, those of peers that may not ask
/// @param answered answers sent
/// @param unsent   answers that the socket did not take
/// @param failed   datagrams whose answering threw: each is a bug of ours, and logged
public record DatagramCounters(
        LongAdder received, LongAdder refused, LongAdder answered, LongAdder unsent, LongAdder failed) {

    /// All at nought.
    public DatagramCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
