package dev.synoptic.gateway.relay;

import dev.synoptic.gateway.socket.Endpoint;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;

/// The gateways behind one listener, the first that is there being asked.
///
/// One that took too long is not asked again for a while, by no connection: each would wait as long.
final class Backends {

    private static final System.Logger LOG = System.getLogger(Backends.class.getName());

    /// How long one that took too long is left alone.
    static final long REST_NANOS = 2_000_000_000L;

    private final List<Endpoint> endpoints;
    private final long[] restingUntilNanos;
    private boolean away;

    Backends(List<Endpoint> endpoints) {
        if (endpoints.isEmpty()) throw new IllegalArgumentException("a front needs a gateway to pass on to");
        this.endpoints = List.copyOf(endpoints);
        this.restingUntilNanos = new long[endpoints.size()];
    }

    /// A connection to a gateway, and which one it is.
    record Connected(SocketChannel channel, int number) {}

    /// Connects without waiting; empty where no gateway takes it.
    Optional<Connected> connect(long nanos) {
        for (int number = 0; number < endpoints.size(); number++) {
            if (restingUntilNanos[number] > nanos) continue;
            Optional<SocketChannel> channel = connect(endpoints.get(number));
            if (channel.isEmpty()) continue;
            tell(false);
            return Optional.of(new Connected(channel.get(), number));
        }
        tell(true);
        return Optional.empty();
    }

    private static Optional<SocketChannel> connect(Endpoint endpoint) {
        var address = switch (endpoint) {
            case Endpoint.Unix unix -> UnixDomainSocketAddress.of(unix.path());
            case Endpoint.Tcp(var tcp) -> tcp;
        };
        try {
            var channel = SocketChannel.open(
                    endpoint instanceof Endpoint.Unix
                            ? java.net.StandardProtocolFamily.UNIX
                            : java.net.StandardProtocolFamily.INET);
            try {
                channel.configureBlocking(false);
                if (channel.connect(address)) {
                    channel.configureBlocking(true); // for the link's own thread, which reads
                    return Optional.of(channel);
                }
            } catch (IOException notThere) {
                channel.close();
                return Optional.empty();
            }
            channel.close(); // its queue is full, or it is too far away for a front
            return Optional.empty();
        } catch (IOException noDescriptor) {
            LOG.log(System.Logger.Level.WARNING, "no connection to " + endpoint, noDescriptor);
            return Optional.empty();
        }
    }

    void tookTooLong(int number, long nanos) {
        restingUntilNanos[number] = nanos + REST_NANOS;
        LOG.log(System.Logger.Level.WARNING, "the gateway at {0} does not answer", endpoints.get(number));
    }

    private void tell(boolean nowAway) {
        if (away == nowAway) return;
        away = nowAway;
        if (away) LOG.log(System.Logger.Level.WARNING, "no gateway at {0}: answering \"not known\"", endpoints);
        else LOG.log(System.Logger.Level.INFO, "a gateway answers again at one of {0}", endpoints);
    }
}
