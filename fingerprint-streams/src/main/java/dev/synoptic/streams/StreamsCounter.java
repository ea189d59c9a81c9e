package dev.synoptic.streams;

import java.util.Locale;

/// What the service counts.
public enum StreamsCounter {
    /// Raw records read, progress apart.
    RECORDS,
    /// Progress read and passed on.
    PROGRESS,
    /// Raw records that had been handled before, and were dropped.
    REPEATS,
    /// SYNs and SYN+ACKs judged.
    JUDGED,
    /// Of these, explained by no signature.
    UNEXPLAINED,
    /// SYNs whose client proved real.
    COMPLETED,
    /// Completions whose SYN is not known here: captured before the start, forgotten, or never published.
    COMPLETIONS_WITHOUT_SYN,
    /// SYNs forgotten because nobody completed them in time.
    PENDING_EXPIRED,
    /// SYNs forgotten because too many were pending.
    PENDING_EVICTED,
    /// Instances of agents forgotten because there were too many.
    INSTANCES_EVICTED,
    /// HTTP heads, which the fold does not use yet.
    HEADS_NOT_FOLDED,
    /// Timestamp samples of hosts that completed no handshake.
    SAMPLES_OF_UNKNOWN_HOSTS,
    /// Timestamp samples that say nothing of a clock.
    SAMPLES_WITHOUT_CLOCK,
    /// Host states written.
    HOSTS_CHANGED,
    /// Records sent to `dead-letters.v1`.
    DEAD_LETTERS;

    /// Its name in metrics: `completions_without_syn`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
