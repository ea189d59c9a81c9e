package dev.synoptic.verdict.exim;

import dev.synoptic.verdict.log.DatedClock;
import dev.synoptic.verdict.log.DatedClock.Stamp;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.ResumePoint;
import dev.synoptic.verdict.log.SyslogLine;
import dev.synoptic.verdict.log.SyslogReader;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `YYYY-MM-DD hh:mm:ss[.mmm][ ±zzzz] [pid] ID TEXT` (a.6), from Exim's own file or within a line of the system
/// log.
final class EximEnvelope {

    /// 6-6-2 characters up to Exim 4.96, 6-11-4 from 4.97.
    private static final Pattern ID =
            Pattern.compile("[0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4}) ");

    /// What stands behind the time where the line is one of the system log: host, program, process.
    private static final Pattern OF_SYSLOG = Pattern.compile("\\S+ (?:\\S*/)?exim[^\\s:\\[]*(?:\\[\\d+])?: ");

    private static final Pattern PID = Pattern.compile("\\[(\\d{1,10})] ");

    private final DatedClock clock;
    private final SyslogReader syslog;
    private long serial;
    private boolean fromSyslog;

    EximEnvelope(ExtractorSettings settings) {
        clock = new DatedClock(settings);
        syslog = new SyslogReader(settings, text -> OptionalLong.empty());
    }

    LogClock clock() {
        return fromSyslog ? syslog.clock() : clock.state();
    }

    Optional<EximLine> read(String line, RawRef ref) {
        var place = new Place(serial++, new ResumePoint(ref, clock()));
        var stamp = clock.read(line);
        if (stamp.isPresent() && !isOfSyslog(line, stamp.get())) {
            return Optional.of(line(stamp.get(), "", "", line, place));
        }
        return syslog.read(line, ref).filter(l -> l.daemon().startsWith("exim")).map(l -> enclosed(l, place));
    }

    /// Both begin alike where the system log tells full times.
    private static boolean isOfSyslog(String line, Stamp stamp) {
        return OF_SYSLOG.matcher(line).region(stamp.end(), line.length()).lookingAt();
    }

    private EximLine enclosed(SyslogLine line, Place place) {
        fromSyslog = true;
        var stamp = clock.read(line.text());
        if (stamp.isPresent()) return line(stamp.get(), line.host(), line.pid(), line.text(), place);
        return line(new Stamp(line.micros(), line.precision(), 0), line.host(), line.pid(), line.text(), place);
    }

    private static EximLine line(Stamp stamp, String host, String outerPid, String line, Place place) {
        String rest = line.substring(stamp.end());
        String pid = outerPid;
        Matcher process = PID.matcher(rest);
        if (process.lookingAt()) {
            pid = process.group(1);
            rest = rest.substring(process.end());
        }
        Matcher message = ID.matcher(rest);
        String id = "";
        if (message.lookingAt()) {
            id = message.group().strip();
            rest = rest.substring(message.end());
        }
        return new EximLine(stamp.micros(), stamp.precision(), host, pid, id, rest, place);
    }
}
