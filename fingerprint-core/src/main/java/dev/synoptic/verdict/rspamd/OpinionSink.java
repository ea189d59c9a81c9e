package dev.synoptic.verdict.rspamd;

import dev.synoptic.verdict.log.RawRef;

/// Where opinions go.
@FunctionalInterface
public interface OpinionSink {

    /// @param mail what was thought of one message
    /// @param line that tells it
    void opinion(JudgedMail mail, RawRef line);
}
