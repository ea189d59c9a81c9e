package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.signature.IpVersionPattern;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.signature.TcpPattern;
import dev.synoptic.signature.WindowPattern;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.WindowMultiple;
import dev.synoptic.tcp.WindowMultiple.Kind;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Reads `raw_sig` of p0f's log back into what was seen (`p0f-v3.md` TCP-9), as far as the text tells.
public final class RawSignature {

    private static final Pattern START = Pattern.compile("^([46*]):(\\d{1,3})(?:\\+(?:\\d+|\\?))?:");
    private static final int MSS_V4 = 1460, MSS_V6 = 1440; // where the text leaves the MSS open: plain Ethernet
    private static final int TIMESTAMP_OPTION = 12;
    private static final int WINDOW_MAX = 65_535;

    private RawSignature() {}

    /// What a SYN or SYN+ACK looked like that p0f would write as `text`. A signature as files write it will do too.
    ///
    /// @throws SignatureFileException with what is wrong with the text
    public static SynObservation parse(String text, HandshakeStep step) throws SignatureFileException {
        var pattern = TcpPattern.parse("signature", START.matcher(text.strip()).replaceFirst("$1:$2:"));
        int version = pattern.version() == IpVersionPattern.V6 ? 6 : 4;
        int mss = pattern.mss().orElse(version == 6 ? MSS_V6 : MSS_V4);
        boolean timestamped = has(pattern.layout(), 8) && !pattern.quirks().has(Quirk.TS1_MINUS);
        int header = (version == 6 ? 40 : 20) + pattern.ipOptionsLength() + 20 + optionsLength(pattern);
        return new SynObservation(
                step,
                version,
                pattern.ttl().initial(),
                pattern.ipOptionsLength(),
                0,
                mss,
                window(pattern.window(), mss, version == 6, timestamped, header, step),
                pattern.scale().orElse(0),
                pattern.layout(),
                pattern.eolPadding(),
                pattern.quirks(),
                pattern.payload().accepts(true) && !pattern.payload().accepts(false),
                timestamped ? 1 : 0,
                header,
                0);
    }

    private static int window(
            WindowPattern pattern, int mss, boolean v6, boolean timestamped, int header, HandshakeStep step) {
        return switch (pattern) {
            case WindowPattern.Exactly(int octets) -> octets;
            case WindowPattern.Any() -> WINDOW_MAX;
            case WindowPattern.DivisibleBy(int unit) -> unit;
            case WindowPattern.Times(Kind kind, int factor) ->
                divisors(mss, v6, timestamped, header, step)
                        .map(divisor -> divisor * factor)
                        .filter(window -> window > 0 && window <= WINDOW_MAX)
                        .filter(window -> WindowMultiple.of(window, mss, v6, timestamped, header, 0)
                                .equals(Optional.of(new WindowMultiple(kind, factor))))
                        .findFirst()
                        .orElse(0);
        };
    }

    /// What the window may be a multiple of, as the text does not say (TCP-1). Who answers with timestamps
    /// mostly counts segments without them.
    private static IntStream divisors(int mss, boolean v6, boolean timestamped, int header, HandshakeStep step) {
        int shorter = timestamped ? mss - TIMESTAMP_OPTION : 0;
        boolean answers = step == HandshakeStep.SYN_ACK;
        return IntStream.of(
                answers ? shorter : mss,
                answers ? mss : shorter,
                1460,
                1448,
                v6 ? 1440 : 0,
                v6 ? 1428 : 0,
                mss + 40,
                mss + header,
                v6 ? mss + 60 : 0,
                1500);
    }

    private static boolean has(OptionLayout layout, int kind) {
        return IntStream.range(0, layout.size()).anyMatch(i -> layout.kind(i) == kind);
    }

    private static int optionsLength(TcpPattern pattern) {
        var layout = pattern.layout();
        int octets = IntStream.range(0, layout.size())
                .map(i -> length(layout.kind(i)))
                .sum();
        return octets + pattern.eolPadding();
    }

    private static int length(int kind) {
        return switch (kind) {
            case 0, 1 -> 1;
            case 2 -> 4;
            case 3 -> 3;
            case 5, 8 -> 10;
            default -> 2;
        };
    }
}
