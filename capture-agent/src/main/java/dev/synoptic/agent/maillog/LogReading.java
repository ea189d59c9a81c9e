package dev.synoptic.agent.maillog;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.ProgressClock;
import dev.synoptic.agent.publish.PublishException;
import dev.synoptic.agent.publish.RecordSink;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.Origin;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.verdict.log.ExtractionReport;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.LogClock;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.ResumePoint;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.source.MailServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The lines of a followed log, in order, to verdicts and progress on their way. One thread.
final class LogReading {

    /// How far lines may be out of order (V36): of a log that is read to its end, all is known up to so long ago.
    private static final Duration DISORDER = Duration.ofSeconds(5);

    private final Follower follower;
    private final String source;
    private final RecordSink sink;
    private final VerdictExtractor extractor;
    private final ProgressClock clock;
    private final LogOutlet outlet;

    LogReading(Follower follower, String source, MailServer mta, ExtractorSettings settings, RecordSink sink) {
        this.follower = follower;
        this.source = source;
        this.sink = sink;
        this.clock = new ProgressClock(follower.progress());
        this.outlet = new LogOutlet(sink, follower.site(), follower.counters(), clock);
        this.extractor = follower.desk().extractor(mta, settings, outlet);
    }

    /// Says that there is this source, before its first line.
    void begin() throws PublishException {
        tell(Long.MIN_VALUE);
    }

    void line(String text, RawRef ref) {
        follower.counters().count(AgentCounter.LOG_LINES);
        extractor.feed(text, ref);
    }

    /// Tells how far all verdicts are out, and stops where nothing more can be handed over.
    void proceed() throws PublishException {
        outlet.check(extractor.report());
        long settled = extractor.settledUpToMicros();
        if (settled == Long.MIN_VALUE || settled == Long.MAX_VALUE) return;
        clock.at(settled);
        if (clock.isDue()) tell(clock.tell());
    }

    /// The log is read to its end now.
    void quietAt(Instant now) throws PublishException {
        extractor.advanceTo(ChronoUnit.MICROS.between(Instant.EPOCH, now.minus(DISORDER)));
        proceed();
    }

    /// Where to begin after a restart; empty where the next unread line will do.
    Optional<ResumePoint> resumePoint() {
        return extractor.resumePoint();
    }

    LogClock logClock() {
        return extractor.clock();
    }

    ExtractionReport report() {
        return extractor.report();
    }

    private void tell(long watermarkMicros) throws PublishException {
        var origin = new Origin(follower.agent(), follower.site(), follower.instance(), outlet.verdicts());
        var report = extractor.report();
        var losses = follower.counters().losses(report.malformed() + report.unknown(), report.gaps());
        var progress = new SourceProgress(origin, new Progress(watermarkMicros, source, false, losses));
        sink.sendToAll(Topics.VERDICTS, new VerdictMessage.Advanced(progress));
    }
}
