package dev.synoptic.gateway.http;

import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// The listening socket, with bounds on what a client may cost: how long it may be silent, how long
/// its header may be, how many there are of it.
final class Connectors {

    /// A client that neither sends nor takes anything for so long is gone.
    static final Duration IDLE = Duration.ofSeconds(30);

    private static final int HEADER_OCTETS_MAX = 16 * 1024;

    /// Connections at a time; beyond them new ones wait in the kernel until others have gone.
    private static final int CONNECTIONS_MAX = 512;

    /// Of them, those from one address of another machine.
    static final int PEER_CONNECTIONS_MAX = 128;

    private Connectors() {}

    /// What the connector speaks TLS with; read once, so that a wrong file is told at the start.
    record Identity(KeyStore store, String password) {

        static Identity load(HttpSettings.TlsFiles files) throws IOException {
            String password = UUID.randomUUID().toString();
            return new Identity(PemIdentity.load(files, password.toCharArray()), password);
        }
    }

    /// The bound on one address.
    ///
    /// @param crowded counts whom it closes
    static PeerLimit peers(LongAdder crowded) {
        return new PeerLimit(PEER_CONNECTIONS_MAX, Predicate.not(InetAddress::isLoopbackAddress), crowded);
    }

    static void bound(HttpConfiguration http) {
        http.setRequestHeaderSize(HEADER_OCTETS_MAX);
        http.setSendServerVersion(false);
    }

    static Connector plain(Server server, HttpConfiguration http, HttpSettings settings) {
        return at(new ServerConnector(server, new HttpConnectionFactory(http)), settings);
    }

    static Connector secure(Server server, HttpConfiguration http, HttpSettings settings, Identity identity) {
        var context = new SslContextFactory.Server();
        context.setKeyStore(identity.store());
        context.setKeyManagerPassword(identity.password());
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        var customizer = new SecureRequestCustomizer();
        customizer.setSniHostCheck(false); // names are checked by the Host header, for every client alike
        http.addCustomizer(customizer);
        var spoken = new HttpConnectionFactory(http);
        return at(
                new ServerConnector(server, new SslConnectionFactory(context, spoken.getProtocol()), spoken), settings);
    }

    private static Connector at(ServerConnector connector, HttpSettings settings) {
        connector.setHost(settings.address().getAddress().getHostAddress());
        connector.setPort(settings.address().getPort());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, connector));
        return connector;
    }
}
