package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.signature.IpVersionPattern;
import dev.synoptic.signature.RowNote;
import dev.synoptic.signature.TcpRule;
import dev.synoptic.signature.TcpSignature;
import dev.synoptic.signature.WindowPattern;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import dev.synoptic.tcp.WindowMultiple;
import dev.synoptic.tcp.WindowMultiple.Kind;
import java.util.Optional;
import java.util.OptionalInt;

/// A row of p0f's grammar, or a rule beyond it, made ready for the fleet (`docs/signatures.md`).
///
/// @param signature    what p0f's grammar can say of it
/// @param text         as the file writes it
/// @param isRule       whether it is a rule
/// @param largestBelow for a rule: the window is the largest multiple of the sender's segment size up to this
/// @param optional     the [Quirk#bit]s that may be there or not
/// @param note         what the file says of it besides
record FleetRow(
        TcpSignature signature, String text, boolean isRule, OptionalInt largestBelow, int optional, RowNote note) {

    private static final int V4_ONLY =
            Quirks.of(Quirk.DF, Quirk.ID_PLUS, Quirk.ID_MINUS).bits();
    private static final int V6_ONLY = Quirk.FLOW.bit();
    private static final int MAY_MISS = Quirks.of(Quirk.DF, Quirk.ID_PLUS).bits();
    private static final int MAY_HAVE = Quirks.of(Quirk.ID_MINUS, Quirk.ECN).bits();

    static FleetRow of(TcpSignature signature, RowNote note) {
        return new FleetRow(signature, signature.pattern().text(), false, OptionalInt.empty(), 0, note);
    }

    static FleetRow of(TcpRule rule, RowNote note) {
        return new FleetRow(
                rule.signature(),
                rule.text(),
                true,
                rule.largestBelow(),
                rule.optional().bits(),
                note);
    }

    boolean isGeneric() {
        return signature.label().generic();
    }

    /// How the row and what was seen agree; fields that no tolerance covers make it [FleetFit#MISFIT].
    FleetFit fit(SynObservation seen, Optional<WindowMultiple> multiple, SegmentSizes sizes) {
        if (!fitsVersion(seen) || !fitsValues(seen)) return FleetFit.MISFIT;
        int wanted = wanted(seen);
        int found = seen.quirks().bits() & ~optionalBits(seen);
        boolean sameQuirks = (wanted & ~found) == 0 && (found & ~wanted) == 0;
        boolean nearQuirks = (wanted & ~found & ~MAY_MISS) == 0 && (found & ~wanted & ~MAY_HAVE) == 0;
        if (!nearQuirks || !fitsWindow(seen, multiple, sizes)) return FleetFit.MISFIT;
        return FleetFit.of(sameQuirks, fitsTtl(seen), seen.ipVersion() == 6);
    }

    /// The MTU of the sender's own link, where the row's window tells it.
    OptionalInt senderMtu(SynObservation seen, SegmentSizes sizes) {
        if (largestBelow.isPresent()) return sizes.ofLargest(seen, largestBelow.getAsInt());
        return signature.pattern().window() instanceof WindowPattern.Times(Kind kind, int factor) && kind == Kind.MSS
                ? sizes.ofMultiple(seen, factor)
                : OptionalInt.empty();
    }

    private int wanted(SynObservation seen) {
        int bits = signature.pattern().quirks().bits() & ~optionalBits(seen);
        if (signature.pattern().version() != IpVersionPattern.ANY) return bits;
        return bits & ~(seen.ipVersion() == 4 ? V6_ONLY : V4_ONLY);
    }

    /// Whether a flow label is set is the network's habit as much as the system's.
    private int optionalBits(SynObservation seen) {
        return seen.ipVersion() == 6 ? optional | V6_ONLY : optional;
    }

    private boolean fitsVersion(SynObservation seen) {
        return switch (signature.pattern().version()) {
            case ANY -> true;
            case V4 -> seen.ipVersion() == 4;
            case V6 -> seen.ipVersion() == 6;
        };
    }

    private boolean fitsValues(SynObservation seen) {
        var pattern = signature.pattern();
        return pattern.eolPadding() == seen.eolPadding()
                && pattern.ipOptionsLength() == seen.ipOptionsLength()
                && pattern.mss().orElse(seen.mss()) == seen.mss()
                && pattern.scale().orElse(seen.scale()) == seen.scale()
                && pattern.payload().accepts(seen.payload());
    }

    private boolean fitsWindow(SynObservation seen, Optional<WindowMultiple> multiple, SegmentSizes sizes) {
        if (largestBelow.isPresent()) {
            return sizes.ofLargest(seen, largestBelow.getAsInt()).isPresent();
        }
        var window = signature.pattern().window();
        return window.accepts(seen.window(), multiple)
                || (window instanceof WindowPattern.Times(Kind kind, int factor)
                        && kind == Kind.MSS
                        && sizes.ofMultiple(seen, factor).isPresent());
    }

    private boolean fitsTtl(SynObservation seen) {
        var ttl = signature.pattern().ttl();
        return ttl.random() ? seen.ttl() <= ttl.initial() : Distance.isCredible(ttl.initial(), seen.ttl());
    }
}
