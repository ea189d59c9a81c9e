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
    /// Verdicts published, corrections included.
    VERDICTS,
    /// Records acknowledged by the brokers, progress included.
    ACKNOWLEDGED;

    /// Its name in metrics: `frames_without_tcp`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
