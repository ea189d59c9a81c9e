package dev.synoptic.verdict.score;

import static dev.synoptic.verdict.score.ScoredMail.address;
import static dev.synoptic.verdict.score.ScoredMail.joined;
import static dev.synoptic.verdict.score.ScoredMail.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.ratio.OsNames;
import dev.synoptic.verdict.ratio.RatioFormat;
import org.junit.jupiter.api.Test;

/// Tables by site and by stage stand beside the pooled one, because adding up can reverse an order.
class StrataTest {

    /// At either site HP-UX is refused more often, over both Solaris is: what mail a site gets is not what a system
    /// does.
    @Test
    void anOrderThatPoolingReversesIsSaidOpenly() {
        Strata strata = Strata.bySite(ScoreSettings.DEFAULT, OsNames.STANDARD, new NetworkSample());
        part(strata, "calm", "HP-UX", 200, 0.2);
        part(strata, "calm", "Solaris", 40, 0.1);
        part(strata, "rough", "HP-UX", 40, 0.9);
        part(strata, "rough", "Solaris", 200, 0.8);
        StrataTable table = strata.table();

        assertThat(table.reversals())
                .extracting(Object::toString)
                .containsExactly(
                        "adding up reverses an order: Solaris is refused more often than HP-UX in all together,"
                                + " but less often at site calm, rough: read the parts, not the sum");
        assertThat(RatioFormat.CSV.write(table.grid()))
                .isEqualTo("os,all,calm,rough\nHP-UX,31.67%,20.00%,90.00%\nSolaris,68.33%,10.00%,80.00%\n");
    }

    @Test
    void anOrderThatHoldsInThePartsIsNotCalledReversed() {
        Strata strata = Strata.bySite(ScoreSettings.DEFAULT, OsNames.STANDARD, new NetworkSample());
        part(strata, "calm", "Windows", 100, 0.6);
        part(strata, "calm", "Linux", 100, 0.1);
        part(strata, "rough", "Windows", 20, 0.1);
        part(strata, "rough", "Linux", 20, 0.9);

        assertThat(strata.table().reversals())
                .as("too few networks at one site")
                .isEmpty();
        assertThat(RatioFormat.CSV.write(strata.table().grid())).contains("Linux,23.33%,10.00%,(90.00%)\n");
    }

    /// A stage is asked of what came so far: what RCPT refused never reached DATA.
    @Test
    void eachStageCountsWhatReachedIt() {
        Strata strata = Strata.byStage(ScoreSettings.DEFAULT, OsNames.STANDARD, new NetworkSample());
        for (int i = 0; i < 100; i++) {
            Stage stage = i < 40 ? Stage.RCPT : Stage.EOM;
            strata.add(joined("Linux", "3.x", staged(verdict(address(i, 1), 0, i < 40 || i < 55), "mx", stage)));
        }

        assertThat(RatioFormat.CSV.write(strata.table().grid()))
                .isEqualTo("os,all,MAIL,RCPT,DATA,EOM\nLinux,55.00%,0.00%,40.00%,0.00%,25.00%\n");
    }

    private void part(Strata strata, String site, String family, int networks, double rejected) {
        for (int i = 0; i < networks; i++) {
            Verdict verdict = verdict(address(i, site.length() + family.length()), 0, i < networks * rejected);
            strata.add(joined(family, "1", staged(verdict, site, Stage.EOM)));
        }
    }

    private static Verdict staged(Verdict of, String site, Stage stage) {
        return SampleVerdict.like(of).site(site).stage(stage).verdict();
    }
}
