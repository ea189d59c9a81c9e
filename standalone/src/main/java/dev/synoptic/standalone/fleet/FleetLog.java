package dev.synoptic.standalone.fleet;

import dev.synoptic.verdict.source.MailServer;
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
public record FleetLog(Path file, MailServer server, ZoneId zone, OptionalInt year, Set<String> proxiedServices) {}
