package dev.synoptic.signature;

import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirks;
import java.util.List;
import java.util.OptionalInt;

/// The value of a TCP `sig` line: what a SYN or SYN+ACK of a known stack looks like (`p0f-v3.md` 4.8).
///
/// @param version         not compared with the packet; it only says which quirks count (O-6)
/// @param ttl             initial TTL
/// @param ipOptionsLength octets of IPv4 options, 0 to 255
/// @param mss             octets, empty for `*`
/// @param window          before any scaling
/// @param scale           window scale, empty for `*`
/// @param layout          option kinds in order
/// @param eolPadding      octets after end-of-options
/// @param quirks          those that must be there
/// @param payload         whether there is data
public record TcpPattern(
        IpVersionPattern version,
        TtlPattern ttl,
        int ipOptionsLength,
        OptionalInt mss,
        WindowPattern window,
        OptionalInt scale,
        OptionLayout layout,
        int eolPadding,
        Quirks quirks,
        PayloadPattern payload) {

    /// Reads the value of a `sig` line; `origin` is for messages only.
    ///
    /// @throws SignatureFileException with what is wrong with it
    public static TcpPattern parse(String origin, String text) throws SignatureFileException {
        try {
            return TcpPatternParser.parse(text);
        } catch (Mistake mistake) {
            throw new SignatureFileException(List.of(mistake.in(origin, 1, "sig")));
        }
    }

    /// As the file writes it; reading it again gives the same pattern.
    public String text() {
        return version.token()
                + ":" + ttlText()
                + ":" + number(mss)
                + ":" + window.text() + "," + number(scale)
                + ":" + layout.text(eolPadding)
                + ":" + quirks.text()
                + ":" + payload.token();
    }

    /// After `N-:` the first digit of olen is not read (FP-13), so one is put there to be lost.
    private String ttlText() {
        if (!ttl.random()) return ttl.initial() + ":" + ipOptionsLength;
        return ttl.initial() + "-:0" + (ipOptionsLength == 0 ? "" : Integer.toString(ipOptionsLength));
    }

    private static String number(OptionalInt wanted) {
        return wanted.isPresent() ? Integer.toString(wanted.getAsInt()) : "*";
    }
}
