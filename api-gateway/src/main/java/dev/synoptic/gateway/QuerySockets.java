package dev.synoptic.gateway;

import dev.synoptic.gateway.socket.DatagramListener;
import dev.synoptic.gateway.socket.DatagramLoop;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.gateway.socket.Listener;
import dev.synoptic.gateway.socket.Protocol;
import dev.synoptic.gateway.socket.SocketLoop;
import dev.synoptic.gateway.socket.TlsProtocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All sockets that mail software asks through.
///
/// Streams in the clear, streams in TLS and datagrams are served by a thread each, so that a flood of TLS handshakes or
/// of datagrams does not stand before the others.
final class QuerySockets implements AutoCloseable {

    private static final int ANY_PORT_TRIES = 8;

    private final DatagramLoop datagrams;
    private final SocketLoop streams;
    private final SocketLoop secured;
    private final List<Endpoint> endpoints;

    private QuerySockets(DatagramLoop datagrams, SocketLoop streams, SocketLoop secured, List<Endpoint> endpoints) {
        this.datagrams = datagrams;
        this.streams = streams;
        this.secured = secured;
        this.endpoints = List.copyOf(endpoints);
    }

    /// Listens everywhere, or fails and listens nowhere.
    static QuerySockets open(List<ListenerSettings> settings, Fronts fronts) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return tryOpen(settings, fronts);
            } catch (IOException taken) { // any free port of UDP need not be free for TCP too
                boolean another = settings.stream().anyMatch(QuerySockets::takesAnyPortTwice);
                if (!another || tries == ANY_PORT_TRIES) throw taken;
            }
        }
    }

    private static boolean takesAnyPortTwice(ListenerSettings settings) {
        return settings.spoken() instanceof Spoken.Dns
                && settings.endpoint() instanceof Endpoint.Tcp(var address)
                && address.getPort() == 0;
    }

    private static QuerySockets tryOpen(List<ListenerSettings> settings, Fronts fronts) throws IOException {
        var opened = new ArrayList<AutoCloseable>();
        try {
            var datagrams = DatagramLoop.open("datagram-queries", datagrams(settings, fronts), System::nanoTime);
            opened.add(datagrams);
            List<ListenerSettings> placed = placed(settings, datagrams.addresses());
            var streams = SocketLoop.open("queries", streams(placed, fronts, false), System::nanoTime);
            opened.add(streams);
            var secured = SocketLoop.open("tls-queries", streams(placed, fronts, true), System::nanoTime);
            return new QuerySockets(datagrams, streams, secured, endpoints(placed, streams, secured));
        } catch (IOException | RuntimeException failure) {
            closeAll(opened);
            throw failure;
        }
    }

    private static List<DatagramListener> datagrams(List<ListenerSettings> settings, Fronts fronts) {
        var listeners = new ArrayList<DatagramListener>();
        for (ListenerSettings each : settings) {
            fronts.datagrams(each)
                    .ifPresent(protocol ->
                            listeners.add(new DatagramListener(address(each), protocol, Fronts.admission(each))));
        }
        return listeners;
    }

    private static InetSocketAddress address(ListenerSettings settings) {
        if (settings.endpoint() instanceof Endpoint.Tcp(var address)) return address;
        throw new IllegalArgumentException(settings.endpoint() + ": datagrams need an address and a port");
    }

    /// The same listeners with the ports that UDP took, which TCP takes too.
    private static List<ListenerSettings> placed(List<ListenerSettings> settings, List<InetSocketAddress> taken) {
        var addresses = taken.iterator();
        return settings.stream()
                .map(each -> each.spoken().isDatagram() ? each.at(new Endpoint.Tcp(addresses.next())) : each)
                .toList();
    }

    private static List<Listener> streams(List<ListenerSettings> settings, Fronts fronts, boolean secured)
            throws IOException {
        var listeners = new ArrayList<Listener>();
        for (ListenerSettings each : settings) {
            Optional<Protocol> protocol = fronts.stream(each);
            if (each.tls().isPresent() != secured || protocol.isEmpty()) continue;
            listeners.add(new Listener(
                    each.endpoint(),
                    secured
                            ? TlsProtocol.of(
                                    protocol.get(),
                                    each.tls().orElseThrow(),
                                    fronts.counters().tlsRefused())
                            : protocol.get(),
                    each.connectionsMax(),
                    each.connectionsMax(),
                    Fronts.requestTime(each.spoken()),
                    Fronts.admission(each)));
        }
        return listeners;
    }

    private static List<Endpoint> endpoints(List<ListenerSettings> placed, SocketLoop streams, SocketLoop secured) {
        var clear = streams.endpoints().iterator();
        var tls = secured.endpoints().iterator();
        return placed.stream()
                .map(each -> each.spoken() instanceof Spoken.Amavis
                        ? each.endpoint()
                        : (each.tls().isPresent() ? tls : clear).next())
                .toList();
    }

    /// Where it listens, in the order of the settings; a port 0 has become the port taken.
    List<Endpoint> endpoints() {
        return endpoints;
    }

    /// Loops of stream sockets.
    List<SocketLoop> loops() {
        return List.of(streams, secured);
    }

    DatagramLoop datagrams() {
        return datagrams;
    }

    boolean isServing() {
        return streams.isServing() && secured.isServing() && datagrams.isServing();
    }

    /// Something that a question waits for may have happened.
    void wake() {
        streams.wake();
        secured.wake();
        datagrams.wake();
    }

    @Override
    public void close() {
        closeAll(List.of(datagrams, streams, secured));
    }

    private static void closeAll(List<? extends AutoCloseable> opened) {
        for (AutoCloseable each : opened) {
            try {
                each.close();
            } catch (Exception failure) {
                System.getLogger(QuerySockets.class.getName())
                        .log(System.Logger.Level.WARNING, "closing " + each, failure);
            }
        }
    }
}
