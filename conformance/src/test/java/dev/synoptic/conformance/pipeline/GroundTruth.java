package dev.synoptic.conformance.pipeline;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// What clients saw of a mail host, as `mail.md` (h) 1 compares it: verdicts but ABORTED, as multisets for each client
/// address, and port where the log has it.
final class GroundTruth {

    private GroundTruth() {}

    /// By client, how often each outcome came, as the clients saw it.
    static Map<String, Map<Outcome, Integer>> of(MailHost host) throws IOException {
        Map<String, Map<Outcome, Integer>> counted = new TreeMap<>();
        for (Map<String, String> row : rows()) {
            if (!value(row, "host").equals(host.host())) continue;
            count(
                    counted,
                    value(row, "client_ip"),
                    value(row, "client_port"),
                    host,
                    Outcome.valueOf(value(row, "verdict")));
        }
        return counted;
    }

    /// What clients of one port of the host saw accepted and rejected, as ratios count it (T1).
    static RatioCounts counted(MailHost host, String serverPort) throws IOException {
        var sum = RatioCounts.ZERO;
        for (Map<String, String> row : rows()) {
            if (!value(row, "host").equals(host.host())
                    || !value(row, "server_port").equals(serverPort)) continue;
            if (value(row, "stage").equals("AUTH")) continue;
            sum = sum.plus(RatioCounts.of(
                    value(row, "verdict").equals("ACCEPTED") ? 1 : 0,
                    value(row, "verdict").equals("REJECTED") ? 1 : 0));
        }
        return sum;
    }

    /// The same of verdicts; of several revisions of one, the last counts.
    static Map<String, Map<Outcome, Integer>> ofVerdicts(Collection<Verdict> verdicts, MailHost host) {
        Map<String, Verdict> latest = new HashMap<>();
        for (Verdict verdict : verdicts) {
            latest.merge(verdict.eventId(), verdict, (old, now) -> now.revision() > old.revision() ? now : old);
        }
        Map<String, Map<Outcome, Integer>> counted = new TreeMap<>();
        for (Verdict verdict : latest.values()) {
            String port = verdict.clientPort().isPresent()
                    ? Integer.toString(verdict.clientPort().getAsInt())
                    : "";
            for (int i = 0; i < verdict.repeat(); i++) {
                count(counted, verdict.client().toString(), port, host, verdict.outcome());
            }
        }
        return counted;
    }

    private static void count(
            Map<String, Map<Outcome, Integer>> counted, String address, String port, MailHost host, Outcome outcome) {
        if (outcome == Outcome.ABORTED) return;
        String client = host == MailHost.MX2 ? address : address + " " + port;
        counted.computeIfAbsent(client, absent -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
    }

    /// Rows of `truth.tsv` by the names of its columns.
    static List<Map<String, String>> rows() throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(MailHost.open("/mail/truth.tsv.gz")), StandardCharsets.UTF_8))) {
            String[] names = in.readLine().split("\t", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fields = line.split("\t", -1);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < names.length; i++) row.put(names[i], fields[i]);
                rows.add(row);
            }
            return rows;
        }
    }

    static String value(Map<String, String> row, String column) {
        String value = row.get(column);
        if (value == null) throw new IllegalStateException("truth.tsv has no column " + column);
        return value;
    }
}
