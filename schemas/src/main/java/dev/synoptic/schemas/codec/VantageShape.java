package dev.synoptic.schemas.codec;

import dev.synoptic.host.Reasons;
import dev.synoptic.host.ScoreWindow;
import dev.synoptic.host.SeenDetail;
import dev.synoptic.host.SeenHandshake;
import dev.synoptic.host.SeenMessage;
import dev.synoptic.host.Vantage;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;
import java.util.Optional;

/// `Vantage` of `host.avdl`, and what it holds.
final class VantageShape {

    private VantageShape() {}

    static void write(WireWriter out, Vantage vantage) {
        out.text(vantage.site());
        out.number(vantage.lastMicros());
        out.optionalInt(vantage.distance());
        out.optional(vantage.lastSyn(), VantageShape::writeHandshake);
        out.optional(vantage.lastSynAck(), VantageShape::writeHandshake);
        out.optional(unlessEmpty(vantage.clientScores()), VantageShape::writeScores);
        out.optional(unlessEmpty(vantage.serverScores()), VantageShape::writeScores);
        out.number(vantage.reasons().bits());
        out.number(vantage.lastPort());
        out.optional(vantage.lastRequest(), VantageShape::writeMessage);
        out.optional(vantage.lastResponse(), VantageShape::writeMessage);
    }

    static Vantage read(WireReader in) {
        return new Vantage(
                in.text(),
                in.number(),
                in.optionalInt(),
                in.optional(VantageShape::readHandshake),
                in.optional(VantageShape::readHandshake),
                in.optional(VantageShape::readScores).orElse(ScoreWindow.EMPTY),
                in.optional(VantageShape::readScores).orElse(ScoreWindow.EMPTY),
                new Reasons(in.integer()),
                in.integer(),
                in.optional(VantageShape::readMessage),
                in.optional(VantageShape::readMessage));
    }

    private static Optional<ScoreWindow> unlessEmpty(ScoreWindow scores) {
        return Optional.of(scores).filter(window -> !window.equals(ScoreWindow.EMPTY));
    }

    private static void writeScores(WireWriter out, ScoreWindow scores) {
        out.number(scores.above5());
        out.number(scores.above2());
        out.number(scores.above1());
        out.number(scores.above0());
    }

    private static ScoreWindow readScores(WireReader in) {
        return new ScoreWindow(in.integer(), in.integer(), in.integer(), in.integer());
    }

    private static void writeHandshake(WireWriter out, SeenHandshake seen) {
        out.number(seen.quirks().bits());
        out.bytes(seen.layout().toBytes());
        out.number(seen.ttl());
        out.number(seen.mss());
        out.number(seen.ownTimestamp());
        out.number(seen.micros());
        out.optional(seen.match(), JudgementShape::writeMatch);
        out.number(seen.distance());
        out.number(seen.database());
        out.optional(seen.detail(), VantageShape::writeDetail);
    }

    private static void writeDetail(WireWriter out, SeenDetail detail) {
        ObservationShape.writeStep(out, detail.step());
        out.number(detail.ipVersion());
        out.number(detail.ipOptionsLength());
        out.number(detail.dscp());
        out.number(detail.window());
        out.number(detail.scale());
        out.number(detail.eolPadding());
        out.bool(detail.payload());
        out.number(detail.headerLength());
        out.number(detail.peerMss());
    }

    private static SeenDetail readDetail(WireReader in) {
        return new SeenDetail(
                ObservationShape.readStep(in),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.integer(),
                in.bool(),
                in.integer(),
                in.integer());
    }

    private static SeenHandshake readHandshake(WireReader in) {
        return new SeenHandshake(
                new Quirks(in.integer()),
                OptionLayout.of(in.bytes()),
                in.integer(),
                in.integer(),
                in.number(),
                in.number(),
                in.optional(JudgementShape::readMatch),
                in.integer(),
                in.integer(),
                in.optional(VantageShape::readDetail));
    }

    private static void writeMessage(WireWriter out, SeenMessage seen) {
        out.optional(seen.label(), JudgementShape::writeLabel);
        out.number(seen.dateSeconds());
        out.number(seen.micros());
        out.number(seen.serverPort());
    }

    private static SeenMessage readMessage(WireReader in) {
        return new SeenMessage(in.optional(JudgementShape::readLabel), in.number(), in.number(), in.integer());
    }
}
