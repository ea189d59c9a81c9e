package dev.synoptic.standalone.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/// The two listening sockets of a broker, bound before it starts.
///
/// A combined node must name its controller's port in its own settings, so the port has to be known beforehand. Binding
/// first and handing the bound socket over leaves no moment in which another process could take the port.
final class LoopbackListeners implements ServerSocketFactory, AutoCloseable {

    static final String BROKER = "BROKER";
    static final String CONTROLLER = "CONTROLLER";
    private static final String LOOPBACK = "127.0.0.1";
    private static final byte[] LOOPBACK_OCTETS = {127, 0, 0, 1};
    private static final int BACKLOG_CONNECTIONS = 50;

    private final Map<String, ServerSocketChannel> bound;

    private LoopbackListeners(Map<String, ServerSocketChannel> bound) {
        this.bound = bound;
    }

    /// Binds both.
    ///
    /// @param brokerPort the port for clients; 0 for any free one
    static LoopbackListeners bind(int brokerPort) throws IOException {
        ServerSocketChannel broker = open(brokerPort);
        try {
            return new LoopbackListeners(Map.of(BROKER, broker, CONTROLLER, open(0)));
        } catch (IOException failed) {
            broker.close();
            throw failed;
        }
    }

    /// `host:port` of one listener.
    String address(String listener) {
        return LOOPBACK + ":" + socket(listener).socket().getLocalPort();
    }

    /// Hands over the socket that was bound for `listener`; Kafka closes it when it stops.
    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferOctets) {
        return socket(listener);
    }

    @Override
    public void close() throws IOException {
        for (ServerSocketChannel socket : bound.values()) socket.close();
    }

    private ServerSocketChannel socket(String listener) {
        ServerSocketChannel socket = bound.get(listener);
        if (socket == null) throw new IllegalArgumentException("no listener " + listener);
        return socket;
    }

    private static ServerSocketChannel open(int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false); // Kafka's acceptor registers it with a selector
            return channel.bind(
                    new InetSocketAddress(InetAddress.getByAddress(LOOPBACK_OCTETS), port), BACKLOG_CONNECTIONS);
        } catch (IOException taken) {
            channel.close();
            throw new IOException("cannot listen on " + LOOPBACK + ":" + port + ": " + taken.getMessage(), taken);
        }
    }
}
