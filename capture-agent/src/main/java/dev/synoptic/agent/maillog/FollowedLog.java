package dev.synoptic.agent.maillog;

import dev.synoptic.verdict.source.MailServer;
import dev.synoptic.verdict.source.VerdictSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One mail log to follow for as long as the agent runs.
///
/// @param place           where it is
/// @param mta             what writes it; empty to find out by its lines
/// @param host            the mail host, where the log does not tell it
/// @param zone            of times without one
/// @param proxiedServices services behind a proxy that tells the client's address
/// @param verdictSource   of a content filter's log beside the mail server's: whose word counts (V5)
/// @param lateWriters     after a rotation by rename, how long the old file may still be written (V32)
public record FollowedLog(
        Place place,
        Optional<MailServer> mta,
        Optional<String> host,
        ZoneId zone,
        Set<String> proxiedServices,
        VerdictSource verdictSource,
        Duration lateWriters) {

    /// How long syslog daemons hold on to a renamed file (V32).
    public static final Duration LATE_WRITERS = Duration.ofSeconds(10);

    public FollowedLog {
        proxiedServices = Set.copyOf(proxiedServices);
    }

    /// Names it in progress and among checkpoints. A content filter's lines in its mail server's log are a log of their
    /// own.
    public String source() {
        return mta.map(writer -> writer.inSource(place.source())).orElseGet(place::source);
    }

    /// Where a log is.
    public sealed interface Place {

        /// Names it.
        String source();
    }

    /// A file, with what rotation has made of it beside it.
    public record InFile(Path path) implements Place {
        @Override
        public String source() {
            return "log:" + path;
        }
    }

    /// The journal of systemd; what counts are the fields that the journal itself vouches for, since any user may call
    /// himself `postfix` (V35).
    ///
    /// @param command what writes entries as JSON, one a line, such as `journalctl`
    /// @param units   units whose entries count, such as `postfix@-.service`
    /// @param users   numbers of users whose entries count; all where there are none
    public record InJournal(List<String> command, List<String> units, Set<Integer> users) implements Place {

        public InJournal {
            command = List.copyOf(command);
            units = List.copyOf(units);
            users = Set.copyOf(users);
            if (command.isEmpty()) throw new IllegalArgumentException("no command that reads the journal");
            if (units.isEmpty()) throw new IllegalArgumentException("no unit whose entries count");
        }

        @Override
        public String source() {
            return "journal:" + String.join("+", units);
        }
    }

    /// A log in UTC of a server that its lines tell.
    public static FollowedLog of(Place place) {
        return new FollowedLog(
                place,
                Optional.empty(),
                Optional.empty(),
                ZoneOffset.UTC,
                Set.of(),
                VerdictSource.SERVER,
                LATE_WRITERS);
    }
}
