package dev.synoptic.schemas.codec;

import dev.synoptic.match.Fingerprint.Match;
import dev.synoptic.match.MatchQuality;
import dev.synoptic.signature.Label;

/// `judgement.avdl`.
final class JudgementShape {

    private static final MatchQuality[] QUALITIES = MatchQuality.values();

    private JudgementShape() {}

    static MatchQuality readQuality(WireReader in) {
        return in.symbol(QUALITIES);
    }

    static void writeMatch(WireWriter out, Match match) {
        writeLabel(out, match.label());
        out.symbol(match.quality());
        out.number(match.line());
        out.bool(match.randomTtl());
    }

    static Match readMatch(WireReader in) {
        return new Match(readLabel(in), readQuality(in), in.integer(), in.bool());
    }

    static void writeLabel(WireWriter out, Label label) {
        out.bool(label.generic());
        out.optionalText(label.systemClass());
        out.text(label.name());
        out.text(label.flavor());
    }

    static Label readLabel(WireReader in) {
        return new Label(in.bool(), in.optionalText(), in.text(), in.text());
    }
}
