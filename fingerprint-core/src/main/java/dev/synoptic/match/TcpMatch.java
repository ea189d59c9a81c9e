package dev.synoptic.match;

import dev.synoptic.match.Fingerprint.Judgement;
import dev.synoptic.match.Fingerprint.Match;
import dev.synoptic.signature.TcpSignature;
import dev.synoptic.tcp.WindowMultiple;
import java.util.Optional;

/// All that p0f says of one SYN or SYN+ACK (`p0f-v3.md` 5.3 to 5.5). A value: one is shared by all alike.
///
/// @param winner       the row that explains it, and how well; empty where none does
/// @param distance     hops between sender and capture by TCP-4; 0 where only a tool came near (TCP-3)
/// @param multiple     what the window is a multiple of (TCP-1)
/// @param params       the words of TCP-8, `none` where there are none
/// @param rawSignature what was seen in the shape of a signature (TCP-9)
/// @param sender       what window and scale tell beyond the system; p0f's own rules never say
public record TcpMatch(
        Optional<Winner> winner,
        int distance,
        Optional<WindowMultiple> multiple,
        String params,
        String rawSignature,
        SenderHints sender) {

    /// A row and how well it explains what was seen. A fuzzy match may be of a generic row too: ask the label.
    public record Winner(TcpSignature signature, MatchQuality quality) {}

    /// Whether a signature matched: a system's or a tool's (section 1, "known").
    public boolean isKnown() {
        return winner.isPresent();
    }

    /// Whether the row is a tool's, which says nothing of the system below it.
    public boolean isTool() {
        return winner.isPresent() && winner.get().signature().label().isTool();
    }

    /// Whether a tolerated quirk or TTL was needed (TCP-3).
    public boolean isFuzzy() {
        return winner.isPresent() && winner.get().quality() == MatchQuality.FUZZY;
    }

    /// Whether the row is a catch-all.
    public boolean isGeneric() {
        return winner.isPresent() && winner.get().signature().label().generic();
    }

    /// Whether the row declares a random TTL: the distance is then an upper bound, and not stored (TCP-5).
    public boolean hasRandomTtl() {
        return winner.isPresent() && winner.get().signature().pattern().ttl().random();
    }

    /// The same in the words that travel between services.
    public Judgement judgement() {
        return new Judgement(winner.map(TcpMatch::toMatch), distance, sender);
    }

    private static Match toMatch(Winner winner) {
        var signature = winner.signature();
        return new Match(
                signature.label(),
                winner.quality(),
                signature.line(),
                signature.pattern().ttl().random());
    }
}
