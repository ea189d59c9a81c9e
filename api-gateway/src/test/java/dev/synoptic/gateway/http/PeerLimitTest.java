package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One address has only so many connections to HTTP, and gets them back as it lets them go.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PeerLimitTest {

    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final LongAdder crowded = new LongAdder();

    @Test
    void furtherOnesAreClosedUntilOthersHaveGone() throws Exception {
        var server = serving(new PeerLimit(2, _ -> true, crowded));
        try (var first = connect(server)) {
            assertThat(isAnswered(first)).isTrue();
            for (int i = 0; i < 3; i++) {
                try (var second = connect(server)) {
                    assertThat(isAnswered(second)).isTrue();
                    try (var third = connect(server)) {
                        assertThat(isAnswered(third)).isFalse();
                    }
                }
                Until.met(() -> connections(server) == 1);
            }
            assertThat(isAnswered(first)).isTrue();
        } finally {
            server.stop();
        }
        assertThat(crowded.sum()).isEqualTo(3);
    }

    @Test
    void whoIsNotBoundedHasAsManyAsHeLikes() throws Exception {
        var server = serving(new PeerLimit(1, _ -> false, crowded));
        try (var first = connect(server);
                var second = connect(server)) {
            assertThat(isAnswered(first)).isTrue();
            assertThat(isAnswered(second)).isTrue();
        } finally {
            server.stop();
        }
        assertThat(crowded.sum()).isZero();
    }

    private static Server serving(PeerLimit limit) throws Exception {
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.addEventListener(limit);
        server.addConnector(connector);
        server.start();
        return server;
    }

    private static ServerConnector connector(Server server) {
        return (ServerConnector) server.getConnectors()[0];
    }

    private static int connections(Server server) {
        return connector(server).getConnectedEndPoints().size();
    }

    private static Socket connect(Server server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), connector(server).getLocalPort());
    }

    /// With whatever status.
    private static boolean isAnswered(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write(REQUEST);
            return socket.getInputStream().read(new byte[4096]) > 0;
        } catch (SocketException shownOut) { // closed, or reset, before or after the request went out
            return false;
        }
    }
}
