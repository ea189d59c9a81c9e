package dev.synoptic.verdict.haraka;

import dev.synoptic.verdict.log.DatedClock;
import dev.synoptic.verdict.log.DatedClock.Stamp;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.FlatJson;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.ResumePoint;
import dev.synoptic.verdict.log.SyslogLine;
import dev.synoptic.verdict.log.SyslogReader;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The three formats of `log.ini`, with a time in front or within the system log (a.7).
///
/// ```
/// default   [LEVEL] [UUID.N] [origin] text
/// logfmt    level=LEVEL uuid=UUID.N origin=origin message=text key=value …
/// json      {"level":"LEVEL","uuid":"UUID.N","origin":"origin","message":"text",…}
/// ```
final class HarakaEnvelope {

    private static final Pattern DEFAULT =
            Pattern.compile("\\[[A-Z]+] \\[([^\\]]*)] \\[([^\\]]+)] (.*)", Pattern.DOTALL);
    private static final Pattern LOGFMT = Pattern.compile(
            "level=\\S+ uuid=(\\S+) (?:origin|source)=(\\S+) message=(\"(?:[^\"\\\\]|\\\\.)*\"|\\S*)(.*)",
            Pattern.DOTALL);

    /// What stands behind the time where the line is one of the system log: host, program, process.
    private static final Pattern OF_SYSLOG = Pattern.compile("[^\\s\\[{]\\S* [^\\s:\\[]+(?:\\[\\d+])?: ");

    private static final Set<String> HEAD = Set.of("level", "uuid", "origin", "source", "message", "timestamp");

    private final DatedClock clock;
    private final SyslogReader syslog;
    private long serial;

    HarakaEnvelope(ExtractorSettings settings) {
        clock = new DatedClock(settings);
        syslog = new SyslogReader(settings, text -> OptionalLong.empty());
    }

    LogClock clock() {
        return clock.state().month() != 0 ? clock.state() : syslog.clock();
    }

    Optional<HarakaLine> read(String line, RawRef ref) {
        var place = new Place(serial++, new ResumePoint(ref, clock()));
        var stamp = clock.read(line);
        if (stamp.isPresent() && !isOfSyslog(line, stamp.get())) {
            return parts(line.substring(stamp.get().end()), stamp.get(), "", place);
        }
        if (line.startsWith("{\"level\"") || line.startsWith("{\"timestamp\"")) return ownTime(line, place);
        return syslog.read(line, ref).flatMap(l -> enclosed(l, place));
    }

    /// Both begin alike where the system log tells full times.
    private static boolean isOfSyslog(String line, Stamp stamp) {
        return OF_SYSLOG.matcher(line).region(stamp.end(), line.length()).lookingAt();
    }

    /// What the system log tells, by Haraka's own time where it writes one.
    private Optional<HarakaLine> enclosed(SyslogLine line, Place place) {
        Stamp stamp = clock.read(line.text()).orElseGet(() -> new Stamp(line.micros(), line.precision(), 0));
        return parts(line.text().substring(stamp.end()), stamp, line.host(), place);
    }

    /// JSON that tells the time itself.
    private Optional<HarakaLine> ownTime(String line, Place place) {
        return FlatJson.read(line)
                .flatMap(fields -> Optional.ofNullable(fields.getOrDefault("timestamp", fields.get("time"))))
                .flatMap(time -> clock.read(time + ' '))
                .flatMap(stamp -> parts(line, stamp, "", place));
    }

    private static Optional<HarakaLine> parts(String rest, Stamp stamp, String host, Place place) {
        if (rest.startsWith("{")) return FlatJson.read(rest).map(fields -> json(fields, stamp, host, place));
        Matcher usual = DEFAULT.matcher(rest);
        if (usual.matches())
            return Optional.of(line(usual.group(1), usual.group(2), usual.group(3), stamp, host, place));
        Matcher logfmt = LOGFMT.matcher(rest);
        if (!logfmt.matches()) return Optional.of(line("-", "", rest, stamp, host, place)); // start-up talk
        String text = unquoted(logfmt.group(3)) + logfmt.group(4);
        return Optional.of(line(logfmt.group(1), logfmt.group(2), text, stamp, host, place));
    }

    private static HarakaLine json(Map<String, String> fields, Stamp stamp, String host, Place place) {
        var text = new StringBuilder(fields.getOrDefault("message", ""));
        fields.forEach((name, value) -> {
            if (!HEAD.contains(name) && !isTime(name, value))
                text.append(' ').append(name).append('=').append(quoted(value));
        });
        String origin = fields.getOrDefault("origin", fields.getOrDefault("source", ""));
        return line(fields.getOrDefault("uuid", "-"), origin, text.toString(), stamp, host, place);
    }

    /// `time` is when, in a line that tells it so; at the end of a session it is how long that took.
    private static boolean isTime(String name, String value) {
        return name.equals("time") && value.indexOf(':') >= 0;
    }

    private static String unquoted(String text) {
        if (!text.startsWith("\"") || !text.endsWith("\"") || text.length() < 2) return text;
        return text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static String quoted(String value) {
        return value.isEmpty() || value.indexOf(' ') >= 0 ? '"' + value + '"' : value;
    }

    private static HarakaLine line(String uuid, String origin, String text, Stamp stamp, String host, Place place) {
        int dot = uuid.indexOf('.');
        String ordinal = dot < 0 ? "" : uuid.substring(dot + 1);
        int transaction = ordinal.matches("\\d{1,6}") ? Integer.parseInt(ordinal) : 0;
        String connection = dot < 0 ? uuid : uuid.substring(0, dot);
        return new HarakaLine(
                stamp.micros(), stamp.precision(), host, connection, transaction, origin, text.stripLeading(), place);
    }
}
