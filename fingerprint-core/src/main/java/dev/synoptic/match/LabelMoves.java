package dev.synoptic.match;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.Label;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.signature.TcpSignature;
import dev.synoptic.tcp.HandshakeStep;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Which labels change when one signature file takes the place of another.
///
/// Every row of either file stands in for a packet that it fits, and both files judge it.
///
/// @param old  what the old file says; empty where nothing
/// @param next what the new file says
/// @param rows how many rows tell of it
/// @param raw  one of them
public record LabelMoves(Optional<Label> old, Optional<Label> next, int rows, String raw) {

    private static final String UNKNOWN = "???";

    /// The moves, in the order of the old labels.
    ///
    /// @param fidelity by whose rules both files are read
    public static List<LabelMoves> between(SignatureDatabase old, SignatureDatabase next, Fidelity fidelity) {
        var before = SynMatcher.of(old, fidelity);
        var after = SynMatcher.of(next, fidelity);
        var moves = new TreeMap<String, LabelMoves>();
        for (var database : List.of(old, next)) {
            database.tcpRequest().forEach(row -> add(moves, before, after, row, HandshakeStep.SYN));
            database.tcpResponse().forEach(row -> add(moves, before, after, row, HandshakeStep.SYN_ACK));
        }
        return List.copyOf(moves.values());
    }

    private static void add(
            TreeMap<String, LabelMoves> moves,
            SynMatcher before,
            SynMatcher after,
            TcpSignature row,
            HandshakeStep step) {
        String raw = row.pattern().text();
        try {
            var seen = RawSignature.parse(raw, step);
            var move = new LabelMoves(label(before.match(seen)), label(after.match(seen)), 1, raw);
            if (move.from().equals(move.to())) return;
            moves.merge(
                    move.from() + "\0" + move.to(),
                    move,
                    (a, b) -> new LabelMoves(a.old(), a.next(), a.rows() + b.rows(), a.raw()));
        } catch (SignatureFileException impossible) {
            throw new IllegalStateException("a row that was read cannot be read again: " + raw, impossible);
        }
    }

    /// What the old file says, in words; `???` where nothing.
    public String from() {
        return old.map(Label::text).orElse(UNKNOWN);
    }

    /// What the new file says, in words; `???` where nothing.
    public String to() {
        return next.map(Label::text).orElse(UNKNOWN);
    }

    private static Optional<Label> label(TcpMatch match) {
        return match.winner().map(w -> w.signature().label());
    }
}
