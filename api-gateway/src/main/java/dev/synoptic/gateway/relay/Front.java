package dev.synoptic.gateway.relay;

import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.SocketCounters;
import dev.synoptic.gateway.socket.SocketLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A running front.
///
/// ```
/// Haraka ───kept──▶ ┌───────┐ ──▶ gateway, killed, upgraded, back
/// Postfix ──kept──▶ │ front │ ──▶ a second one, if there is
/// Exim ────────────▶ └───────┘ ──▶ "not known", if there is none
/// ```
public final class Front implements AutoCloseable {

    /// As long as a request may take that was passed on: longer than any wait for a handshake.
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private final SocketLoop loop;
    private final RelayCounters counters;

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

    private Front(SocketLoop loop, RelayCounters counters) {
        this.loop = loop;
        this.counters = counters;
    }

    /// Listens at all of `kept`, or fails and listens at none. Gateways may come and go.
    public static Front open(List<Kept> kept, Duration patience) throws IOException {
        var wake = new Wake();
        var counters = new RelayCounters();
        List<Listener> listeners = kept.stream()
                .map(each -> Listener.at(
                        each.endpoint(),
                        new RelayProtocol(each.framing(), new Backends(each.backends()), patience, counters, wake)))
                .toList();
        var loop = SocketLoop.open("front", listeners, System::nanoTime);
        wake.loop = Optional.of(loop);
        return new Front(loop, counters);
    }

    /// Where it listens; a port 0 has become the port taken.
    public List<Endpoint> endpoints() {
        return loop.endpoints();
    }

    /// What passed through.
    public RelayCounters counters() {
        return counters;
    }

    /// What happened on its sockets.
    public SocketCounters socketCounters() {
        return loop.counters();
    }

    @Override
    public void close() {
        loop.close();
    }
}
