package dev.synoptic.gateway.http;

import java.util.Optional;
import java.util.Set;

/// The names under which a listener on loopback may be addressed: a page elsewhere that has made its own name point
/// here
/// gets nothing (DNS rebinding).
final class HostNames {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private HostNames() {}

    static boolean isLoopback(Optional<String> hostHeader) {
        return hostHeader.map(HostNames::withoutPort).filter(LOOPBACK::contains).isPresent();
    }

    private static String withoutPort(String header) {
        int colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
    }
}
