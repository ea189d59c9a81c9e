package dev.synoptic.agent.maillog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.LogInput;
import dev.synoptic.agent.ProgressPace;
import dev.synoptic.verdict.source.MailServer;
import dev.synoptic.verdict.source.VerdictSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One log that a mail server and its content filter write to, read once for each of them (`mail.md` V30).
class FilterInServersLogTest {

    @TempDir
    private Path folder;

    private static FollowedLog followed(Optional<MailServer> writer) {
        return new FollowedLog(
                new FollowedLog.InFile(Path.of("/l/mail.log")),
                writer,
                Optional.empty(),
                ZoneOffset.UTC,
                Set.of(),
                VerdictSource.SERVER,
                Duration.ZERO);
    }

    /// Else one of them would go on after a restart from where the other was, and progress of the one speak for both.
    @Test
    void neitherHasTheOthersCheckpointOrTellsItsProgress() throws Exception {
        var server = followed(Optional.of(MailServer.POSTFIX));
        var filter = followed(Optional.of(MailServer.RSPAMD));
        var counters = new AgentCounters();
        var desk = Desks.following(List.of(server, filter), counters);
        var follower = new Follower(
                "agent", "mx1", "instance", ProgressPace.DEFAULT, folder, () -> Instant.EPOCH, counters, desk);

        follower.checkpoint(server).write(Map.of("of", "server"));
        follower.checkpoint(filter).write(Map.of("of", "filter"));

        assertThat(follower.checkpoint(server).read()).containsEntry("of", "server");
        assertThat(follower.checkpoint(filter).read()).containsEntry("of", "filter");
        assertThat(server.source()).isEqualTo("log:/l/mail.log").isNotEqualTo(filter.source());
        assertThat(followed(Optional.empty()).source())
                .as("found out by its lines")
                .isEqualTo(server.source());
        assertThat(LogInput.of(Path.of("/l/mail.log"), MailServer.RSPAMD).source())
                .isEqualTo(filter.source());
    }
}
