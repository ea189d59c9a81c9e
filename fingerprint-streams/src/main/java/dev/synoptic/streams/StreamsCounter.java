package dev.synoptic.streams;

import java.util.Locale;

/// What the service counts.
public enum StreamsCounter {
    /// Raw records read, progress apart.
    RECORDS,
    /// Progress, and switches of the database, read and passed on.
    PROGRESS,
    /// Raw records that had been handled before, and were dropped.
    REPEATS,
    /// SYNs and SYN+ACKs judged.
    JUDGED,
    /// Of these, explained by no signature.
    UNEXPLAINED,
    /// SYNs whose client proved real.
    COMPLETED,
    /// Of these, read in a backlog and completed within the same transaction: published as completed only.
    COMPLETED_AT_ONCE,
    /// Completions whose SYN is not known here: captured before the start, forgotten, or never published.
    COMPLETIONS_WITHOUT_SYN,
    /// SYNs forgotten because nobody completed them in time.
    PENDING_EXPIRED,
    /// SYNs forgotten because too many were pending.
    PENDING_EVICTED,
    /// Instances of agents forgotten because there were too many.
    INSTANCES_EVICTED,
    /// HTTP heads folded into their hosts.
    HEADS,
    /// HTTP heads of hosts that completed no handshake.
    HEADS_OF_UNKNOWN_HOSTS,
    /// What came as an HTTP head and is none.
    HEADS_UNREADABLE,
    /// Timestamp samples of hosts that completed no handshake.
    SAMPLES_OF_UNKNOWN_HOSTS,
    /// Timestamp samples that say nothing of a clock.
    SAMPLES_WITHOUT_CLOCK,
    /// Host states written.
    HOSTS_CHANGED,
    /// Hosts that were not known before.
    HOSTS_BEGUN,
    /// Hosts forgotten because nobody heard of them for too long.
    HOSTS_FORGOTTEN,
    /// Histories forgotten because their last day is too long ago.
    HISTORIES_FORGOTTEN,
    /// Sites forgotten of a host because it was seen from too many.
    SITES_EVICTED,
    /// Handshakes and HTTP heads older than what their host is on record with.
    LATE,
    /// Records of agents whose clock is ahead; they change no host.
    CLOCK_AHEAD,
    /// Partitions that switched to another database.
    DATABASES_SWITCHED,
    /// Databases refused because they make no sense; the old one stays.
    DATABASES_REFUSED,
    /// Threads that lost a transaction to slow or moving brokers, and were replaced by others that began at the last
    /// commit.
    THREADS_REPLACED,
    /// Records sent to `dead-letters.v1`.
    DEAD_LETTERS;

    /// Its name in metrics: `completions_without_syn`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
