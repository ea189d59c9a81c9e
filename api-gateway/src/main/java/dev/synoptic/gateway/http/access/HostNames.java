package dev.synoptic.gateway.http.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The names under which a listener may be addressed: a page elsewhere that has made its own name point here gets
/// nothing (DNS rebinding), and no page of another origin sends anything in.
public final class HostNames {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> names;

    private HostNames(Set<String> names) {
        this.names = names;
    }

    /// Those of loopback, and these.
    public static HostNames of(Set<String> more) {
        var all = new TreeSet<>(LOOPBACK);
        for (String name : more) all.add(name.toLowerCase(Locale.ROOT));
        return new HostNames(all);
    }

    /// Whether the `Host` header of a request names this listener.
    public boolean holds(Optional<String> hostHeader) {
        return hostHeader
                .map(HostNames::withoutPort)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(names::contains)
                .isPresent();
    }

    /// Whether a request comes from a page of ours, or from no page at all.
    ///
    /// @param origin header, absent where no page asks
    /// @param host   header of the same request
    public boolean isOwn(Optional<String> origin, Optional<String> host) {
        if (origin.isEmpty()) return true;
        return host.filter(ours -> origin.get().equalsIgnoreCase("http://" + ours)
                        || origin.get().equalsIgnoreCase("https://" + ours))
                .isPresent();
    }

    /// As a message tells them.
    public String text() {
        return String.join(", ", names);
    }

    private static String withoutPort(String header) {
        int colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
    }
}
