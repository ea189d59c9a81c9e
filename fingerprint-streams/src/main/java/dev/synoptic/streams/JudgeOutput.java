package dev.synoptic.streams;

import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.match.JudgedHead;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.signature.ToolSystems;

/// What the judge hands on.
sealed interface JudgeOutput {

    /// For `fingerprints.v1`.
    ///
    /// @param partition of the input, where it must go on to: progress has no key that would tell
    record Published(int partition, FingerprintMessage message) implements JudgeOutput {}

    /// For the memory of hosts.
    sealed interface News extends JudgeOutput {}

    /// A handshake that its client completed.
    ///
    /// @param tool the systems that its tool runs on, where one sent it
    record Completed(Fingerprint fingerprint, ToolSystems tool) implements News {}

    /// An HTTP head.
    record Head(JudgedHead head) implements News {}

    /// A record as it came: a timestamp sample, or something that only moves the clock.
    record Passed(HandshakeRecord record) implements News {}
}
