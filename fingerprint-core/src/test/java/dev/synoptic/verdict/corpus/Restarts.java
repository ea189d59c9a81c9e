package dev.synoptic.verdict.corpus;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.LineSplitter;
import dev.synoptic.verdict.log.ResumePoint;
import dev.synoptic.verdict.source.MailServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads a log in several lives: each ends without a word in the middle of the file and goes on from its last
/// resume point (`mail.md` (h) 5).
public final class Restarts {

    private Restarts() {}

    /// @param ends the octet at which each life but the last ends, ascending
    public static List<Verdict> read(MailServer server, ExtractorSettings settings, byte[] log, List<Integer> ends) {
        List<Verdict> all = new ArrayList<>();
        int from = 0;
        ExtractorSettings next = settings;
        for (int end : ends) {
            var extractor = server.extractor(next, (verdict, line) -> all.add(verdict));
            var splitter = new LineSplitter("g", from, extractor::feed);
            splitter.accept(log, from, Math.max(from, end));
            Optional<ResumePoint> point = extractor.resumePoint();
            from = point.map(p -> (int) p.line().offset()).orElse(from);
            next = settings.resuming(point.map(ResumePoint::clock).orElse(next.clock()));
        }
        var extractor = server.extractor(next, (verdict, line) -> all.add(verdict));
        new LineSplitter("g", from, extractor::feed).accept(log, from, log.length);
        extractor.close();
        return sorted(MailCorpus.newest(all));
    }

    public static List<Verdict> sorted(List<Verdict> verdicts) {
        return verdicts.stream().sorted(Comparator.comparing(Verdict::eventId)).toList();
    }
}
