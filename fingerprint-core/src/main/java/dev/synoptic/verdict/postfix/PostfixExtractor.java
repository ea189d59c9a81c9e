package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.log.Deliveries;
import dev.synoptic.verdict.log.Emission;
import dev.synoptic.verdict.log.ExtractionReport;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Judge;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.ResumePoint;
import dev.synoptic.verdict.log.SecondStarts;
import dev.synoptic.verdict.log.SessionNames;
import dev.synoptic.verdict.log.Spans;
import dev.synoptic.verdict.log.SyslogLine;
import dev.synoptic.verdict.log.SyslogReader;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.Tally.Kind;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.log.VerdictSink;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the log of Postfix into verdicts (`mail.md` a.4, a.5).
///
/// ```
/// postscreen ── refused, dropped, hung up ─────────────▶ verdicts
///     └─ passed ─▶ smtpd ── connect … disconnect ──▶ waits for its messages ─▶ verdicts
/// cleanup, qmgr ── refused at the end, queued ───────────────┘      └─ late proof ─▶ correction
/// ```
public final class PostfixExtractor implements VerdictExtractor {

    private static final Set<String> VERDICT_DAEMONS = Set.of("smtpd", "postscreen", "cleanup", "qmgr", "nqmgr");
    private static final Set<String> DELIVERY_AGENTS =
            Set.of("smtp", "lmtp", "local", "virtual", "pipe", "error", "discard", "retry", "relay");
    private static final Set<String> SILENT = Set.of(
            "anvil",
            "dnsblog",
            "bounce",
            "pickup",
            "trivial-rewrite",
            "master",
            "postfix-script",
            "scache",
            "proxymap",
            "verify",
            "tlsproxy",
            "tlsmgr",
            "postlogd",
            "postmap",
            "postalias",
            "sendmail",
            "postdrop",
            "postqueue",
            "postsuper",
            "flush",
            "showq",
            "spawn",
            "oqmgr",
            "policy-spf",
            "postmulti",
            "postfix");

    private final ExtractorSettings settings;
    private final Tally tally;
    private final SyslogReader reader;
    private final SecondStarts starts = new SecondStarts();
    private final Spans spans = new Spans();
    private final Handovers handovers = new Handovers();
    private final Messages messages;
    private final SmtpdSessions smtpd;
    private final Screen screen;
    private final Queue queue;
    private boolean closed;

    public PostfixExtractor(ExtractorSettings settings, VerdictSink sink) {
        this.settings = settings;
        tally = new Tally(settings.limits());
        reader = new SyslogReader(settings, QueueId::birth);
        var out = new Emission(sink, tally);
        var judge = new Judge(settings.reasons(), tally);
        var names = new SessionNames();
        var deliveries = new Deliveries(settings, out, tally);
        var verdicts = new SessionVerdicts(settings, out, spans, deliveries);
        messages = new Messages(settings.limits(), tally, deliveries);
        smtpd = new SmtpdSessions(settings, tally, judge, names, messages, handovers, verdicts);
        screen = new Screen(settings, tally, judge, names, handovers, new ScreenVerdicts(settings, out, spans));
        queue = new Queue(tally, judge, messages, smtpd, verdicts, deliveries);
    }

    @Override
    public void feed(String line, RawRef ref) {
        tally.count(Kind.LINES);
        var read = reader.read(line, ref);
        if (read.isEmpty()) {
            tally.count(Kind.MALFORMED);
            return;
        }
        accept(read.get());
    }

    /// Takes a line whose envelope was read elsewhere, as from the journal (V35).
    public void accept(SyslogLine line) {
        advanceTo(line.micros());
        Place first = starts.of(line.second(), line.place());
        if (line.text().contains("begins to drop messages")) tally.count(Kind.GAPS);
        if (!isOfPostfix(line)) {
            tally.count(Kind.FOREIGN);
            return;
        }
        String daemon = line.daemon();
        switch (daemon) {
            case "smtpd" -> {
                smtpd.accept(line, first);
                queue.begun(line);
            }
            case "postscreen" -> screen.accept(line, first);
            case "cleanup" -> queue.cleanup(line);
            case "qmgr", "nqmgr" -> queue.manager(line);
            default -> other(daemon, line);
        }
    }

    /// V14: `instance/daemon` or `instance/service/daemon`; under a name that is not Postfix's own only by a
    /// daemon that is.
    private boolean isOfPostfix(SyslogLine line) {
        String instance = line.instance();
        if (instance.length() == line.tag().length()) return false;
        boolean known = instance.startsWith("postfix") || isDaemon(line.daemon());
        return known && settings.instances().matcher(instance).matches();
    }

    private static boolean isDaemon(String name) {
        return VERDICT_DAEMONS.contains(name) || DELIVERY_AGENTS.contains(name) || SILENT.contains(name);
    }

    private void other(String daemon, SyslogLine line) {
        if (DELIVERY_AGENTS.contains(daemon)) {
            queue.delivered(line);
        } else if (!SILENT.contains(daemon)) {
            tally.unknown(daemon, line.text());
        }
        if ("master".equals(daemon) && line.text().startsWith("daemon started")) {
            smtpd.restarted(line.host());
            screen.restarted(line.host());
        }
    }

    @Override
    public void advanceTo(long micros) {
        tally.time(micros);
        long now = tally.latestMicros();
        smtpd.advanceTo(now);
        screen.advanceTo(now);
        handovers.forgetBefore(now - micros(Handovers.WAIT));
        queue.forgetBefore(now - micros(settings.limits().disorder()));
        messages.forgetBefore(now - micros(settings.limits().correction()));
    }

    @Override
    public void close() {
        smtpd.close();
        screen.close();
        closed = true;
    }

    @Override
    public Optional<ResumePoint> resumePoint() {
        return Stream.of(smtpd.needed(), screen.needed(), handovers.needed(), starts.since(disorderedSecond()))
                .flatMap(Optional::stream)
                .min(Comparator.comparingLong(Place::serial))
                .map(spans::before)
                .map(Place::resume);
    }

    /// Lines of this second may still be to come; sessions of one process and second are numbered (V40).
    private long disorderedSecond() {
        return Math.floorDiv(tally.latestMicros(), 1_000_000L)
                - settings.limits().disorder().toSeconds();
    }

    @Override
    public LogClock clock() {
        return reader.clock();
    }

    @Override
    public long settledUpToMicros() {
        if (closed) return Long.MAX_VALUE;
        if (tally.latestMicros() == Long.MIN_VALUE) return Long.MIN_VALUE;
        long quiet = tally.latestMicros() - micros(settings.limits().disorder());
        return Stream.of(smtpd.oldestMicros(), screen.oldestMicros(), handovers.oldestMicros())
                .reduce(quiet, Math::min);
    }

    @Override
    public ExtractionReport report() {
        return tally.report();
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
