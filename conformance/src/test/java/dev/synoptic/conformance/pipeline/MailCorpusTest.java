package dev.synoptic.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.verdict.Verdict;
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
