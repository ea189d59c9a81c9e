package dev.synoptic.verdict.dialogue;

import dev.synoptic.verdict.log.Emission;
import dev.synoptic.verdict.log.Entry;
import dev.synoptic.verdict.log.ExtractionReport;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.Place;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.ResumePoint;
import dev.synoptic.verdict.log.SecondStarts;
import dev.synoptic.verdict.log.Tally;
import dev.synoptic.verdict.log.Tally.Kind;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.log.VerdictSink;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a log of conversations: what is alike for all servers that log in order.
///
/// @param <L> lines of the dialect
public final class DialogueExtractor<L extends Entry> implements VerdictExtractor {

    private final ExtractorSettings settings;
    private final Tally tally;
    private final Dialect<L> dialect;
    private final Conversations conversations;
    private final SecondStarts starts = new SecondStarts();
    private boolean closed;

    /// Makes a dialect with what it shares with its extractor.
    ///
    /// @param <L> its lines
    @FunctionalInterface
    public interface Making<L extends Entry> {
        /// The dialect.
        Dialect<L> dialect(ExtractorSettings settings, Tally tally, Conversations conversations);
    }

    /// An extractor of one dialect.
    ///
    /// @param idle how long a session may be silent before it counts as over
    public static <L extends Entry> VerdictExtractor of(
            ExtractorSettings settings, VerdictSink sink, Duration idle, Making<L> making) {
        var tally = new Tally(settings.limits());
        var conversations = new Conversations(settings, tally, new Emission(sink, tally), idle);
        return new DialogueExtractor<>(settings, tally, making.dialect(settings, tally, conversations), conversations);
    }

    /// One whose parts are made elsewhere.
    public DialogueExtractor(ExtractorSettings settings, Tally tally, Dialect<L> dialect, Conversations conversations) {
        this.settings = settings;
        this.tally = tally;
        this.dialect = dialect;
        this.conversations = conversations;
    }

    @Override
    public void feed(String line, RawRef ref) {
        tally.count(Kind.LINES);
        dialect.read(line, ref).ifPresentOrElse(this::accept, () -> tally.count(Kind.MALFORMED));
    }

    private void accept(L line) {
        advanceTo(line.micros());
        dialect.accept(line, starts.of(Math.floorDiv(line.micros(), 1_000_000L), line.place()));
    }

    @Override
    public void advanceTo(long micros) {
        tally.time(micros);
        conversations.advanceTo(tally.latestMicros());
    }

    @Override
    public void close() {
        conversations.close();
        closed = true;
    }

    @Override
    public Optional<ResumePoint> resumePoint() {
        long second = Math.floorDiv(tally.latestMicros(), 1_000_000L);
        long disordered = second - settings.limits().disorder().toSeconds();
        return Stream.of(conversations.needed(), starts.since(disordered))
                .flatMap(Optional::stream)
                .min(Comparator.comparingLong(Place::serial))
                .map(conversations::before)
                .map(Place::resume);
    }

    @Override
    public LogClock clock() {
        return dialect.clock();
    }

    @Override
    public long settledUpToMicros() {
        if (closed) return Long.MAX_VALUE;
        if (tally.latestMicros() == Long.MIN_VALUE) return Long.MIN_VALUE;
        long quiet = tally.latestMicros() - settings.limits().disorder().toNanos() / 1_000;
        return Math.min(quiet, conversations.oldestMicros());
    }

    @Override
    public ExtractionReport report() {
        return tally.report();
    }
}
