package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.signature.LinkSignature;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.tcp.HandshakeStep;
import java.util.OptionalInt;

/// The segment sizes that a sender may have had before something on the way lowered the MSS: its own link's.
final class SegmentSizes {

    private static final int TIMESTAMP_OPTION = 12; // octets with padding, RFC 7323 appendix A
    private static final int MSS_MIN = 100; // smaller ones are no base for a multiple (TCP-1)

    private final int[] mtus;

    private SegmentSizes(int[] mtus) {
        this.mtus = mtus;
    }

    /// Those of the links that `database` names, from the smallest.
    static SegmentSizes of(SignatureDatabase database) {
        return new SegmentSizes(database.links().stream()
                .mapToInt(LinkSignature::mtu)
                .filter(mtu -> mtu >= 1280) // below, a clamp is not believable: no host's link is so narrow
                .sorted()
                .distinct()
                .toArray());
    }

    /// The MTU of the sender whose window is the largest multiple of its segment size up to `bound`; empty where no
    /// sender's is. Where the path left the MSS alone, any MTU will do; where it lowered it, one that a link has.
    OptionalInt ofLargest(SynObservation seen, int bound) {
        if (seen.mss() < MSS_MIN) return OptionalInt.empty();
        int path = LinkTypes.mtu(seen.ipVersion(), seen.mss());
        if (seen.window() == largest(counted(seen, seen.mss()), bound)) return OptionalInt.of(path);
        for (int mtu : mtus) {
            int size = counted(seen, seen.mss() + mtu - path);
            if (mtu > path && seen.window() == largest(size, bound)) return OptionalInt.of(mtu);
        }
        return OptionalInt.empty();
    }

    /// The MTU of the sender whose window is `factor` segments; empty where no sender's is.
    OptionalInt ofMultiple(SynObservation seen, int factor) {
        if (seen.mss() < MSS_MIN || seen.window() % factor != 0) return OptionalInt.empty();
        int size = seen.window() / factor;
        int path = LinkTypes.mtu(seen.ipVersion(), seen.mss());
        if (size == counted(seen, seen.mss())) return OptionalInt.of(path);
        for (int mtu : mtus) {
            if (mtu > path && size == counted(seen, seen.mss() + mtu - path)) return OptionalInt.of(mtu);
        }
        return OptionalInt.empty();
    }

    /// Linux counts in segments without their timestamps when it answers, but not when it asks.
    private static int counted(SynObservation seen, int mss) {
        return seen.step() == HandshakeStep.SYN_ACK && seen.ownTimestamp() != 0 ? mss - TIMESTAMP_OPTION : mss;
    }

    /// A buffer smaller than one segment is offered whole.
    private static int largest(int size, int bound) {
        return size > bound ? bound : bound - bound % size;
    }
}
