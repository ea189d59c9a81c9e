package dev.synoptic.signature;

import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import dev.synoptic.tcp.WindowMultiple;
import dev.synoptic.tcp.WindowMultiple.Kind;
import java.util.OptionalInt;

/// Whether an older TCP signature leaves nothing for a newer one to match (`p0f-v3.md` FP-14).
///
/// The newer one stands in for a packet that it would match; only exact hits of specific signatures count.
final class TcpCoverage {

    private static final int DISTANCE_MAX = 35;
    private static final int V4_ONLY =
            Quirks.of(Quirk.DF, Quirk.ID_PLUS, Quirk.ID_MINUS).bits();
    private static final int V6_ONLY = Quirk.FLOW.bit();

    private TcpCoverage() {}

    static boolean covers(TcpSignature older, TcpPattern newer) {
        var pattern = older.pattern();
        return !older.label().generic()
                && pattern.layout().equals(newer.layout())
                && pattern.eolPadding() == newer.eolPadding()
                && pattern.ipOptionsLength() == newer.ipOptionsLength()
                && quirksAsSeenBy(newer.version(), pattern) == newer.quirks().bits()
                && coversTtl(pattern.ttl(), newer.ttl().initial())
                && covers(pattern.mss(), newer.mss())
                && covers(pattern.scale(), newer.scale())
                && (pattern.payload() == PayloadPattern.ANY || pattern.payload() == newer.payload())
                && coversWindow(pattern.window(), newer);
    }

    /// A newer `*` counts as IPv6, so identical `*` signatures with DF go unnoticed (O-25).
    private static int quirksAsSeenBy(IpVersionPattern version, TcpPattern pattern) {
        int bits = pattern.quirks().bits();
        if (pattern.version() != IpVersionPattern.ANY) return bits;
        return bits & ~(version == IpVersionPattern.V4 ? V6_ONLY : V4_ONLY);
    }

    private static boolean coversTtl(TtlPattern older, int initial) {
        return initial <= older.initial() && (older.random() || older.initial() - initial <= DISTANCE_MAX);
    }

    private static boolean covers(OptionalInt older, OptionalInt newer) {
        return older.isEmpty() || older.equals(newer);
    }

    private static boolean coversWindow(WindowPattern older, TcpPattern newer) {
        if (!(newer.window() instanceof WindowPattern.Exactly(int octets))) return isSame(older, newer.window());
        boolean v6 = newer.version() == IpVersionPattern.V6;
        return older.accepts(octets, WindowMultiple.of(octets, newer.mss().orElse(0), v6, false, 0, 0));
    }

    /// Said in full: the first call of a record's own `equals` takes a JVM longer than to read the whole file.
    private static boolean isSame(WindowPattern older, WindowPattern newer) {
        if (older instanceof WindowPattern.Times(Kind kind, int factor)) {
            return newer instanceof WindowPattern.Times(Kind other, int times) && kind == other && factor == times;
        }
        if (older instanceof WindowPattern.DivisibleBy(int unit)) {
            return newer instanceof WindowPattern.DivisibleBy(int other) && unit == other;
        }
        return older instanceof WindowPattern.Any && newer instanceof WindowPattern.Any;
    }
}
