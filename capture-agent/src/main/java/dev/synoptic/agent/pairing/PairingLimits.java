package dev.synoptic.agent.pairing;

import java.time.Duration;

/// How many connections are remembered, and for how long of the capture's time. What passes a limit is
/// forgotten, oldest first, and counted; what completes later is then not seen to.
///
/// @param opening      connections that were not completed yet; forged SYNs can fill no other table
/// @param completed    connections that are watched for timestamps and HTTP heads
/// @param age          how long each is remembered after its SYN (`p0f-v3.md` STATE-1: 30 s)
/// @param synAckPause  in the fleet, one SYN+ACK of each server is published in this time
/// @param synAckServers servers whose last SYN+ACK is remembered
public record PairingLimits(int opening, int completed, Duration age, Duration synAckPause, int synAckServers) {

    /// p0f remembers 1,000 connections; a busy mail host opens as many in a fraction of a second.
    public static final PairingLimits DEFAULT =
            new PairingLimits(65_536, 65_536, Duration.ofSeconds(30), Duration.ofSeconds(10), 4_096);

    public PairingLimits {
        if (opening < 1 || completed < 1 || synAckServers < 1) {
            throw new IllegalArgumentException("a table that holds nothing");
        }
    }
}
