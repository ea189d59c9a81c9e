package dev.synoptic.match;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.TcpMatch.Winner;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.TcpSignature;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.WindowMultiple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the signature that explains a SYN or SYN+ACK best, in p0f's order (`p0f-v3.md` TCP-2 to TCP-5).
///
/// Only rows with the very layout of the segment are candidates, so rows are kept by layout. Holds no state: any
/// thread.
public final class TcpMatcher implements SynMatcher {

    private final Map<OptionLayout, List<TcpRow>> requests;
    private final Map<OptionLayout, List<TcpRow>> responses;

    private TcpMatcher(Map<OptionLayout, List<TcpRow>> requests, Map<OptionLayout, List<TcpRow>> responses) {
        this.requests = requests;
        this.responses = responses;
    }

    /// A matcher for the rows of `database`.
    public static TcpMatcher of(SignatureDatabase database) {
        return new TcpMatcher(byLayout(database.tcpRequest()), byLayout(database.tcpResponse()));
    }

    private static Map<OptionLayout, List<TcpRow>> byLayout(List<TcpSignature> signatures) {
        var rows = new HashMap<OptionLayout, List<TcpRow>>();
        for (var signature : signatures) {
            rows.computeIfAbsent(signature.pattern().layout(), _ -> new ArrayList<>())
                    .add(TcpRow.of(signature));
        }
        return rows;
    }

    /// All that p0f says of `seen`.
    @Override
    public TcpMatch match(SynObservation seen) {
        var multiple = WindowMultiple.of(
                seen.window(),
                seen.mss(),
                seen.ipVersion() == 6,
                seen.ownTimestamp() != 0,
                seen.headerLength(),
                seen.peerMss());
        var choice = new TcpChoice();
        for (TcpRow row : candidates(seen)) {
            choice.offer(row, row.fit(seen, multiple, choice.hasApproximate()));
            if (choice.isSettled()) break;
        }
        var winner = choice.winner();
        int distance = choice.isNearTool() ? 0 : Distance.of(winner, seen.ttl());
        return new TcpMatch(
                winner,
                distance,
                multiple,
                RawText.params(winner, distance, seen.dscp()),
                RawText.of(seen, multiple),
                SenderHints.NONE);
    }

    @Override
    public MatchExplanation explain(SynObservation seen) {
        var match = match(seen);
        var others = candidates(seen).stream()
                .filter(row -> row.fit(seen, match.multiple(), false) != TcpRow.Fit.NONE)
                .map(TcpRow::signature)
                .toList();
        return StrictExplanation.of(seen, match, others);
    }

    private List<TcpRow> candidates(SynObservation seen) {
        return (seen.step() == HandshakeStep.SYN ? requests : responses).getOrDefault(seen.layout(), List.of());
    }

    /// Picks among the fits of successive rows: the first specific exact one, else the first generic exact one,
    /// else the first approximate one of either type (TCP-2 step 6, TCP-3).
    private static final class TcpChoice {

        private Optional<TcpSignature> exact = Optional.empty();
        private Optional<TcpSignature> generic = Optional.empty();
        private Optional<TcpSignature> approximate = Optional.empty();

        void offer(TcpRow row, TcpRow.Fit fit) {
            switch (fit) {
                case NONE -> {}
                case APPROXIMATE -> approximate = approximate.or(() -> Optional.of(row.signature()));
                case EXACT -> offerExact(row.signature());
            }
        }

        private void offerExact(TcpSignature signature) {
            if (!signature.label().generic()) exact = Optional.of(signature);
            else if (generic.isEmpty()) generic = Optional.of(signature);
        }

        boolean hasApproximate() {
            return approximate.isPresent();
        }

        boolean isSettled() {
            return exact.isPresent();
        }

        /// O-7: the nearest row is a tool's, and tools never match approximately.
        boolean isNearTool() {
            return exact.isEmpty()
                    && generic.isEmpty()
                    && approximate.filter(row -> row.label().isTool()).isPresent();
        }

        Optional<Winner> winner() {
            if (exact.isPresent()) return exact.map(row -> new Winner(row, MatchQuality.EXACT));
            if (generic.isPresent()) return generic.map(row -> new Winner(row, MatchQuality.GENERIC));
            return approximate.filter(row -> !row.label().isTool()).map(row -> new Winner(row, MatchQuality.FUZZY));
        }
    }
}
