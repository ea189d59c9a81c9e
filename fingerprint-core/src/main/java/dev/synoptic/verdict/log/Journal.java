package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict.Precision;
import java.util.Map;
import java.util.Optional;

/// Entries of systemd's journal as lines of a system log (V35).
final class Journal {

    private Journal() {}

    /// An entry as `journalctl -o json` writes it.
    static Optional<SyslogLine> read(String json, Place place) {
        return FlatJson.read(json).flatMap(fields -> line(fields, place));
    }

    private static Optional<SyslogLine> line(Map<String, String> fields, Place place) {
        String text = fields.get("MESSAGE");
        String tag = fields.get("SYSLOG_IDENTIFIER");
        String micros = fields.getOrDefault("_SOURCE_REALTIME_TIMESTAMP", fields.get("__REALTIME_TIMESTAMP"));
        if (text == null || tag == null || micros == null || !micros.matches("\\d{1,18}")) return Optional.empty();
        return Optional.of(new SyslogLine(
                Long.parseLong(micros),
                Precision.MICROSECONDS,
                fields.getOrDefault("_HOSTNAME", ""),
                tag,
                fields.getOrDefault("SYSLOG_PID", fields.getOrDefault("_PID", "")),
                text.stripTrailing(),
                1,
                place));
    }
}
