package dev.synoptic.conformance.hosts;

/// The rules of `docs/fidelity.md` that may make a host's record differ from p0f's.
enum Rule {
    /// FLEET-12: only completed handshakes change hosts.
    PROOF_OF_LIFE,
    /// FLEET-14: what is older than its reference counts, but is held against nothing; a capture whose time goes back.
    LATE,
    /// FLEET-16: which timestamps are samples.
    CLOCKS,
    /// FLEET-17, FLEET-19: heads that are held against no system, labels by what they say.
    HEADS,
    /// HTTP that the agent did not tell of.
    HEADS_NOT_TOLD,
    /// FLEET-20: hosts are forgotten by a clock, not by counting packets.
    FORGETTING,
    /// FLEET-21: p0f's own probes are connections like any other.
    PROBES,
    /// FLEET-22: the answer to a tool's SYN counts.
    ANSWERS_TO_TOOLS,
    /// FLEET-25: an acknowledgement before the answer does not end a connection.
    EARLY_ACKS,
    /// FLEET-23: a server is seen when it answers, a client of an answered SYN when it sent that.
    MOMENTS
}
