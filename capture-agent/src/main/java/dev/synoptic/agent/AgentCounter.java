package dev.synoptic.agent;

import java.util.Locale;

/// What an agent counts.
public enum AgentCounter {
    /// Frames read.
    FRAMES,
    /// Frames of a link type that is not understood.
    FRAMES_OF_UNKNOWN_LINK,
    /// Frames without TCP.
    FRAMES_WITHOUT_TCP,
    /// Frames whose headers are cut off or make no sense, fragments and tunnels.
    FRAMES_UNSOUND,
    /// TCP segments decoded.
    SEGMENTS,
    /// Frames captured longer ago than the progress already told.
    FRAMES_LATE,
    /// SYNs published.
    SYNS,
    /// SYNs not told at once, since too many came in one second; each is told if its connection completes.
    SYNS_HELD_BACK,
    /// SYNs that repeat one whose connection is still opening.
    SYNS_REPEATED,
    /// SYN+ACKs published.
    SYN_ACKS,
    /// SYN+ACKs that answer no SYN seen, or with the wrong number.
    SYN_ACKS_UNPAIRED,
    /// SYN+ACKs left out, since their server's was published a moment before.
    SYN_ACKS_SAMPLED_OUT,
    /// Completions published.
    COMPLETIONS,
    /// Timestamp samples published.
    TIMESTAMP_SAMPLES,
    /// HTTP heads published.
    HTTP_HEADS,
    /// HTTP heads left out: too long, too many at a time, or no HTTP.
    HTTP_HEADS_PASSED_OVER,
    /// Opening connections forgotten because the table was full.
    OPENING_EVICTED,
    /// Opening connections forgotten because nothing came for too long.
    OPENING_EXPIRED,
    /// Completed connections forgotten because the table was full.
    COMPLETED_EVICTED,
    /// Completed connections forgotten because nothing came for too long.
    COMPLETED_EXPIRED,
    /// Lines of mail logs read.
    LOG_LINES,
    /// Lines longer than is read; their end was cut off.
    LOG_LINES_CUT,
    /// Last lines without a newline at the end of a log that grows no more: no lines (V34).
    LOG_LINES_UNFINISHED,
    /// Logs that were moved away and begun anew (V32).
    LOG_ROTATIONS,
    /// Logs that were emptied in place; what was written between their copy and that is lost, nobody knows how much
    /// (V32).
    LOG_TRUNCATIONS,
    /// Times that the place where reading had stopped was not found again (V33).
    LOG_GAPS,
    /// Times that a log could not be read, or its checkpoint not be written.
    LOG_FAULTS,
    /// Checkpoints written.
    CHECKPOINTS,
    /// Entries of the journal left out, since their trusted fields are not the mail server's (V35).
    JOURNAL_ENTRIES_FOREIGN,
    /// Times that the journal's reader ended and was started again.
    JOURNAL_RESTARTS,
    /// Opinions of a content filter, and verdicts that waited for one, forgotten although the other log may still have
    /// told of the same message: there were too many.
    OPINIONS_CROWDED_OUT,
    /// Verdicts published, corrections included.
    VERDICTS,
    /// What became of messages after they were accepted, published.
    DELIVERIES,
    /// The same left out: told of the message before, or of one that went at once, or that the host itself sent.
    DELIVERIES_LEFT_OUT,
    /// Messages no longer remembered while they may have been in the queue, since too many were: of these something may
    /// be told again.
    DELIVERIES_FORGOTTEN,
    /// Records acknowledged by the brokers, progress included.
    ACKNOWLEDGED,
    /// Records that the brokers will never take, such as one too large.
    REFUSED,
    /// Times that the brokers were given up until they can be reached again.
    BROKERS_LOST,
    /// Records lost because the memory queue was full.
    QUEUE_DROPPED,
    /// Records written to the spool, progress included.
    SPOOLED,
    /// Records taken from the spool and acknowledged by the brokers, progress included.
    SPOOL_REPLAYED,
    /// Records lost because the spool was full or they were too old; progress is counted apart.
    SPOOL_DROPPED,
    /// Progress lost likewise.
    SPOOL_PROGRESS_DROPPED,
    /// Records lost because the spool could not be written, as on a full disk.
    SPOOL_UNWRITTEN,
    /// Captured records that went with an earlier process which was killed: neither acknowledged nor whole in the
    /// spool. Exact where the brokers were away; where they were not, some of those on their way may have arrived.
    LOST_IN_CRASH,
    /// Spool files of which a part could not be read.
    SPOOL_FILES_DAMAGED,
    /// Frames that the kernel lost because they were not taken in time.
    KERNEL_DROPS,
    /// Frames that the interfaces themselves lost.
    INTERFACE_DROPS,
    /// Times that an interface could not be read on.
    INTERFACES_LOST,
    /// Times that the wall clock was set forward or back while running.
    CLOCK_STEPS;

    /// Its name in metrics: `frames_without_tcp`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
