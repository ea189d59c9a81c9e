package dev.synoptic.standalone.fleet;

import dev.synoptic.verdict.source.MailServer;
import dev.synoptic.verdict.source.VerdictSource;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.OptionalInt;
import java.util.Set;

/// One mail log of a site.
///
/// @param file            plain, or compressed; traditional or RFC 3339 times, or what journalctl exports
/// @param server          what wrote it
/// @param zone            of times that tell none
/// @param year            in which a log without years begins; empty to tell it by the site's captures
/// @param proxiedServices services of the mail server that proxies speak to, such as `proxied`
/// @param verdictSource   of rspamd's log beside the mail server's: whose word counts
public record FleetLog(
        Path file,
        MailServer server,
        ZoneId zone,
        OptionalInt year,
        Set<String> proxiedServices,
        VerdictSource verdictSource) {

    /// A log of which the mail server's word counts.
    public FleetLog(Path file, MailServer server, ZoneId zone, OptionalInt year, Set<String> proxiedServices) {
        this(file, server, zone, year, proxiedServices, VerdictSource.SERVER);
    }
}
