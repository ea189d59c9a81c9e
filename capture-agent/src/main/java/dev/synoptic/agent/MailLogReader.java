package dev.synoptic.agent;

import dev.synoptic.agent.maillog.LogFile;
import dev.synoptic.agent.maillog.LogOutlet;
import dev.synoptic.agent.publish.PublishException;
import dev.synoptic.agent.publish.Publisher;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.Origin;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.verdict.log.ExtractionReport;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Splitter;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.log.YearStart;
import dev.synoptic.verdict.source.ContentDesk;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one mail log from its first line to its last, over all files that rotation has made of it, and publishes the
/// verdicts in it. One thread.
final class MailLogReader {

    private static final Logger LOG = LoggerFactory.getLogger(MailLogReader.class);
    private static final int BUFFER = 1 << 16;

    private final AgentSettings settings;
    private final LogInput input;
    private final String instance;
    private final Publisher publisher;
    private final AgentCounters counters;
    private final VerdictExtractor extractor;
    private final ProgressClock clock;
    private final LogOutlet outlet;

    /// @param instance digest of its files
    /// @param year     of times without one
    /// @param desk     where what several logs tell of one transaction comes together
    MailLogReader(
            AgentSettings settings,
            LogInput input,
            String instance,
            YearStart year,
            ContentDesk desk,
            Publisher publisher,
            AgentCounters counters) {
        this.settings = settings;
        this.input = input;
        this.instance = instance;
        this.publisher = publisher;
        this.counters = counters;
        this.clock = new ProgressClock(settings.progress());
        this.outlet = new LogOutlet(publisher, settings.site(), counters, clock);
        this.extractor = desk.extractor(input.mta(), extraction(year), outlet);
    }

    private ExtractorSettings extraction(YearStart year) {
        var usual = ExtractorSettings.of(settings.agent(), settings.site(), year)
                .in(input.zone())
                .proxied(input.proxiedServices());
        return input.host().map(usual::named).orElse(usual);
    }

    /// Reads all of it; returns when everything is handed over, not when it is acknowledged.
    void read(ReadingListener listener) throws IOException {
        tell(Long.MIN_VALUE, false);
        var files = input.files();
        for (int i = 0; i < files.size(); i++) {
            read(files.get(i), i == files.size() - 1 ? instance : instance + '.' + i, listener);
        }
        if (Thread.currentThread().isInterrupted()) return; // stopped early: the source has not ended
        extractor.close();
        proceed();
        check(extractor.report());
        tell(Long.MAX_VALUE, true);
    }

    /// Sessions go on from one file to the next (V32).
    private void read(Path file, String generation, ReadingListener listener) throws IOException {
        var lines = Splitter.detecting(generation, 0, (text, ref) -> {
            counters.count(AgentCounter.LOG_LINES);
            extractor.feed(text, ref);
        });
        long octets = 0;
        try (var log = LogFile.open(file)) {
            var buffer = new byte[BUFFER];
            for (int length;
                    (length = log.read(buffer)) >= 0 && !Thread.currentThread().isInterrupted(); ) {
                lines.accept(buffer, 0, length);
                octets += length;
                proceed();
                listener.read(file, log.octetsRead(), log.octetsTotal());
            }
        }
        counters.add(AgentCounter.LOG_LINES_CUT, lines.cutLines());
        if (octets > lines.nextOffset() && !Thread.currentThread().isInterrupted()) unfinished(file);
    }

    /// V34: what has no newline is no line.
    private void unfinished(Path file) {
        counters.count(AgentCounter.LOG_LINES_UNFINISHED);
        LOG.warn("{}: its last line has no end and is left out; is it still being written?", file);
    }

    /// Tells how far all verdicts are out, and stops where the brokers refuse.
    private void proceed() throws PublishException {
        outlet.check(extractor.report());
        long settled = extractor.settledUpToMicros();
        if (settled == Long.MIN_VALUE || settled == Long.MAX_VALUE) return;
        clock.at(settled);
        if (clock.isDue()) tell(clock.tell(), false);
    }

    /// A log in which nothing makes sense is the user's mistake, not an empty table.
    private void check(ExtractionReport report) throws InputException {
        if (report.lines() == 0) {
            throw new InputException(InputException.Kind.EMPTY, input.file(), "a log without lines");
        }
        if (report.malformed() == report.lines()) {
            throw wrongFormat("line 1: no log line; expected 'Mmm dd hh:mm:ss host program[pid]: text',"
                    + " or the same with an RFC 3339 time");
        }
        if (report.malformed() + report.foreign() == report.lines()) {
            throw wrongFormat("no line of " + input.mta().text() + " among " + report.lines() + " lines");
        }
    }

    private InputException wrongFormat(String what) {
        return new InputException(InputException.Kind.WRONG_FORMAT, input.file(), what);
    }

    private void tell(long watermarkMicros, boolean ended) throws PublishException {
        var report = extractor.report();
        var losses = counters.losses(report.malformed() + report.unknown(), report.gaps());
        var progress = new Progress(watermarkMicros, input.source(), ended, losses);
        var origin = new Origin(settings.agent(), settings.site(), instance, outlet.verdicts());
        publisher.sendToAll(Topics.VERDICTS, new VerdictMessage.Advanced(new SourceProgress(origin, progress)));
    }
}
