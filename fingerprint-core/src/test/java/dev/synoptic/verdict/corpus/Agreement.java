package dev.synoptic.verdict.corpus;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Holds what was read from a log against what clients saw (`mail.md` (h) 1): all outcomes but ABORTED, as
/// multisets for each client address, and port where the log tells it.
public final class Agreement {

    private Agreement() {}

    /// What differs, one line for each client; empty where nothing does.
    public static List<String> differences(
            Collection<MailCorpus.Row> truth, Collection<Verdict> verdicts, boolean withPorts) {
        Map<String, List<String>> seen = new TreeMap<>();
        Map<String, List<String>> read = new TreeMap<>();
        for (var row : truth) {
            if (!row.get("verdict").equals("ABORTED")) {
                String port = withPorts ? ' ' + row.get("client_port") : "";
                add(seen, address(row.get("client_ip")) + port, row.get("verdict"));
            }
        }
        for (Verdict each : verdicts) {
            if (each.outcome() != Outcome.ABORTED) {
                String port = withPorts ? " " + each.clientPort().orElse(-1) : "";
                for (int i = 0; i < each.repeat(); i++) {
                    add(read, each.client().text() + port, each.outcome().name());
                }
            }
        }
        return compare(seen, read);
    }

    private static String address(String text) {
        return IpAddress.parse(text).orElseThrow().text();
    }

    private static void add(Map<String, List<String>> table, String key, String value) {
        table.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    private static List<String> compare(Map<String, List<String>> seen, Map<String, List<String>> read) {
        Map<String, List<String>> all = new TreeMap<>(seen);
        read.forEach(all::putIfAbsent);
        List<String> differences = new ArrayList<>();
        for (String key : all.keySet()) {
            var clients = seen.getOrDefault(key, List.of()).stream().sorted().toList();
            var logs = read.getOrDefault(key, List.of()).stream().sorted().toList();
            if (!clients.equals(logs)) differences.add(key + ": clients saw " + clients + ", the log says " + logs);
        }
        return differences;
    }
}
