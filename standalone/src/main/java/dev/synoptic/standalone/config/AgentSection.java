package dev.synoptic.standalone.config;

import dev.synoptic.verdict.source.MailServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One capture agent.
public record AgentSection(
        @Setting(value = "name of this agent, one of its own in the fleet", byDefault = "agent")
        String name,

        @Setting(
                value = "site that it watches; verdicts and fingerprints of one site belong together",
                byDefault = "site")
        String site,

        @Setting("capture files to read") List<Path> captures,

        @Setting("log of the mail host") Optional<Path> mailLog,

        @Setting(value = "what writes that log", byDefault = "postfix")
        MailServer mta,

        @Setting("year in which a log without years begins; without it taken from the captures")
        Optional<Integer> logYear,

        LiveSection live,

        @Setting("mail logs to follow") List<FollowSection> follow,

        SpoolSection spool) {

    public AgentSection {
        if (name.isBlank()) throw new IllegalArgumentException("name: empty, expected a name");
        if (site.isBlank()) throw new IllegalArgumentException("site: empty, expected a name");
        if (!live.interfaces().isEmpty() || !follow.isEmpty()) {
            if (!captures.isEmpty() || mailLog.isPresent()) {
                throw new IllegalArgumentException("captures and mail-log are files to be read to their ends;"
                        + " with live.interfaces or follow they need an agent of their own");
            }
        }
    }

    /// Whether it watches interfaces and follows logs, instead of reading files to their ends.
    public boolean isLive() {
        return !live.interfaces().isEmpty() || !follow.isEmpty();
    }
}
