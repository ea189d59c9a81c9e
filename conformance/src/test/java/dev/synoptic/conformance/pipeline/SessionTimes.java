package dev.synoptic.conformance.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How long mail sessions took, as `mail_under_way.sh` notes them: `SERVER RESULT … MILLISECONDS`.
record SessionTimes(List<String> rows) {

    static SessionTimes read(Path results) throws IOException {
        return new SessionTimes(Files.readAllLines(results));
    }

    int size() {
        return rows.size();
    }

    /// Those before the `count`th, and those from it on.
    SessionTimes first(int count) {
        return new SessionTimes(rows.subList(0, count));
    }

    SessionTimes from(int count) {
        return new SessionTimes(rows.subList(count, rows.size()));
    }

    /// The distribution of one server's sessions, to be read by people.
    String of(String server) {
        long[] millis = rows.stream()
                .filter(row -> row.startsWith(server + " "))
                .mapToLong(row -> Long.parseLong(row.substring(row.lastIndexOf(' ') + 1)))
                .sorted()
                .toArray();
        if (millis.length == 0) return "no session";
        return "%d sessions, p50 %d ms, p90 %d ms, p99 %d ms, longest %d ms"
                .formatted(
                        millis.length,
                        millis[millis.length / 2],
                        millis[(int) (millis.length * 0.9)],
                        millis[(int) (millis.length * 0.99)],
                        millis[millis.length - 1]);
    }
}
