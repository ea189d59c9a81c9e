package dev.synoptic.verdict.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/// An extractor whose log is read again from somewhat earlier after a restart: what it found has to meet what another
/// log tells a little later, and that memory does not outlive the process.
public final class HeldBack implements VerdictExtractor {

    /// Lines between two looks at the log's time.
    private static final int STEP = 64;

    /// Places remembered of the time that is read again, and so at most two more.
    private static final int PLACES = 16;

    private final VerdictExtractor extractor;
    private final long backMicros;
    private final ArrayDeque<Passed> passed = new ArrayDeque<>();
    private long lines;

    /// Whether the first place is from before the clock was set back; where that happens again and again, as with a
    /// log in another zone than it is read in, it is given up.
    private boolean isSetBack;

    /// Where reading would have had to begin again when the log was at that time.
    private record Passed(long micros, ResumePoint from) {}

    /// @param back how far, of the log's own time
    public HeldBack(VerdictExtractor extractor, Duration back) {
        this.extractor = extractor;
        this.backMicros = back.toNanos() / 1_000;
    }

    @Override
    public void feed(String line, RawRef ref) {
        if (lines++ % STEP == 0) pass(ref);
        extractor.feed(line, ref);
    }

    /// What comes before this line has been read.
    private void pass(RawRef next) {
        long now = extractor.report().latestMicros();
        if (passed.isEmpty()) {
            passed.add(new Passed(now, from(next)));
            return;
        }
        if (now == Long.MIN_VALUE) return; // no line has told a time yet
        if (now < passed.getLast().micros()) setBack(now);
        if (passed.getLast().micros() <= now - backMicros / PLACES) passed.add(new Passed(now, from(next)));
        while (passed.size() > 1 && secondOf(passed) <= now - backMicros) {
            passed.removeFirst();
            isSetBack = false;
        }
    }

    private ResumePoint from(RawRef next) {
        return extractor.resumePoint().orElseGet(() -> new ResumePoint(next, extractor.clock()));
    }

    /// The log's clock: what was read by the one before is as old as this, lest it be held back until that time comes.
    private void setBack(long now) {
        var kept = isSetBack ? passed.getLast() : passed.getFirst();
        passed.clear();
        passed.add(new Passed(now, kept.from()));
        isSetBack = true;
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
