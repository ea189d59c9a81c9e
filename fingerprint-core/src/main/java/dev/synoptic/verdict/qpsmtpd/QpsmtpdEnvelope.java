package dev.synoptic.verdict.qpsmtpd;

import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.log.DatedClock;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.ResumePoint;
import dev.synoptic.verdict.log.SyslogReader;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `@TAI64N pid text` under multilog, the same with the time that `tai64nlocal` makes of it, or a line of the system
/// log (a.7).
final class QpsmtpdEnvelope {

    private static final Pattern MULTILOG =
            Pattern.compile("@([0-9a-f]{16})([0-9a-f]{8}) (\\d{1,10}) (.*)", Pattern.DOTALL);
    private static final Pattern PROCESS = Pattern.compile("(\\d{1,10}) (.*)", Pattern.DOTALL);
    private static final long TAI_EPOCH = 1L << 62;

    /// What multilog adds to Unix time: ten seconds, and no leap seconds.
    private static final long TAI_AHEAD_SECONDS = 10;

    private final DatedClock clock;
    private final SyslogReader syslog;
    private long serial;

    QpsmtpdEnvelope(ExtractorSettings settings) {
        clock = new DatedClock(settings);
        syslog = new SyslogReader(settings, text -> OptionalLong.empty());
    }

    LogClock clock() {
        return clock.state().month() != 0 ? clock.state() : syslog.clock();
    }

    Optional<QpsmtpdLine> read(String line, RawRef ref) {
        var place = new Place(serial++, new ResumePoint(ref, clock()));
        Matcher multilog = MULTILOG.matcher(line);
        if (multilog.matches()) return multilog(multilog, place);
        return syslog.read(line, ref)
                .filter(l -> l.tag().startsWith("qpsmtpd"))
                .map(l -> new QpsmtpdLine(l.micros(), l.precision(), l.host(), l.pid(), l.text(), place))
                .or(() -> dated(line, place));
    }

    private Optional<QpsmtpdLine> dated(String line, Place place) {
        return clock.read(line).flatMap(stamp -> {
            Matcher process = PROCESS.matcher(line).region(stamp.end(), line.length());
            if (!process.matches()) return Optional.empty();
            return Optional.of(
                    new QpsmtpdLine(stamp.micros(), stamp.precision(), "", process.group(1), process.group(2), place));
        });
    }

    private static Optional<QpsmtpdLine> multilog(Matcher line, Place place) {
        long second = Long.parseUnsignedLong(line.group(1), 16) - TAI_EPOCH - TAI_AHEAD_SECONDS;
        long nanos = Long.parseLong(line.group(2), 16);
        if (second < 0 || second >= 1L << 33 || nanos >= 1_000_000_000) return Optional.empty();
        long micros = second * 1_000_000 + nanos / 1_000;
        return Optional.of(new QpsmtpdLine(micros, Precision.MICROSECONDS, "", line.group(3), line.group(4), place));
    }
}
