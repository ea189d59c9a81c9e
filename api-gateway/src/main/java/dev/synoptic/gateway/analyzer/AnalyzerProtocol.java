package dev.synoptic.gateway.analyzer;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.answer.HostText;
import dev.synoptic.gateway.socket.DatagramProtocol;
import dev.synoptic.packet.IpAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/// One datagram asks, one answers at once: amavisd collects after 50 ms, and a late answer is lost, so no question
/// ever waits (`clients.md` 3).
///
/// @param hosts      what is known, as seen from the listener's site
/// @param handshakes a host's latest handshake
/// @param wording    in whose words
/// @param counters   what is asked
public record AnalyzerProtocol(
        HostFinder hosts,
        Function<IpAddress, Optional<LastHandshake>> handshakes,
        Wording wording,
        AnalyzerCounters counters)
        implements DatagramProtocol {

    /// The whole answer stays under 1,024 octets.
    static final int ANSWER_OCTETS_MAX = 1023;

    /// A request and its nonce; the analyzer itself reads but 64 octets.
    private static final int REQUEST_OCTETS_MAX = 1024;

    private static final int PRIVILEGED_PORTS = 1024;
    private static final int NFS_PORT = 2049;

    @Override
    public int receiveOctetsMax() {
        return REQUEST_OCTETS_MAX;
    }

    @Override
    public void receive(ByteBuffer octets, InetSocketAddress peer, Replies replies, long nanos) {
        counters.queries().increment();
        // who asks from a port of a service has not asked: the answer would be let loose on that service
        boolean fromService = peer.getPort() < PRIVILEGED_PORTS || peer.getPort() == NFS_PORT;
        Optional<AnalyzerRequest> request = fromService
                ? Optional.empty()
                : AnalyzerRequest.parse(
                        StandardCharsets.ISO_8859_1.decode(octets).toString());
        if (request.isEmpty()) {
            counters.bad().increment();
            return;
        }
        replies.send(answer(request.get()), peer);
    }

    private ByteBuffer answer(AnalyzerRequest request) {
        Optional<HostAnswer> host = hosts.find(request.address());
        if (host.isPresent()) counters.known().increment();
        String text = host.map(known -> wording.of(known, handshakes.apply(request.address())))
                .orElse("");
        int room = ANSWER_OCTETS_MAX - request.head().length() - " \r\n".length();
        String line = request.head() + " " + HostText.ascii(text, room) + "\r\n";
        return ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
    }
}
