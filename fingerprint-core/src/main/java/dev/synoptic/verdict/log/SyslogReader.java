package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict.Precision;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/// Takes lines of a system log apart, whichever of its two forms each has (V10 to V14, V34), and entries of the
/// journal as JSON (V35).
public final class SyslogReader {

    /// Programs of which the last line is remembered, for `last message repeated`.
    static final int LAST_LINES_MAX = 1_000;

    /// The most repeats that one line is believed to stand for.
    static final int REPEAT_MAX = 10_000;

    private static final String LAST_REPEATED = "last message repeated ";
    private static final String REPEATED = "message repeated ";

    private final LocalClock clock;
    private final Function<String, OptionalLong> knownTime;
    private final Map<String, SyslogLine> lastLines = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SyslogLine> eldest) {
            return size() > LAST_LINES_MAX;
        }
    };
    private long serial;

    /// @param settings  zone, year and clock of times that do not tell them
    /// @param knownTime a time that a text itself proves to be near, seconds since 1970 (V12, V21)
    public SyslogReader(ExtractorSettings settings, Function<String, OptionalLong> knownTime) {
        this.clock = new LocalClock(settings.zone(), settings.year(), settings.clock());
        this.knownTime = knownTime;
    }

    /// What the next line's time rests on.
    public LogClock clock() {
        return clock.state();
    }

    /// The line taken apart; empty where it has neither form, or repeats something that was not read.
    public Optional<SyslogLine> read(String line, RawRef ref) {
        var place = new Place(serial++, new ResumePoint(ref, clock.state()));
        if (line.startsWith("{")) return Journal.read(line, place); // the journal folds nothing
        var head = new Cursor(line);
        head.skipPriority();
        Optional<Stamp> stamp = head.stamp();
        if (stamp.isEmpty()) return Optional.empty();
        String host = head.word();
        return head.tail(host).flatMap(body -> finish(stamp.get(), host, body, place));
    }

    private Optional<SyslogLine> finish(Stamp stamp, String host, Body body, Place place) {
        long micros = stamp.micros(clock, () -> knownTime.apply(body.text()));
        var line = new SyslogLine(micros, stamp.precision(), host, body.tag(), body.pid(), body.text(), 1, place);
        return unfolded(line);
    }

    /// V34: what a folded line stands for.
    private Optional<SyslogLine> unfolded(SyslogLine line) {
        String key = line.host() + ' ' + line.tag() + '[' + line.pid() + ']';
        if (line.text().startsWith(LAST_REPEATED)) {
            SyslogLine last = lastLines.get(line.tag().isEmpty() ? line.host() : key);
            OptionalInt times = number(line.text(), LAST_REPEATED.length());
            if (last == null || times.isEmpty()) return Optional.empty();
            return Optional.of(again(line, last.tag(), last.pid(), last.text(), times.getAsInt()));
        }
        if (line.text().startsWith(REPEATED)) {
            int open = line.text().indexOf(": [");
            OptionalInt times = number(line.text(), REPEATED.length());
            if (open < 0 || times.isEmpty()) return Optional.empty();
            String inner = line.text().substring(open + 3).strip();
            String text = inner.endsWith("]") ? inner.substring(0, inner.length() - 1) : inner;
            return Optional.of(again(line, line.tag(), line.pid(), text, times.getAsInt()));
        }
        lastLines.put(key, line);
        lastLines.put(line.host(), line);
        return Optional.of(line);
    }

    private static SyslogLine again(SyslogLine line, String tag, String pid, String text, int times) {
        return new SyslogLine(line.micros(), line.precision(), line.host(), tag, pid, text, times, line.place());
    }

    private static OptionalInt number(String text, int from) {
        int end = from;
        long value = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end)) && end - from < 9) {
            value = value * 10 + Character.digit(text.charAt(end++), 10);
        }
        return end == from || value == 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.min(value, REPEAT_MAX));
    }

    /// Tag, process and text.
    record Body(String tag, String pid, String text) {}

    /// A time as a line tells it.
    sealed interface Stamp {

        Precision precision();

        long micros(LocalClock clock, Supplier<OptionalLong> known);

        /// RFC 3339: all told.
        record Full(long micros, Precision precision) implements Stamp {
            @Override
            public long micros(LocalClock clock, Supplier<OptionalLong> known) {
                return micros;
            }
        }

        /// The date is told, the zone is not.
        record Dated(LocalDate date, int secondOfDay, Fraction fraction) implements Stamp {
            @Override
            public Precision precision() {
                return fraction.precision();
            }

            @Override
            public long micros(LocalClock clock, Supplier<OptionalLong> known) {
                return clock.dated(date, secondOfDay) * 1_000_000L + fraction.micros();
            }
        }

        /// Traditional: neither year nor zone.
        record Local(int month, int day, int secondOfDay, Fraction fraction) implements Stamp {
            @Override
            public Precision precision() {
                return fraction.precision();
            }

            @Override
            public long micros(LocalClock clock, Supplier<OptionalLong> known) {
                return clock.read(month, day, secondOfDay, known.get()) * 1_000_000L + fraction.micros();
            }
        }
    }
}
