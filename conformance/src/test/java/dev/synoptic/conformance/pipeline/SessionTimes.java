package dev.synoptic.conformance.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// How long mail sessions took, as `mail_under_way.sh` notes them: `SERVER RESULT … MILLISECONDS`.
record SessionTimes(List<String> rows) {

    static SessionTimes read(Path results) throws IOException {
        return new SessionTimes(Files.readAllLines(results));
    }

    int size() {
        return rows.size();
    }

    /// Those from one on up to another.
    SessionTimes between(int from, int to) {
        return new SessionTimes(rows.subList(from, to));
    }

    private double[] millis(String server) {
        return rows.stream()
                .filter(row -> row.startsWith(server + " "))
                .mapToDouble(row -> Long.parseLong(row.substring(row.lastIndexOf(' ') + 1)))
                .toArray();
    }

    /// The distribution of one server's sessions, and what of it was waited for answers, to be read by people.
    String of(String server, List<Long> waitsNanos) {
        double[] sessions = millis(server);
        double[] waits = waitsNanos.stream().mapToDouble(nanos -> nanos / 1e6).toArray();
        double perSession = sessions.length == 0 ? 0 : Arrays.stream(waits).sum() / sessions.length;
        double mean = Arrays.stream(sessions).average().orElse(0);
        return "sessions %s; answers %s; a session of %.0f ms waited %.1f ms for answers, %.1f %%"
                .formatted(
                        distribution(sessions),
                        distribution(waits),
                        mean,
                        perSession,
                        mean == 0 ? 0 : 100 * perSession / mean);
    }

    private static String distribution(double[] millis) {
        if (millis.length == 0) return "none";
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return "%d: p50 %.1f ms, p90 %.1f, p99 %.1f, longest %.1f"
                .formatted(
                        sorted.length,
                        sorted[sorted.length / 2],
                        sorted[(int) (sorted.length * 0.9)],
                        sorted[(int) (sorted.length * 0.99)],
                        sorted[sorted.length - 1]);
    }
}
