package dev.synoptic.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.TlsFiles;
import dev.synoptic.testing.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One address has only so many connections to HTTP, and gets them back as it lets them go.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PeerLimitTest {

    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final HttpSettings SETTINGS = new HttpSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), Optional.empty(), Set.of());

    private final LongAdder crowded = new LongAdder();

    @TempDir
    private Path folder;

    /// How a client connects.
    private interface Connecting {
        Socket to(InetSocketAddress address) throws Exception;
    }

    @Test
    void furtherOnesAreClosedUntilOthersHaveGone() throws Exception {
        closesFurtherOnes(serving(new PeerLimit(2, _ -> true, crowded)), PeerLimitTest::connect);
    }

    /// Two connections to one socket there, of which the inner one counts.
    @Test
    void insideTlsToo() throws Exception {
        var files = new TlsFiles(folder);
        files.make("server");
        var identity = Connectors.Identity.load(
                new HttpSettings.TlsFiles(folder.resolve("server.pem"), folder.resolve("server.key")));
        var server = new Server();
        var connector = Connectors.secure(server, new HttpConfiguration(), SETTINGS, identity);
        closesFurtherOnes(
                start(server, connector, new PeerLimit(2, _ -> true, crowded)),
                address -> files.socketOfNobody("server", address));
    }

    private void closesFurtherOnes(Server server, Connecting connecting) throws Exception {
        try (var first = connecting.to(address(server))) {
            assertThat(isAnswered(first)).isTrue();
            for (int i = 0; i < 3; i++) {
                try (var second = connecting.to(address(server))) {
                    assertThat(isAnswered(second)).isTrue();
                    try (var third = connecting.to(address(server))) {
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
        try (var first = connect(address(server));
                var second = connect(address(server))) {
            assertThat(isAnswered(first)).isTrue();
            assertThat(isAnswered(second)).isTrue();
        } finally {
            server.stop();
        }
        assertThat(crowded.sum()).isZero();
    }

    private static Server serving(PeerLimit limit) throws Exception {
        var server = new Server();
        return start(server, Connectors.plain(server, new HttpConfiguration(), SETTINGS), limit);
    }

    private static Server start(Server server, Connector connector, PeerLimit limit) throws Exception {
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

    private static InetSocketAddress address(Server server) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), connector(server).getLocalPort());
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        return new Socket(address.getAddress(), address.getPort());
    }

    /// With whatever status.
    private static boolean isAnswered(Socket socket) {
        try {
            socket.getOutputStream().write(REQUEST);
            return socket.getInputStream().read(new byte[4096]) > 0;
        } catch (IOException shownOut) { // closed, or reset, before or after the request went out
            return false;
        }
    }
}
