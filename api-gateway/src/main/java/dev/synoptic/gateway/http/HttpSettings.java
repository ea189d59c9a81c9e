package dev.synoptic.gateway.http;

import dev.synoptic.verdict.ratio.Decay;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Where and to whom HTTP is served.
///
/// @param address to listen at; port 0 takes any free one
/// @param tls     certificate and key; needed anywhere but on loopback
/// @param tokens  file of tokens; needed anywhere but on loopback
/// @param names   under which it may be addressed, beside those of loopback
/// @param decay   of the table of how things stand now, where a question names no other
public record HttpSettings(
        InetSocketAddress address, Optional<TlsFiles> tls, Optional<Path> tokens, Set<String> names, Decay decay) {

    /// Files in PEM.
    ///
    /// @param certificate with the chain behind it
    /// @param key         PKCS #8, not encrypted, readable by its owner alone
    public record TlsFiles(Path certificate, Path key) {}

    public HttpSettings {
        names = Set.copyOf(names);
        if (address.isUnresolved()) throw new IllegalArgumentException("no address: " + address);
        if (!address.getAddress().isLoopbackAddress() && (tls.isEmpty() || tokens.isEmpty())) {
            throw new IllegalArgumentException("HTTP on " + address.getAddress().getHostAddress()
                    + ", which is not loopback, expects a certificate and a file of tokens");
        }
    }

    /// With the usual decay.
    public HttpSettings(InetSocketAddress address, Optional<TlsFiles> tls, Optional<Path> tokens, Set<String> names) {
        this(address, tls, tokens, names, new Decay(Decay.HALF_LIFE));
    }

    /// On loopback, without tokens.
    public static HttpSettings loopback(int port) {
        return new HttpSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }

    /// The same at another port.
    public HttpSettings at(int port) {
        return new HttpSettings(new InetSocketAddress(address.getAddress(), port), tls, tokens, names, decay);
    }

    /// Whether only this machine can ask.
    public boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }
}
