package dev.synoptic.gateway.relay;

import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketCounters;
import dev.synoptic.gateway.socket.SocketLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A running front.
///
/// ```
/// Haraka ───kept──▶ ┌───────┐ ──▶ gateway, killed, upgraded, back
/// Postfix ──kept──▶ │ front │ ──▶ a second one, if there is
/// Exim ────────────▶ └───────┘ ──▶ "not known", if there is none
/// ```
public final class Front implements AutoCloseable {

    /// As long as a gateway may take beyond the wait for a handshake that its protocol allows.
    public static final Duration GRACE = Duration.ofMillis(200);

    private final SocketLoop loop;
    private final List<RelayCounters> counters;

    /// One socket that is kept.
    ///
    /// @param endpoint where clients connect
    /// @param framing  what is spoken
    /// @param backends where gateways speak the same, the first that is there being asked
    public record Kept(Endpoint endpoint, Framing framing, List<Endpoint> backends) {}

    /// Wakes the loop, which is there only after its listeners.
    private static final class Wake implements Runnable {
        private volatile Optional<SocketLoop> loop = Optional.empty();

        @Override
        public void run() {
            loop.ifPresent(SocketLoop::wake);
        }
    }

    private Front(SocketLoop loop, List<RelayCounters> counters) {
        this.loop = loop;
        this.counters = counters;
    }

    /// Listens at all of `kept`, or fails and listens at none. Gateways may come and go.
    ///
    /// @param grace what a gateway may take beyond its protocol's wait for a handshake; the front answers then
    public static Front open(List<Kept> kept, Duration grace) throws IOException {
        var wake = new Wake();
        List<RelayProtocol> protocols = kept.stream()
                .map(each -> new RelayProtocol(
                        each.framing(),
                        new Backends(each.backends()),
                        each.framing().handshakeWait().plus(grace),
                        wake))
                .toList();
        List<Listener> listeners = IntStream.range(0, kept.size())
                .mapToObj(i -> Listener.at(kept.get(i).endpoint(), protocols.get(i)))
                .toList();
        var loop = SocketLoop.open("front", listeners, System::nanoTime);
        wake.loop = Optional.of(loop);
        return new Front(
                loop, protocols.stream().map(protocol -> protocol.counters).toList());
    }

    /// Where it listens; a port 0 has become the port taken.
    public List<Endpoint> endpoints() {
        return loop.endpoints();
    }

    /// What passed through each of its sockets, in their order.
    public List<RelayCounters> counters() {
        return counters;
    }

    /// What happened on its sockets.
    public SocketCounters socketCounters() {
        return loop.counters();
    }

    /// Whether it still serves.
    public boolean isServing() {
        return loop.isServing();
    }

    @Override
    public void close() {
        loop.close();
    }
}
