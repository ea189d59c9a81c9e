package dev.synoptic.schemas;

import java.util.List;

/// What the newest sessions of one partition say of the clocks of one capturing agent and one mail host
/// (`mail.md` J7): session's start minus capture of its SYN, no clock corrected, microseconds, the newest last.
///
/// @param byPortMicros    of sessions whose SYN is known by address and port
/// @param byAddressMicros of sessions and SYNs that may belong together by their address
public record ClockDifferences(List<Long> byPortMicros, List<Long> byAddressMicros) {
    public ClockDifferences {
        byPortMicros = List.copyOf(byPortMicros);
        byAddressMicros = List.copyOf(byAddressMicros);
    }
}
