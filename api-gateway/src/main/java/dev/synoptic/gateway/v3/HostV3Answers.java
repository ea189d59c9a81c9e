package dev.synoptic.gateway.v3;

import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.answer.HostView;
import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;

/// The gateway's answers: from the index of hosts, an IPv4 address in IPv6 clothes looked up as the IPv4 host it is
/// (`clients.md` 1.2 rule 11).
///
/// @param hosts what is known, as seen from the listener's site
public record HostV3Answers(HostFinder hosts) implements V3Answers {

    private static final long MAPPED = 0xFFFF;

    @Override
    public void put(IpAddress address, ByteBuffer answers) {
        put(address.version(), address.high(), address.low(), answers);
    }

    @Override
    public void put(int version, long high, long low, ByteBuffer answers) {
        boolean mapped = version == 6 && high == 0 && low >>> 32 == MAPPED;
        HostView host = mapped ? hosts.look(4, 0, low & 0xFFFF_FFFFL) : hosts.look(version, high, low);
        if (host == null) {
            V3Answer.putNoMatch(answers);
        } else {
            V3Answer.putFound(hosts, host, answers);
        }
    }
}
