package dev.synoptic.verdict.log;

import java.util.Locale;

/// What became of a message after it was accepted; it never changes the verdict (V5).
///
/// @param host    the mail host as the log names it
/// @param queueId of the message
/// @param micros  when it was logged, microseconds since 1970, UTC
/// @param outcome what became of it
public record Delivery(String host, String queueId, long micros, Outcome outcome) {

    /// The kinds of ends, and of delays.
    public enum Outcome {
        SENT,
        BOUNCED,
        DEFERRED,
        EXPIRED,
        DISCARDED,
        HELD;

        /// As `delivery=` writes it.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
