package dev.synoptic.standalone.fleet;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.source.MailServer;
import dev.synoptic.verdict.source.VerdictSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads a fleet file (`docs/fleet-file.md`): YAML or JSON; paths in it are relative to its folder.
public final class FleetFile {

    private static final List<String> TOP_KEYS = List.of("sites", "relays");
    private static final List<String> SITE_KEYS =
            List.of("name", "host", "addresses", "captures", "logs", "proxies", "clock-ahead");
    private static final List<String> LOG_KEYS =
            List.of("file", "server", "time-zone", "year", "proxied-services", "verdict-source");

    private static final Pattern SECONDS = Pattern.compile("(-?[0-9]{1,9}(?:\\.[0-9]{1,6})?) ?(ms|s)");
    private static final Pattern YEAR = Pattern.compile("[12][0-9]{3}");

    private final Path folder;

    private FleetFile(Path folder) {
        this.folder = folder;
    }

    /// Reads and checks the file; what cannot be used is told as a [UserMistake] with its line.
    public static FleetPlan read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) throw new UserMistake(file + ": no such file");
        if (!Files.isReadable(file)) throw new UserMistake(file + ": may not be read by this user");
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
        return new FleetFile(folder).plan(file.toString(), text(file));
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException binary) {
            throw new UserMistake(file + ": not UTF-8 text, expected YAML");
        }
    }

    private FleetPlan plan(String name, String text) throws IOException {
        var top = new FieldReader(name, YamlValue.parse(name, text), "sites: with a list of sites");
        List<FleetSite> sites = top.mappings("sites", "a site: name, captures, logs").stream()
                .map(this::site)
                .toList();
        List<IpAddress> relays = top.list("relays", IpAddress::parse, "an IP address");
        top.done(TOP_KEYS);
        if (sites.isEmpty()) throw top.mistake("sites: missing, expected a list of sites");
        if (sites.stream().allMatch(site -> site.logs().isEmpty())) {
            throw top.mistake("no site has logs, expected a mail log at one of them at least");
        }
        checkNames(top, sites);
        return new FleetPlan(sites, new HashSet<>(relays));
    }

    private static void checkNames(FieldReader top, List<FleetSite> sites) {
        Set<String> names = new LinkedHashSet<>();
        for (FleetSite site : sites) {
            if (!names.add(site.name())) throw top.mistake("two sites are named " + site.name());
        }
        for (FleetSite site : sites) {
            for (String proxy : site.proxies()) {
                if (proxy.equals(site.name()) || !names.contains(proxy)) {
                    throw top.mistake("site " + site.name() + ": proxies: found \"" + proxy
                            + "\", expected the name of another site of " + String.join(", ", names));
                }
            }
        }
    }

    private FleetSite site(FieldReader fields) {
        String name = fields.required("name");
        var site = new FleetSite(
                name,
                fields.optional("host", FleetFile::filled, "the mail host's name")
                        .orElse(name),
                new HashSet<>(fields.list("addresses", IpAddress::parse, "an IP address")),
                fields.list("captures", this::path, "a path"),
                RotatedLogs.joined(fields.mappings("logs", "a log: file, server, time-zone").stream()
                        .map(this::log)
                        .toList()),
                new LinkedHashSet<>(fields.list("proxies", FleetFile::filled, "the name of a site")),
                fields.optional("clock-ahead", FleetFile::duration, "seconds such as 1.75s or -200ms")
                        .orElse(Duration.ZERO));
        fields.done(SITE_KEYS);
        if (site.captures().isEmpty() && site.logs().isEmpty()) {
            throw fields.mistake("site " + name + ": neither captures nor logs");
        }
        return site;
    }

    private FleetLog log(FieldReader fields) {
        List<Path> files = fields.list("file", this::path, "a path");
        if (files.isEmpty()) throw fields.mistake("file: missing");
        var log = new FleetLog(
                files,
                fields.optional("server", text -> MailServer.named(text.toLowerCase(Locale.ROOT)), servers())
                        .orElseThrow(() -> fields.mistake("server: missing, expected " + servers())),
                fields.optional("time-zone", FleetFile::zone, "a time zone such as Europe/Berlin, +02:00 or UTC")
                        .orElse(ZoneOffset.UTC),
                fields.optional("year", FleetFile::year, "a year such as 2026")
                        .map(OptionalInt::of)
                        .orElseGet(OptionalInt::empty),
                fields.list("proxied-services", FleetFile::filled, "the name of a service").stream()
                        .collect(Collectors.toSet()),
                fields.optional("verdict-source", VerdictSource::named, "server or content")
                        .orElse(VerdictSource.SERVER));
        fields.done(LOG_KEYS);
        return log;
    }

    private static String servers() {
        return "one of " + MailServer.names();
    }

    private Optional<Path> path(String text) {
        return filled(text).map(folder::resolve);
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(some -> !some.isBlank());
    }

    private static Optional<ZoneId> zone(String text) {
        return attempt(text, ZoneId::of);
    }

    private static Optional<Integer> year(String text) {
        return Optional.of(text).filter(YEAR.asMatchPredicate()).map(Integer::valueOf);
    }

    private static Optional<Duration> duration(String text) {
        Matcher parts = SECONDS.matcher(text.strip());
        if (!parts.matches()) return Optional.empty();
        var number = new BigDecimal(parts.group(1));
        long nanos =
                number.scaleByPowerOfTen("ms".equals(parts.group(2)) ? 6 : 9).longValue();
        return Optional.of(Duration.ofNanos(nanos));
    }

    private static <T> Optional<T> attempt(String text, Function<String, T> reading) {
        try {
            return Optional.of(reading.apply(text));
        } catch (DateTimeException unfit) {
            return Optional.empty();
        }
    }
}
