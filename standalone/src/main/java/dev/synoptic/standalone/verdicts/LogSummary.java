package dev.synoptic.standalone.verdicts;

import dev.synoptic.agent.maillog.LogFile;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.log.ExtractionReport;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Splitter;
import dev.synoptic.verdict.log.YearStart;
import dev.synoptic.verdict.source.MailServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What one mail log says.
///
/// @param report   how its lines were understood
/// @param outcomes the last word on each transaction and connection
record LogSummary(ExtractionReport report, Map<Outcome, Long> outcomes) {

    private static final int BUFFER = 1 << 16;
    private static final String NAMELESS = "log";

    static LogSummary read(Path file, MailServer mta, ZoneId zone) throws IOException {
        if (Files.isDirectory(file)) throw new UserMistake(file + ": a folder, expected a mail log");
        Map<String, Verdict> last = new HashMap<>();
        try (var log = LogFile.open(file)) {
            var year = new YearStart.ModifiedAt(Files.getLastModifiedTime(file).to(TimeUnit.MICROSECONDS));
            var settings = ExtractorSettings.of(NAMELESS, NAMELESS, year).in(zone);
            var extractor = mta.extractor(
                    settings,
                    (verdict, _) ->
                            last.merge(verdict.eventId(), verdict, (a, b) -> b.revision() >= a.revision() ? b : a));
            var lines = Splitter.detecting(NAMELESS, 0, extractor::feed);
            var buffer = new byte[BUFFER];
            for (int length; (length = log.read(buffer)) >= 0; ) lines.accept(buffer, 0, length);
            extractor.close();
            return new LogSummary(extractor.report(), counted(last));
        } catch (NoSuchFileException | FileNotFoundException none) {
            throw new UserMistake(file + ": no such file, or it may not be read");
        }
    }

    private static Map<Outcome, Long> counted(Map<String, Verdict> last) {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (Verdict each : last.values()) outcomes.merge(each.outcome(), (long) each.repeat(), Long::sum);
        return outcomes;
    }
}
