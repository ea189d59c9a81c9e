package dev.synoptic.verdict.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/// An extractor whose log is read again from somewhat earlier after a restart: what it found has to meet what another
/// log tells a little later, and that memory does not outlive the process.
public final class HeldBack implements VerdictExtractor {

    /// Of so many lines one is remembered.
    private static final int STEP = 256;

    private final VerdictExtractor extractor;
    private final long backMicros;
    private final ArrayDeque<Passed> passed = new ArrayDeque<>();
    private long lines;

    /// Where reading would have had to begin again when the log was at that time.
    private record Passed(long micros, ResumePoint from) {}

    /// @param back how far, of the log's own time
    public HeldBack(VerdictExtractor extractor, Duration back) {
        this.extractor = extractor;
        this.backMicros = back.toNanos() / 1_000;
    }

    @Override
    public void feed(String line, RawRef ref) {
        if (lines++ % STEP != 0) {
            extractor.feed(line, ref);
            return;
        }
        var from = extractor.resumePoint().orElse(new ResumePoint(ref, extractor.clock()));
        extractor.feed(line, ref);
        long now = extractor.report().latestMicros();
        passed.add(new Passed(now, from));
        while (passed.size() > 1 && secondOf(passed) <= now - backMicros) passed.removeFirst();
    }

    private static long secondOf(ArrayDeque<Passed> passed) {
        var each = passed.iterator();
        each.next();
        return each.next().micros();
    }

    @Override
    public void advanceTo(long micros) {
        extractor.advanceTo(micros);
    }

    @Override
    public void close() {
        extractor.close();
    }

    @Override
    public Optional<ResumePoint> resumePoint() {
        return passed.isEmpty()
                ? extractor.resumePoint()
                : Optional.of(passed.getFirst().from());
    }

    @Override
    public LogClock clock() {
        return extractor.clock();
    }

    @Override
    public long settledUpToMicros() {
        return extractor.settledUpToMicros();
    }

    @Override
    public ExtractionReport report() {
        return extractor.report();
    }
}
