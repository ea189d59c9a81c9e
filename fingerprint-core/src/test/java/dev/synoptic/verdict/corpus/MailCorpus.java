package dev.synoptic.verdict.corpus;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.log.ExtractionReport;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.Splitter;
import dev.synoptic.verdict.log.UserNames;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.log.YearStart;
import dev.synoptic.verdict.source.MailServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// The mail corpus: logs of real servers, and what their clients saw.
public final class MailCorpus {

    private MailCorpus() {}

    /// A file of the corpus, unpacked.
    public static byte[] octets(String name) {
        try (InputStream raw = MailCorpus.class.getResourceAsStream("/mail/" + name)) {
            if (raw == null) throw new IllegalStateException("no test resource mail/" + name);
            try (InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> lines(String name) {
        return new String(octets(name), StandardCharsets.UTF_8).lines().toList();
    }

    /// Rows of a table as maps from the names in its first line; lines that begin with `#` are left out.
    public static List<Row> rows(String name) {
        List<String> lines =
                lines(name).stream().filter(line -> !line.startsWith("#")).toList();
        String[] names = lines.getFirst().split("\t");
        return lines.stream()
                .skip(1)
                .map(line -> row(names, line.split("\t", -1)))
                .toList();
    }

    /// One row of a table.
    public record Row(Map<String, String> fields) {
        public String get(String name) {
            return Objects.requireNonNull(fields.get(name), name);
        }
    }

    private static Row row(String[] names, String[] fields) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < names.length; i++) row.put(names[i], i < fields.length ? fields[i] : "");
        return new Row(row);
    }

    /// What clients saw at one mail host.
    public static List<Row> truth(String host) {
        return rows("truth.tsv.gz").stream()
                .filter(row -> row.get("host").equals(host))
                .toList();
    }

    /// What was read from a log.
    public record Reading(List<Verdict> verdicts, ExtractionReport report) {}

    public static Reading read(MailServer server, String host, String log) {
        return read(server, settings(host), octets(log));
    }

    public static ExtractorSettings settings(String site) {
        return ExtractorSettings.of("agent-" + site, site, new YearStart.Known(2026))
                .keeping(new UserNames.InClear());
    }

    public static Reading read(MailServer server, ExtractorSettings settings, byte[] octets) {
        List<Verdict> verdicts = new ArrayList<>();
        VerdictExtractor extractor = server.extractor(settings, (verdict, line) -> verdicts.add(verdict));
        var splitter = Splitter.detecting("test", 0, extractor::feed);
        splitter.accept(octets, 0, octets.length);
        extractor.close();
        return new Reading(List.copyOf(newest(verdicts)), extractor.report());
    }

    /// Only the highest revision of each event; of equal ones the first, as a consumer keeps it that drops
    /// repeats.
    public static List<Verdict> newest(List<Verdict> verdicts) {
        Map<String, Verdict> byId = new LinkedHashMap<>();
        for (Verdict each : verdicts) {
            byId.merge(each.eventId(), each, (a, b) -> b.revision() > a.revision() ? b : a);
        }
        return new ArrayList<>(byId.values());
    }

    /// The first so many fields of each row, for comparing tables.
    public static List<String> columns(String name, int count) {
        return lines(name).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> String.join("\t", Arrays.copyOf(line.split("\t"), count)))
                .toList();
    }
}
