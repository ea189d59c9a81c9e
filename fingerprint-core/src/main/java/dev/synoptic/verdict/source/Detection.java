package dev.synoptic.verdict.source;

import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.RawRef;
import dev.synoptic.verdict.log.VerdictExtractor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds out what wrote a log, from its first lines; whoever asks says what was found.
public final class Detection {

    /// Lines enough to tell: a server logs a connection soon after its start-up talk.
    public static final int LINES_MAX = 2_000;

    private Detection() {}

    /// How much of a sample one kind of server's reader made sense of.
    private record Trial(MailServer server, long verdicts, long understood) {

        /// A content filter's lines often stand in its mail server's log, whose word counts (V30).
        boolean isOfMailServer() {
            return server != MailServer.RSPAMD;
        }
    }

    /// The mail server whose reader finds most verdicts, and among equals understands most lines; a content filter
    /// where no server's understands any line. Empty where none finds a line of its own.
    public static Optional<MailServer> of(List<String> sample, ExtractorSettings settings) {
        return Arrays.stream(MailServer.values())
                .map(server -> trial(server, sample, settings))
                .filter(trial -> trial.understood() > 0)
                .max(Comparator.comparing(Trial::isOfMailServer)
                        .thenComparingLong(Trial::verdicts)
                        .thenComparingLong(Trial::understood))
                .map(Trial::server);
    }

    private static Trial trial(MailServer server, List<String> sample, ExtractorSettings settings) {
        long[] found = new long[1];
        VerdictExtractor extractor = server.extractor(settings, (verdict, line) -> found[0]++);
        sample.stream().limit(LINES_MAX).forEach(line -> extractor.feed(line, RawRef.NOWHERE));
        extractor.close();
        var report = extractor.report();
        long understood = report.lines() - report.malformed() - report.foreign() - report.unknown() - report.orphans();
        return new Trial(server, found[0], understood);
    }
}
