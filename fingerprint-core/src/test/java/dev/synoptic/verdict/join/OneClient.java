package dev.synoptic.verdict.join;

import dev.synoptic.flow.Connection;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Via;
import dev.synoptic.verdict.corpus.GoldenSyns;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.SessionNames;
import dev.synoptic.verdict.log.VerdictDraft;
import dev.synoptic.verdict.log.VerdictDraft.Decision;
import dev.synoptic.verdict.log.YearStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Sessions and SYNs of one client for tests of the rules (`mail.md` b.1 to b.4); seconds are those of an arbitrary
/// day.
abstract class OneClient {

    static final long DAY = 1_795_190_000_000_000L;
    static final IpAddress CLIENT = IpAddress.parse("198.51.100.7").orElseThrow();
    static final IpAddress SERVER = IpAddress.parse("203.0.113.10").orElseThrow();
    static final Optional<Label> LINUX = label("Linux");
    static final Optional<Label> WINDOWS = label("Windows");

    private final SessionNames names = new SessionNames();
    private int syns;
    private int processes;

    static Optional<Label> label(String name) {
        return Optional.of(new Label(false, Optional.of("x"), name, ""));
    }

    Fingerprint syn(String site, double second, int port, Optional<Label> label) {
        return GoldenSyns.fingerprint(
                site, new Connection(CLIENT, port, SERVER, 25), DAY + (long) (second * 1e6), ++syns, label);
    }

    Fingerprint syn(double second, int port, Optional<Label> label) {
        return syn("mx", second, port, label);
    }

    static Fingerprint unanswered(Fingerprint f) {
        return new Fingerprint(
                f.origin(),
                f.connection(),
                f.capturedMicros(),
                f.sequenceNumber(),
                false,
                f.judgement(),
                f.link(),
                f.databaseVersion(),
                f.rawSignature(),
                f.seen(),
                f.sharedAddress());
    }

    Verdict session(double second, int port) {
        return session(second, port, "submission", Via.DIRECT).getFirst();
    }

    List<Verdict> session(double second, int port, String service, Via via) {
        long open = DAY + (long) (second * 1e6);
        var settings = ExtractorSettings.of("agent-mx", "mx", new YearStart.Known(2026));
        var name = names.begin("mx", "process " + ++processes, open);
        List<Verdict> both = new ArrayList<>();
        for (int ordinal = 1; ordinal <= 2; ordinal++) {
            both.add(new VerdictDraft(settings, name, CLIENT, open, Precision.MICROSECONDS)
                    .at("mx", service, via)
                    .from(port == 0 ? OptionalInt.empty() : OptionalInt.of(port), "", Optional.empty())
                    .transaction(ordinal, Decision.aborted(Stage.MAIL, open, RawRef.NOWHERE)));
        }
        return both;
    }

    static Settlement settle(JoinSettings settings, List<Verdict> verdicts, List<Fingerprint> syns) {
        return new JoinRules(settings)
                .settle(verdicts, List.of(), syns.stream().map(HeldSyn::free).toList(), Long.MAX_VALUE);
    }

    static List<String> outcome(List<Verdict> verdicts, Fingerprint... syns) {
        return outcome(JoinSettings.DEFAULT, verdicts, syns);
    }

    static List<String> outcome(JoinSettings settings, List<Verdict> verdicts, Fingerprint... syns) {
        return settle(settings, verdicts, List.of(syns)).joined().stream()
                .map(OneClient::text)
                .toList();
    }

    /// Enough to see what differs.
    static String brief(JoinedVerdict joined) {
        String at = joined.partner().map(p -> " syn " + p.origin().sequence()).orElse("");
        return (joined.verdict().openMicros() - DAY) / 1000 + "ms "
                + joined.verdict().clientPort() + ' ' + text(joined) + at;
    }

    static String text(JoinedVerdict joined) {
        return joined.how()
                + " "
                + joined.label().map(Label::name).orElse("-")
                + joined.unknown().map(cause -> " " + cause.text()).orElse("");
    }
}
