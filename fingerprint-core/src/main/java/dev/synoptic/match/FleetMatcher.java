package dev.synoptic.match;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.match.FleetChoice.Candidate;
import dev.synoptic.match.TcpMatch.Winner;
import dev.synoptic.signature.Annotations;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.TcpRule;
import dev.synoptic.signature.TcpSignature;
import dev.synoptic.tcp.HandshakeStep;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.WindowMultiple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Finds what explains a SYN or SYN+ACK by the fleet's rules (`docs/signatures.md`, which numbers and explains them).
///
/// It reads the rows of p0f's grammar and the rules beyond it, in file order. Holds no state: any thread.
public final class FleetMatcher implements SynMatcher {

    private final Map<OptionLayout, List<FleetRow>> requests;
    private final Map<OptionLayout, List<FleetRow>> responses;
    private final SegmentSizes sizes;
    private final LinkTypes links;

    private FleetMatcher(
            Map<OptionLayout, List<FleetRow>> requests,
            Map<OptionLayout, List<FleetRow>> responses,
            SegmentSizes sizes,
            LinkTypes links) {
        this.requests = requests;
        this.responses = responses;
        this.sizes = sizes;
        this.links = links;
    }

    /// A matcher for the rows and rules of `database`.
    public static FleetMatcher of(SignatureDatabase database) {
        var notes = database.annotations();
        return new FleetMatcher(
                byLayout(database.tcpRequest(), notes.requestRules(), notes),
                byLayout(database.tcpResponse(), notes.responseRules(), notes),
                SegmentSizes.of(database),
                LinkTypes.of(database));
    }

    private static Map<OptionLayout, List<FleetRow>> byLayout(
            List<TcpSignature> signatures, List<TcpRule> rules, Annotations notes) {
        return Stream.concat(
                        signatures.stream().map(row -> FleetRow.of(row, notes.row(row.line()))),
                        rules.stream()
                                .map(rule -> FleetRow.of(
                                        rule, notes.row(rule.signature().line()))))
                .filter(row -> !row.note().p0fOnly())
                .sorted(comparingInt(row -> row.signature().line()))
                .collect(groupingBy(row -> row.signature().pattern().layout()));
    }

    @Override
    public TcpMatch match(SynObservation seen) {
        var multiple = multiple(seen);
        var choice = choose(seen, multiple);
        var best = choice.winner();
        var winner = best.map(c -> new Winner(c.row().signature(), choice.quality(c)));
        int distance = distance(best, seen);
        return new TcpMatch(
                winner,
                distance,
                multiple,
                RawText.params(winner, distance, seen.dscp()),
                RawText.of(seen, multiple),
                best.map(c -> hints(c.row(), seen)).orElse(SenderHints.NONE));
    }

    @Override
    public MatchExplanation explain(SynObservation seen) {
        return MatchExplanation.of(seen, match(seen), choose(seen, multiple(seen)));
    }

    private FleetChoice choose(SynObservation seen, Optional<WindowMultiple> multiple) {
        var candidates = new ArrayList<Candidate>();
        var rows = (seen.step() == HandshakeStep.SYN ? requests : responses).getOrDefault(seen.layout(), List.of());
        for (FleetRow row : rows) {
            var fit = row.fit(seen, multiple, sizes);
            if (fit != FleetFit.MISFIT) candidates.add(new Candidate(row, fit));
        }
        return new FleetChoice(candidates);
    }

    /// By the row's initial TTL where the packet's agrees with it, else guessed (TCP-4).
    private static int distance(Optional<Candidate> best, SynObservation seen) {
        return best.filter(c -> c.fit() == FleetFit.EXACT || c.fit() == FleetFit.QUIRKS)
                .map(c -> c.row().signature().pattern().ttl().initial() - seen.ttl())
                .filter(hops -> hops >= 0)
                .orElseGet(() -> Distance.guess(seen.ttl()));
    }

    private SenderHints hints(FleetRow row, SynObservation seen) {
        OptionalInt mtu = row.senderMtu(seen, sizes);
        Optional<String> link = mtu.isPresent() ? links.name(mtu.getAsInt()) : Optional.empty();
        return new SenderHints(mtu, link, row.note().memory());
    }

    private static Optional<WindowMultiple> multiple(SynObservation seen) {
        return WindowMultiple.of(
                seen.window(),
                seen.mss(),
                seen.ipVersion() == 6,
                seen.ownTimestamp() != 0,
                seen.headerLength(),
                seen.peerMss());
    }
}
