package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Captures and logs of real mail servers, against what their clients saw.
class MailCorpusTest {

    @TempDir
    Path folder;

    /// `mail.md` (h) 1 and 2, through agents, streams and gateway.
    @ParameterizedTest
    @EnumSource(MailHost.class)
    void theTableAndTheVerdictsAreThoseOfTheCorpus(MailHost host) throws Exception {
        MailHost.Input input = host.unpack(folder);
        try (var fleet = Fleet.of(folder.resolve("fleet"), input)) {
            fleet.play(input);
            assertThat(fleet.table()).isEqualTo(host.expected());
            assertThat(GroundTruth.ofVerdicts(verdicts(fleet), host)).isEqualTo(GroundTruth.of(host));
            eachServiceHasItsOwn(fleet, host);
        }
    }

    /// `mail.md` T6: the table of a service counts what its clients saw; all services together are the whole, and so
    /// are all mail
    /// hosts.
    private static void eachServiceHasItsOwn(Fleet fleet, MailHost host) throws Exception {
        RatioCounts submitted = fleet.counted(RatioQuery.of(By.OS).ofService("submission"));
        RatioCounts services = fleet.counted(RatioQuery.of(By.SERVICE));

        assertThat(services).isEqualTo(fleet.counted(RatioQuery.of(By.OS)));
        assertThat(fleet.counted(RatioQuery.of(By.MAIL_HOST))).isEqualTo(services);
        if (host == MailHost.MX1 || host == MailHost.MX2) {
            assertThat(RatioCounts.of(submitted.accepted(), submitted.rejected()))
                    .isEqualTo(GroundTruth.counted(host, "587"));
        }
    }

    private static List<Verdict> verdicts(Fleet fleet) {
        return fleet.values(Topics.VERDICTS).stream()
                .filter(VerdictMessage.Given.class::isInstance)
                .map(VerdictMessage.Given.class::cast)
                .map(VerdictMessage.Given::verdict)
                .toList();
    }
}
