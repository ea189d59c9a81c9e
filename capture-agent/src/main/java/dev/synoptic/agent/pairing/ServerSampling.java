package dev.synoptic.agent.pairing;

import dev.synoptic.packet.IpAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// Lets one SYN+ACK of each server through in a while: a fleet's own servers answer every client, and all their
/// answers together would be one hot key (design §3).
final class ServerSampling {

    private final long pauseMicros;
    private final Map<IpAddress, Long> last;

    ServerSampling(PairingLimits limits) {
        this.pauseMicros = limits.synAckPause().toNanos() / 1_000;
        this.last = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<IpAddress, Long> eldest) {
                return size() > limits.synAckServers();
            }
        };
    }

    /// Whether the server's answer is due; if so, the next is not for a while.
    boolean isDue(IpAddress server, long micros) {
        var before = last.get(server);
        if (before != null && micros >= before && micros - before < pauseMicros) return false;
        last.put(server, micros);
        return true;
    }
}
