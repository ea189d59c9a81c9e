package dev.synoptic.gateway.dns;

import dev.synoptic.gateway.socket.Admission;
import dev.synoptic.packet.IpAddress;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/// How many answers a second go to one network over UDP, where anyone can write another's address on a question.
///
/// Networks share a fixed number of buckets, each worth a second of answers: memory stays what it is under any flood.
/// Two networks of one bucket share its rate.
final class ResponseRates {

    private static final int BUCKETS = 1 << 14;
    private static final int V4_SHIFT = 8;
    private static final int V6_SHIFT = 8;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final float[] spent = new float[BUCKETS];
    private final long[] sinceNanos = new long[BUCKETS];

    /// @param perSecond 0 sets no limit
    ResponseRates(int perSecond) {
        this.perSecond = perSecond;
    }

    /// Whether this network may have another answer now.
    boolean take(InetAddress peer, long nowNanos) {
        if (perSecond == 0) return true;
        int bucket = bucket(Admission.address(peer));
        float regained = (float) (nowNanos - sinceNanos[bucket]) / SECOND_NANOS * perSecond;
        spent[bucket] = Math.max(0, spent[bucket] - regained);
        sinceNanos[bucket] = nowNanos;
        if (spent[bucket] + 1 > perSecond) return false;
        spent[bucket]++;
        return true;
    }

    /// The /24 or /56 of an address, mixed.
    private static int bucket(IpAddress address) {
        long network = address.version() == 4 ? address.low() >>> V4_SHIFT : address.high() >>> V6_SHIFT;
        long bits = network * 0x9E3779B97F4A7C15L;
        return (int) (bits >>> 50);
    }
}
