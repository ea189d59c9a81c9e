package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.signature.IpVersionPattern;
import dev.synoptic.signature.TcpPattern;
import dev.synoptic.signature.TcpSignature;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import dev.synoptic.tcp.WindowMultiple;
import java.util.Optional;

/// A TCP signature made ready for matching.
///
/// @param quirksV4 the [Quirk#bit]s that an IPv4 packet must show
/// @param quirksV6 the same for IPv6
record TcpRow(TcpSignature signature, int quirksV4, int quirksV6) {

    /// How well a row fits.
    enum Fit {
        NONE,
        APPROXIMATE,
        EXACT
    }

    /// Quirks that may be missing from a packet, or extra in it, at the price of an approximate fit.
    private static final int MAY_MISS = Quirks.of(Quirk.DF, Quirk.ID_PLUS).bits();

    private static final int MAY_HAVE = Quirks.of(Quirk.ID_MINUS, Quirk.ECN).bits();

    private static final int NOT_IN_V4 = Quirk.FLOW.bit();
    private static final int NOT_IN_V6 =
            Quirks.of(Quirk.DF, Quirk.ID_PLUS, Quirk.ID_MINUS).bits();

    static TcpRow of(TcpSignature signature) {
        int quirks = signature.pattern().quirks().bits();
        if (signature.pattern().version() != IpVersionPattern.ANY) return new TcpRow(signature, quirks, quirks);
        return new TcpRow(signature, quirks & ~NOT_IN_V4, quirks & ~NOT_IN_V6);
    }

    /// TCP-2 steps 1 to 5, for a packet of the row's own layout.
    ///
    /// @param approximateNoted whether an earlier row fits approximately: then no other quirks are tolerated
    Fit fit(SynObservation seen, Optional<WindowMultiple> multiple, boolean approximateNoted) {
        var pattern = signature.pattern();
        var quirks = fitQuirks(seen, approximateNoted);
        if (quirks == Fit.NONE) return Fit.NONE;
        if (pattern.eolPadding() != seen.eolPadding() || pattern.ipOptionsLength() != seen.ipOptionsLength()) {
            return Fit.NONE;
        }
        var ttlFit = fitTtl(seen.ttl());
        if (ttlFit == Fit.NONE || !fitsValues(pattern, seen)) return Fit.NONE;
        if (!pattern.window().accepts(seen.window(), multiple)) return Fit.NONE;
        return quirks == Fit.EXACT ? ttlFit : Fit.APPROXIMATE;
    }

    /// Whether the packet shows exactly the quirks that the row asks for.
    boolean sameQuirks(SynObservation seen) {
        return wanted(seen) == seen.quirks().bits();
    }

    private int wanted(SynObservation seen) {
        return seen.ipVersion() == 4 ? quirksV4 : quirksV6;
    }

    private Fit fitQuirks(SynObservation seen, boolean approximateNoted) {
        if (sameQuirks(seen)) return Fit.EXACT;
        int wanted = wanted(seen);
        int found = seen.quirks().bits();
        boolean tolerable = (wanted & ~found & ~MAY_MISS) == 0 && (found & ~wanted & ~MAY_HAVE) == 0;
        return tolerable && !approximateNoted ? Fit.APPROXIMATE : Fit.NONE;
    }

    private Fit fitTtl(int seen) {
        var ttl = signature.pattern().ttl();
        if (ttl.random()) return seen > ttl.initial() ? Fit.NONE : Fit.EXACT;
        return Distance.isCredible(ttl.initial(), seen) ? Fit.EXACT : Fit.APPROXIMATE;
    }

    private static boolean fitsValues(TcpPattern pattern, SynObservation seen) {
        return pattern.mss().orElse(seen.mss()) == seen.mss()
                && pattern.scale().orElse(seen.scale()) == seen.scale()
                && pattern.payload().accepts(seen.payload());
    }
}
