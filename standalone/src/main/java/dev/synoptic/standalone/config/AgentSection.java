package dev.synoptic.standalone.config;

import dev.synoptic.flow.Origin;
import dev.synoptic.verdict.source.MailServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        expectName("name", name);
        expectName("site", site);
        if (!live.interfaces().isEmpty() || !follow.isEmpty()) {
            if (!captures.isEmpty() || mailLog.isPresent()) {
                throw new IllegalArgumentException("captures and mail-log are files to be read to their ends;"
                        + " with live.interfaces or follow they need an agent of their own");
            }
        }
        Set<String> logs = new HashSet<>();
        for (FollowSection log : follow) {
            if (!logs.add(log.identity())) {
                throw new IllegalArgumentException("follow: found " + log.identity()
                        + " twice, expected each log once, and once more at most with" + " mta: rspamd");
            }
        }
    }

    private static void expectName(String setting, String name) {
        if (name.isBlank()) throw new IllegalArgumentException(setting + ": empty, expected a name");
        int octets = name.getBytes(StandardCharsets.UTF_8).length;
        if (octets > Origin.NAME_OCTETS_MAX) {
            throw new IllegalArgumentException(
                    setting + ": " + octets + " octets, expected at most " + Origin.NAME_OCTETS_MAX);
        }
    }

    /// Whether it watches interfaces and follows logs, instead of reading files to their ends.
    public boolean isLive() {
        return !live.interfaces().isEmpty() || !follow.isEmpty();
    }
}
