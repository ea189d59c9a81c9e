package dev.synoptic.schemas.codec;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;

/// `observation.avdl`.
final class ObservationShape {

    private static final HandshakeStep[] STEPS = HandshakeStep.values();

    private ObservationShape() {}

    static void write(WireWriter out, SynObservation seen) {
        writeStep(out, seen.step());
        out.number(seen.ipVersion());
        out.number(seen.ttl());
        out.number(seen.ipOptionsLength());
        out.number(seen.dscp());
        out.number(seen.mss());
        out.number(seen.window());
        out.number(seen.scale());
        out.bytes(seen.layout().toBytes());
        out.number(seen.eolPadding());
        out.number(seen.quirks().bits());
        out.bool(seen.payload());
        out.number(seen.ownTimestamp());
        out.number(seen.headerLength());
        out.number(seen.peerMss());
    }

    static SynObservation read(WireReader in) {
        return new SynObservation(
                readStep(in),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                OptionLayout.of(in.bytes()),
                in.integer(),
                new Quirks(in.integer()),
                in.bool(),
                in.number(),
                in.integer(),
                in.integer());
    }

    static void writeStep(WireWriter out, HandshakeStep step) {
        out.symbol(step);
    }

    static HandshakeStep readStep(WireReader in) {
        return in.symbol(STEPS);
    }
}
