package dev.synoptic.verdict.rspamd;

import dev.synoptic.verdict.log.ExtractionReport;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.ResumePoint;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.Tally.Kind;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.log.VerdictSink;
import java.util.Optional;

/// Reads rspamd's own log (a.8): one opinion for each message that it looked at.
///
/// Every such line stands for itself, so nothing is ever open.
public final class RspamdExtractor implements VerdictExtractor {

    private static final String SERVER = "rspamd";

    private final RspamdEnvelope envelope;
    private final long disorderMicros;
    private final Tally tally;
    private final OpinionSink sink;
    private boolean closed;

    /// @param sink where opinions go
    public RspamdExtractor(ExtractorSettings settings, OpinionSink sink) {
        this(settings, new Tally(settings.limits()), sink);
    }

    private RspamdExtractor(ExtractorSettings settings, Tally tally, OpinionSink sink) {
        this.envelope = new RspamdEnvelope(settings);
        this.disorderMicros = settings.limits().disorder().toNanos() / 1_000;
        this.tally = tally;
        this.sink = sink;
    }

    /// A reader whose opinions are the verdicts themselves (V5): of a host of which no other log is read.
    public static VerdictExtractor deciding(ExtractorSettings settings, VerdictSink sink) {
        var tally = new Tally(settings.limits());
        return new RspamdExtractor(settings, tally, new ContentVerdicts(settings, tally, sink));
    }

    @Override
    public void feed(String line, RawRef ref) {
        tally.count(Kind.LINES);
        switch (envelope.read(line, ref)) {
            case RspamdEnvelope.Read.Own own -> accept(own.line(), ref);
            case RspamdEnvelope.Read.Foreign foreign -> {
                tally.count(Kind.FOREIGN);
                advanceTo(foreign.micros());
            }
            case RspamdEnvelope.Read.Malformed _ -> tally.count(Kind.MALFORMED);
        }
    }

    private void accept(RspamdLine line, RawRef ref) {
        advanceTo(line.micros());
        if (!line.isTask()) return; // of its own doings
        OpinionReader.read(line)
                .ifPresentOrElse(
                        opinion ->
                                sink.opinion(new JudgedMail(opinion, line.host(), line.tag(), line.precision()), ref),
                        () -> tally.unknown(SERVER, line.text()));
    }

    @Override
    public void advanceTo(long micros) {
        tally.time(micros);
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public Optional<ResumePoint> resumePoint() {
        return Optional.empty();
    }

    @Override
    public LogClock clock() {
        return envelope.clock();
    }

    @Override
    public long settledUpToMicros() {
        if (closed) return Long.MAX_VALUE;
        return tally.latestMicros() == Long.MIN_VALUE ? Long.MIN_VALUE : tally.latestMicros() - disorderMicros;
    }

    @Override
    public ExtractionReport report() {
        return tally.report();
    }
}
