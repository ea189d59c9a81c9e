package dev.synoptic.gateway.v3;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.packet.IpAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The gateway's answers: from the index of hosts, an IPv4 address in IPv6 clothes looked up as the IPv4 host it is
/// (`clients.md` 1.2 rule 11).
///
/// @param hosts what is known, as seen from the listener's site
public record HostV3Answers(HostFinder hosts) implements V3Answers {

    @Override
    public void put(IpAddress address, ByteBuffer answers) {
        Optional<HostAnswer> found = hosts.find(address.unmapped());
        if (found.isPresent()) {
            V3Answer.putFound(found.get(), answers);
        } else {
            V3Answer.putNoMatch(answers);
        }
    }
}
