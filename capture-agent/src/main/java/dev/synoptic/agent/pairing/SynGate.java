package dev.synoptic.agent.pairing;

/// Decides which SYNs are told at once. The others wait for their connection to complete: whoever forges SYNs can then
/// neither fill the way to the brokers nor crowd out who is real.
@FunctionalInterface
public interface SynGate {

    /// Lets every SYN through, as for files.
    SynGate OPEN = micros -> true;

    /// Whether a SYN captured at this time is told at once; microseconds since 1970, UTC.
    boolean admits(long micros);
}
