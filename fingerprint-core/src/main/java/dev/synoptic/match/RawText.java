package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.TcpMatch.Winner;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.WindowMultiple;
import java.util.HexFormat;
import java.util.Optional;
import java.util.StringJoiner;

/// What was seen, in the words of p0f's log (`p0f-v3.md` TCP-8, TCP-9).
final class RawText {

    /// The segment size of p0f's probe, which its answers repeat: no property of the server (section 14).
    private static final int PROBE_MSS = 1331;

    private static final HexFormat HEX = HexFormat.of();

    private RawText() {}

    /// TCP-9.
    static String of(SynObservation seen, Optional<WindowMultiple> multiple) {
        int guess = Distance.guess(seen.ttl());
        boolean probed = seen.step() == HandshakeStep.SYN_ACK && seen.mss() == PROBE_MSS;
        return String.join(
                ":",
                seen.ipVersion() == 4 ? "4" : "6",
                seen.ttl() + "+" + (guess > Distance.CREDIBLE_MAX ? "?" : Integer.toString(guess)),
                Integer.toString(seen.ipOptionsLength()),
                probed ? "*" : Integer.toString(seen.mss()),
                multiple.map(WindowMultiple::text).orElseGet(() -> Integer.toString(seen.window())) + ","
                        + seen.scale(),
                seen.layout().text(seen.eolPadding()),
                seen.quirks().text(),
                seen.payload() ? "+" : "0");
    }

    /// TCP-8.
    static String params(Optional<Winner> winner, int distance, int dscp) {
        var words = new StringJoiner(" ");
        words.setEmptyValue("none");
        winner.ifPresent(row -> {
            if (row.signature().label().generic()) words.add("generic");
            if (row.quality() == MatchQuality.FUZZY) words.add("fuzzy");
            if (row.signature().pattern().ttl().random()) words.add("random_ttl");
        });
        if (distance > Distance.CREDIBLE_MAX) words.add("excess_dist");
        if (dscp != 0) words.add("tos:0x" + HEX.toHexDigits((byte) dscp));
        return words.toString();
    }
}
