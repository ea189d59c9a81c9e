package dev.synoptic.verdict.rspamd;

import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.log.DatedClock;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.SyslogLine;
import dev.synoptic.verdict.log.SyslogReader;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `DATE #PID(worker) <tag>; module; function: text` in a file of its own; `<tag>; module; function: text` within a
/// line of the system log; `(worker) <tag>; …` from the journal (a.8).
final class RspamdEnvelope {

    private static final String PROGRAM = "rspamd";
    private static final Pattern HEAD = Pattern.compile(
            "(?:#\\d{1,10})?(?:\\([A-Za-z_0-9 ]{1,40}\\) )?<([^>;]{0,40})>; ([A-Za-z_0-9-]{1,40}); ([A-Za-z_0-9]{1,80}): (.*)",
            Pattern.DOTALL);

    private final DatedClock dated;
    private final SyslogReader syslog;

    RspamdEnvelope(ExtractorSettings settings) {
        dated = new DatedClock(settings);
        syslog = new SyslogReader(settings, text -> OptionalLong.empty());
    }

    LogClock clock() {
        return dated.state().month() != 0 ? dated.state() : syslog.clock();
    }

    /// What a line is.
    sealed interface Read {

        /// One of rspamd's.
        record Own(RspamdLine line) implements Read {}

        /// Another program's.
        record Foreign(long micros) implements Read {}

        /// No line of a log.
        record Malformed() implements Read {}
    }

    Read read(String line, RawRef ref) {
        var stamp = dated.read(line);
        if (stamp.isPresent()) {
            var head = HEAD.matcher(line).region(stamp.get().end(), line.length());
            if (head.matches()) return own(stamp.get().micros(), stamp.get().precision(), "", head);
        }
        return syslog.read(line, ref)
                .map(RspamdEnvelope::ofSystemLog)
                .orElseGet(() ->
                        stamp.<Read>map(time -> new Read.Foreign(time.micros())).orElseGet(Read.Malformed::new));
    }

    private static Read ofSystemLog(SyslogLine line) {
        var head = HEAD.matcher(line.text());
        boolean own = line.tag().equals(PROGRAM) && head.matches();
        return own ? own(line.micros(), line.precision(), line.host(), head) : new Read.Foreign(line.micros());
    }

    private static Read own(long micros, Precision precision, String host, Matcher head) {
        return new Read.Own(new RspamdLine(micros, precision, host, head.group(1), head.group(3), head.group(4)));
    }

    /// The line, where it is one of rspamd's.
    Optional<RspamdLine> own(String line) {
        return read(line, RawRef.NOWHERE) instanceof Read.Own own ? Optional.of(own.line()) : Optional.empty();
    }
}
