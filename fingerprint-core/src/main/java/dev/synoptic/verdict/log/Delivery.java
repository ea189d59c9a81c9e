package dev.synoptic.verdict.log;

import dev.synoptic.verdict.Verdict;
import java.util.Locale;
import java.util.Optional;

/// What became of a message after it was accepted; it never changes the verdict (V5).
///
/// It has no name of its own: two that are equal are one, told again after a restart.
///
/// @param agent   the agent that read the log
/// @param site    the site of the mail host
/// @param host    the mail host as its verdicts name it
/// @param queueId of the message, as its verdict has it; a server may use it again once the message is gone (V21)
/// @param micros  when it was logged, microseconds since 1970, UTC
/// @param outcome what became of it, or of some of its recipients
public record Delivery(String agent, String site, String host, String queueId, long micros, Outcome outcome) {

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

    /// What became of the message that this verdict is about; empty where it has no queue id to know it by.
    public static Optional<Delivery> of(Verdict verdict, long micros, Outcome outcome) {
        return verdict.queueId()
                .map(id -> new Delivery(verdict.agent(), verdict.site(), verdict.host(), id, micros, outcome));
    }

    /// Names the mail host among all of the fleet: as the log does, or by its site where the log tells no name.
    public String server() {
        return host.isEmpty() ? site : host;
    }
}
