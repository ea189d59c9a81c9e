package dev.synoptic.standalone.fleet;

import dev.synoptic.verdict.source.MailServer;
import dev.synoptic.verdict.source.VerdictSource;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One mail log of a site, in one file or in those that rotation has made of it.
///
/// @param files           plain, or compressed; traditional or RFC 3339 times, or what journalctl exports; the oldest
///     first
/// @param server          what wrote it
/// @param zone            of times that tell none
/// @param year            in which a log without years begins; empty to tell it by the site's captures
/// @param proxiedServices services of the mail server that proxies speak to, such as `proxied`
/// @param verdictSource   of rspamd's log beside the mail server's: whose word counts
public record FleetLog(
        List<Path> files,
        MailServer server,
        ZoneId zone,
        OptionalInt year,
        Set<String> proxiedServices,
        VerdictSource verdictSource) {

    public FleetLog {
        files = List.copyOf(files);
        if (files.isEmpty()) throw new IllegalArgumentException("a log without a file");
        proxiedServices = Set.copyOf(proxiedServices);
    }

    /// A log in one file, of which the mail server's word counts.
    public FleetLog(Path file, MailServer server, ZoneId zone, OptionalInt year, Set<String> proxiedServices) {
        this(List.of(file), server, zone, year, proxiedServices, VerdictSource.SERVER);
    }

    /// The file that was written last, by which the log is named.
    public Path file() {
        return files.getLast();
    }

    /// The same log in these files, the oldest first.
    FleetLog in(List<Path> oldestFirst) {
        return new FleetLog(oldestFirst, server, zone, year, proxiedServices, verdictSource);
    }

    /// What is left of it without these files.
    Optional<FleetLog> without(Set<Path> unwanted) {
        List<Path> rest =
                files.stream().filter(file -> !unwanted.contains(file)).toList();
        return rest.isEmpty() ? Optional.empty() : Optional.of(in(rest));
    }

    /// The same log whatever the year it begins in.
    FleetLog ofAnyYear() {
        return new FleetLog(files, server, zone, OptionalInt.empty(), proxiedServices, verdictSource);
    }
}
