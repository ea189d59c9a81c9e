package dev.synoptic.match;

import dev.synoptic.packet.Fidelity;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.signature.TcpSignature;
import dev.synoptic.tcp.HandshakeStep;
import java.util.List;
import java.util.TreeMap;

/// Which labels change when one signature file takes the place of another.
///
/// Every row of either file stands in for a packet that it fits, and both files judge it.
///
/// @param from what the old file says; `???` where nothing
/// @param to   what the new file says
/// @param rows how many rows tell of it
/// @param raw  one of them
public record LabelMoves(String from, String to, int rows, String raw) {

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
            String from = label(before.match(seen));
            String to = label(after.match(seen));
            if (from.equals(to)) return;
            moves.merge(
                    from + "\0" + to,
                    new LabelMoves(from, to, 1, raw),
                    (a, b) -> new LabelMoves(from, to, a.rows() + b.rows(), a.raw()));
        } catch (SignatureFileException impossible) {
            throw new IllegalStateException("a row that was read cannot be read again: " + raw, impossible);
        }
    }

    private static String label(TcpMatch match) {
        return match.winner().map(w -> w.signature().label().text()).orElse(UNKNOWN);
    }
}
