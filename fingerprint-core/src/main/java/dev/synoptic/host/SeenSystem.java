package dev.synoptic.host;

import dev.synoptic.match.MatchQuality;
import dev.synoptic.signature.Label;

/// The operating system that a host was last taken for (`p0f-v3.md` TCP-12, HTTP-30).
///
/// @param label   class, name and flavor; never a tool
/// @param quality how well the signature fitted
/// @param micros  when, microseconds since 1970, UTC
public record SeenSystem(Label label, MatchQuality quality, long micros) {

    public SeenSystem {
        if (label.isTool()) throw new IllegalArgumentException(label.text() + " is no operating system");
    }

    /// `os_match_q` of p0f's answers: 1 if fuzzy, plus 2 if generic (API-3).
    public int p0fQuality() {
        return (quality == MatchQuality.FUZZY ? 1 : 0) + (label.generic() ? 2 : 0);
    }
}
