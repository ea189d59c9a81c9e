package dev.synoptic.agent.maillog;

import dev.synoptic.verdict.log.LogClock;

/// A log's clock as a checkpoint holds it: `2026 11 false 63904300`.
final class ClockText {

    private static final int PARTS = 4;

    private ClockText() {}

    static String of(LogClock clock) {
        return clock.year() + " " + clock.month() + " " + clock.secondPass() + " " + clock.localSecond();
    }

    /// @throws IllegalArgumentException where the text is none
    static LogClock read(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != PARTS) throw new IllegalArgumentException("clock: " + text);
        return new LogClock(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Boolean.parseBoolean(parts[2]),
                Long.parseLong(parts[3]));
    }
}
