package dev.synoptic.agent.maillog;

import dev.synoptic.verdict.log.LogClock;
import java.util.Map;
import java.util.Optional;

/// Where reading a file's line begins again after a restart: a checkpoint's content (V31).
///
/// @param key        of the generation
/// @param head       of the generation
/// @param offset     of the line, in octets of the log itself
/// @param clock      what the line's time rests on
/// @param readOffset of the next unread line, where that is in the same generation; for people
record FileMark(FileKey key, LogHead head, long offset, LogClock clock, long readOffset) {

    Map<String, String> text() {
        return Map.of(
                "device", Long.toString(key.device()),
                "inode", Long.toString(key.inode()),
                "head.octets", Integer.toString(head.octets()),
                "head.sha256", head.sha256(),
                "offset", Long.toString(offset),
                "read", Long.toString(readOffset),
                "clock", ClockText.of(clock));
    }

    /// Empty where the text is none that [#text] has written.
    static Optional<FileMark> of(Map<String, String> text) {
        try {
            return Optional.of(new FileMark(
                    new FileKey(number(text, "device"), number(text, "inode")),
                    new LogHead(Math.toIntExact(number(text, "head.octets")), text.getOrDefault("head.sha256", "")),
                    number(text, "offset"),
                    ClockText.read(text.getOrDefault("clock", "")),
                    number(text, "read")));
        } catch (IllegalArgumentException | ArithmeticException damaged) {
            return Optional.empty();
        }
    }

    private static long number(Map<String, String> text, String name) {
        return Long.parseLong(text.getOrDefault(name, ""));
    }
}
