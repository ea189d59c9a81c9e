package dev.synoptic.signature;

import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import java.util.OptionalInt;

/// Which packets of one IP version a TCP signature fits in everything (`p0f-v3.md` TCP-2), to be held against
/// another's.
final class TcpRange {

    private static final int NOT_IN_V6 =
            Quirks.of(Quirk.DF, Quirk.ID_PLUS, Quirk.ID_MINUS).bits();
    private static final int NOT_IN_V4 = Quirk.FLOW.bit();

    private TcpRange() {}

    /// Whether the signature fits packets of IPv`version` at all.
    static boolean exists(TcpPattern pattern, int version) {
        return switch (pattern.version()) {
            case ANY -> true;
            case V4 -> version == 4;
            case V6 -> version == 6;
        };
    }

    /// Whether every packet of IPv`version` that `inner` fits, `outer` fits too.
    static boolean includes(TcpPattern outer, TcpPattern inner, int version) {
        return exists(outer, version)
                && outer.layout().equals(inner.layout())
                && outer.eolPadding() == inner.eolPadding()
                && outer.ipOptionsLength() == inner.ipOptionsLength()
                && quirks(outer, version) == quirks(inner, version)
                && includes(outer.ttl(), inner.ttl())
                && includes(outer.mss(), inner.mss())
                && includes(outer.scale(), inner.scale())
                && (outer.payload() == PayloadPattern.ANY || outer.payload() == inner.payload())
                && includes(outer.window(), inner.window());
    }

    private static int quirks(TcpPattern pattern, int version) {
        int bits = pattern.quirks().bits();
        if (pattern.version() != IpVersionPattern.ANY) return bits;
        return bits & ~(version == 6 ? NOT_IN_V6 : NOT_IN_V4);
    }

    private static boolean includes(TtlPattern outer, TtlPattern inner) {
        return outer.random() ? inner.initial() <= outer.initial() : outer.equals(inner);
    }

    private static boolean includes(OptionalInt outer, OptionalInt inner) {
        return outer.isEmpty() || outer.equals(inner);
    }

    private static boolean includes(WindowPattern outer, WindowPattern inner) {
        if (outer instanceof WindowPattern.Any || outer.equals(inner)) return true;
        return outer instanceof WindowPattern.DivisibleBy(int unit) && areMultiples(inner, unit);
    }

    private static boolean areMultiples(WindowPattern inner, int unit) {
        if (inner instanceof WindowPattern.Exactly(int octets)) return octets % unit == 0;
        return inner instanceof WindowPattern.DivisibleBy(int finer) && finer % unit == 0;
    }
}
