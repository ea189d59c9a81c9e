package dev.synoptic.verdict.score;

import static dev.synoptic.verdict.score.ScoredMail.address;
import static dev.synoptic.verdict.score.ScoredMail.joined;
import static dev.synoptic.verdict.score.ScoredMail.score;
import static dev.synoptic.verdict.score.ScoredMail.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.OsNames;
import dev.synoptic.verdict.ratio.RatioFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// More networks than are kept are a sample of them, the same for everything that is compared.
class NetworkSampleTest {

    /// `mail.md` S4: a network is one voice, so that any part of the networks shows the same shares, with wider
    /// intervals.
    @Test
    void moreNetworksThanAreKeptAreASampleOfThemAndMemoryStaysTheSame() {
        var sample = new NetworkSample(4_000);
        var bounded = new Evidence(ScoreSettings.DEFAULT, OsNames.STANDARD, sample);
        Strata strata = Strata.bySite(ScoreSettings.DEFAULT, OsNames.STANDARD, sample);
        for (int i = 0; i < 60_000; i++) {
            Verdict verdict = verdict(IpAddress.v4((11 << 24) + (i << 8)), i % 3, i % 10 < (i % 2 == 0 ? 9 : 1));
            JoinedVerdict joined = joined(i % 2 == 0 ? "Windows" : "Linux", "1", verdict);
            bounded.add(joined);
            strata.add(joined);
            assertThat(sample.votes()).isLessThanOrEqualTo(4_000);
        }

        assertThat(sample.oneIn()).isBetween(32L, 256L);
        assertThat(bounded.notSampled()).isPositive();
        ScoreTable table = ScoreTable.learn("mx", bounded, PreviousPoints.NONE, ScoreSettings.DEFAULT);
        assertThat(table.oneIn()).isEqualTo(sample.oneIn());
        assertThat(ScoreFormat.JSON.write(table, Optional.empty())).contains("\"oneNetworkIn\": " + sample.oneIn());
        assertThat(table.base().networks()).isBetween(30_000 / sample.oneIn(), 90_000 / sample.oneIn());
        assertThat(score(table, "Windows").sample().share()).isBetween(0.8, 1.0);
        assertThat(score(table, "Windows").points()).isPositive();
        assertThat(score(table, "Linux").points()).isNegative();
        assertThat(RatioFormat.CSV.write(strata.table().grid()).lines()).hasSize(3);
    }

    /// A verdict may thin the sample itself, and its own network out of it: then it counts for no system either.
    @Test
    void aNetworkThatIsNotHeldCountsForNoSystem() {
        for (int votes = 10; votes < 40; votes++) {
            var evidence = new Evidence(ScoreSettings.DEFAULT, OsNames.STANDARD, new NetworkSample(votes));
            for (int i = 0; i < 200; i++) {
                evidence.add(joined("Linux", "1", verdict(IpAddress.v4((11 << 24) + (i << 8)), 0, true)));
                long ofSystems = evidence.systems().values().stream()
                        .mapToLong(Sample::networks)
                        .sum();
                assertThat(ofSystems).isEqualTo(evidence.total().networks());
            }
        }
    }

    /// The networks that are sampled and those that no policy touches are chosen apart from each other.
    @Test
    void aSampleHoldsAsManyOfTheUntouchedNetworksAsOfTheOthers() {
        var sample = new NetworkSample(100);
        var bounded = new Evidence(ScoreSettings.DEFAULT, OsNames.STANDARD, sample);
        for (int i = 0; i < 2_000; i++) bounded.add(joined("Linux", "1", verdict(address(i, 1), 0, false)));
        long untouched = 0;
        long held = 0;
        for (int i = 0; i < 400_000; i++) {
            var network = SenderNetwork.of(IpAddress.v4(i << 8));
            if (!HeldBack.isUntouched(network)) continue;
            untouched++;
            if (sample.holds(network)) held++;
        }
        assertThat(sample.oneIn()).isGreaterThan(16);
        assertThat(held * sample.oneIn()).isBetween(untouched / 2, untouched * 2);
    }

    @Test
    void oneNetworkInTwentyIsLeftAlone() {
        long untouched = 0;
        for (int i = 0; i < 20_000; i++) {
            if (HeldBack.isUntouched(SenderNetwork.of(IpAddress.v4(i << 8)))) untouched++;
        }
        assertThat(untouched).isBetween(900L, 1_100L);
    }
}
