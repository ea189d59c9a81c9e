package dev.synoptic.verdict.score;

import dev.synoptic.flow.Origin;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Unit;
import dev.synoptic.verdict.join.How;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.JoinedVerdict.Partner;
import java.util.Optional;
import java.util.OptionalInt;

/// Mail of networks and systems that a test chooses, for scores to be learnt from.
final class ScoredMail {

    static final long DAY = 86_400_000_000L;

    /// When mail of day 0 is decided about, microseconds since 1970.
    static final long MICROS = 1_796_083_200_000_000L;

    private ScoredMail() {}

    static IpAddress address(int network, int host) {
        return IpAddress.v4((10 << 24) | (network << 8) | (host & 0xff));
    }

    /// One message at the end of its data, of which more may be said.
    static SampleVerdict mail(IpAddress client, int day, boolean rejected) {
        long micros = MICROS + day * DAY;
        return SampleVerdict.from(client)
                .at(micros - 1_000_000, micros)
                .unit(Unit.TRANSACTION)
                .outcome(rejected ? Outcome.REJECTED : Outcome.ACCEPTED)
                .stage(Stage.EOM);
    }

    static Verdict verdict(IpAddress client, int day, boolean rejected) {
        return mail(client, day, rejected).verdict();
    }

    static JoinedVerdict joined(String family, String flavor, Verdict verdict) {
        var partner = new Partner(
                new Origin("agent", "mx", "instance", 1),
                Optional.of(new Label(false, Optional.of("unix"), family, flavor)),
                Optional.empty(),
                OptionalInt.of(100 + family.length()),
                5,
                Optional.empty(),
                0,
                "db",
                "4:64:0:1460:*,0:mss:df:0",
                Optional.empty());
        return new JoinedVerdict(verdict, 0, How.EXACT, Optional.of(partner), Optional.empty());
    }

    static LabelScore score(ScoreTable table, String label) {
        return table.scores().stream()
                .filter(score -> score.label().text().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
