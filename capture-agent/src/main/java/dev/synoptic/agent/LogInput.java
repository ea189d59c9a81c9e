package dev.synoptic.agent;

import dev.synoptic.verdict.source.MailServer;
import dev.synoptic.verdict.source.VerdictSource;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// One mail log to read.
///
/// @param file            plain, or compressed by gzip, bzip2, xz or zstd
/// @param earlier         what rotation has cut off it before, the oldest first
/// @param source          names it in progress; equal for equal input, different for each input of one
///     agent
/// @param mta             what wrote it
/// @param host            the mail host, where the log does not tell it
/// @param zone            of times without one
/// @param year            in which a log without years begins; empty to tell it by the captures, or the
///     file's date
/// @param proxiedServices services behind a proxy that tells the client's address
/// @param verdictSource   of a content filter's log beside the mail server's: whose word counts (V5)
public record LogInput(
        Path file,
        List<Path> earlier,
        String source,
        MailServer mta,
        Optional<String> host,
        ZoneId zone,
        OptionalInt year,
        Set<String> proxiedServices,
        VerdictSource verdictSource) {

    public LogInput {
        earlier = List.copyOf(earlier);
        proxiedServices = Set.copyOf(proxiedServices);
    }

    /// A log that its path names, in UTC.
    public static LogInput of(Path file, MailServer mta) {
        return new LogInput(
                file,
                List.of(),
                mta.inSource("log:" + file),
                mta,
                Optional.empty(),
                ZoneOffset.UTC,
                OptionalInt.empty(),
                Set.of(),
                VerdictSource.SERVER);
    }

    /// The same log, with what rotation has cut off it before: one log, whichever of its files a line stands in.
    public LogInput after(List<Path> oldestFirst) {
        return new LogInput(file, oldestFirst, source, mta, host, zone, year, proxiedServices, verdictSource);
    }

    /// All its files, the oldest first.
    public List<Path> files() {
        return Stream.concat(earlier.stream(), Stream.of(file)).toList();
    }

    /// The same log beginning in this year.
    public LogInput in(OptionalInt first) {
        return new LogInput(file, earlier, source, mta, host, zone, first, proxiedServices, verdictSource);
    }

    /// The same log, its times of this zone.
    public LogInput in(ZoneId other) {
        return new LogInput(file, earlier, source, mta, host, other, year, proxiedServices, verdictSource);
    }

    /// The same log, these services of its mail server being behind proxies.
    public LogInput proxied(Set<String> services) {
        return new LogInput(file, earlier, source, mta, host, zone, year, services, verdictSource);
    }

    /// The same log of a mail host of this name, where the log does not tell it.
    public LogInput named(String mailHost) {
        return new LogInput(
                file, earlier, source, mta, Optional.of(mailHost), zone, year, proxiedServices, verdictSource);
    }

    /// The same log of a content filter, read in this way beside the mail server's.
    public LogInput deciding(VerdictSource whose) {
        return new LogInput(file, earlier, source, mta, host, zone, year, proxiedServices, whose);
    }
}
