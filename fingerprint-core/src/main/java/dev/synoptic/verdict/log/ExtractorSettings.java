package dev.synoptic.verdict.log;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What an extractor must be told about one log.
///
/// @param agent           who reads it
/// @param site            the site of the mail host
/// @param host            the mail host's name, for logs that do not tell it; it also stands in for what the
///     log says
/// @param zone            of times without one
/// @param year            of times without one
/// @param clock           what the first line's time rests on, where reading goes on after a restart (V31)
/// @param proxiedServices services behind a proxy that tells the client's address (`via=proxy`, J8)
/// @param instances       names of Postfix instances whose lines count (V14); by default any, since `syslog_name`
///     may be anything
/// @param users           what is kept of login names
/// @param reasons         classes of reasons, first match wins (a.9)
/// @param limits          bounds of what is held open
public record ExtractorSettings(
        String agent,
        String site,
        Optional<String> host,
        ZoneId zone,
        YearStart year,
        LogClock clock,
        Set<String> proxiedServices,
        Pattern instances,
        UserNames users,
        ReasonTable reasons,
        OpenLimits limits) {

    private static final Pattern ANY_INSTANCE = Pattern.compile(".+");

    public ExtractorSettings {
        proxiedServices = Set.copyOf(proxiedServices);
    }

    /// The usual settings for a log in UTC that begins in that year or is settled by something else.
    public static ExtractorSettings of(String agent, String site, YearStart year) {
        return new ExtractorSettings(
                agent,
                site,
                Optional.empty(),
                ZoneOffset.UTC,
                year,
                LogClock.UNSET,
                Set.of(),
                ANY_INSTANCE,
                new UserNames.LeftOut(),
                ReasonTable.standard(),
                OpenLimits.DEFAULT);
    }

    /// The same log, its times being of this zone.
    public ExtractorSettings in(ZoneId other) {
        return new ExtractorSettings(
                agent, site, host, other, year, clock, proxiedServices, instances, users, reasons, limits);
    }

    /// The same log of a host of this name.
    public ExtractorSettings named(String name) {
        return new ExtractorSettings(
                agent, site, Optional.of(name), zone, year, clock, proxiedServices, instances, users, reasons, limits);
    }

    /// The same log, these services being behind a proxy.
    public ExtractorSettings proxied(Set<String> services) {
        return new ExtractorSettings(agent, site, host, zone, year, clock, services, instances, users, reasons, limits);
    }

    /// The same log, login names kept in this way.
    public ExtractorSettings keeping(UserNames names) {
        return new ExtractorSettings(
                agent, site, host, zone, year, clock, proxiedServices, instances, names, reasons, limits);
    }

    /// The same log under other bounds.
    public ExtractorSettings within(OpenLimits bounds) {
        return new ExtractorSettings(
                agent, site, host, zone, year, clock, proxiedServices, instances, users, reasons, bounds);
    }

    /// The same log with another table of reasons.
    public ExtractorSettings explaining(ReasonTable table) {
        return new ExtractorSettings(
                agent, site, host, zone, year, clock, proxiedServices, instances, users, table, limits);
    }

    /// The same log, read on from a resume point with the clock it tells.
    public ExtractorSettings resuming(LogClock at) {
        return new ExtractorSettings(
                agent, site, host, zone, year, at, proxiedServices, instances, users, reasons, limits);
    }
}
