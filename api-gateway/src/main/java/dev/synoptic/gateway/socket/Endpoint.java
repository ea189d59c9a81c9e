package dev.synoptic.gateway.socket;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a listener can be reached.
public sealed interface Endpoint {

    /// Octets of the longest path that a unix socket's address holds, without its final zero.
    int PATH_OCTETS_MAX = 107;

    /// Octal `0660`: the owner and one group may ask (`clients.md` 1.2 rule 12).
    int MODE_GROUP = 0660;

    /// Octal `0666`: anyone on the machine may ask, as with p0f (`p0f-v3.md` API-13).
    int MODE_ANYONE = 0666;

    /// A socket file.
    ///
    /// @param path         its place, at most [#PATH_OCTETS_MAX] octets
    /// @param mode         permission bits
    /// @param owner        the user it is given to; empty leaves the process's own
    /// @param group        the group it is given to; empty leaves the process's own
    /// @param replacesLive whether it is taken from another process that still answers there, as p0f does
    record Unix(Path path, int mode, Optional<String> owner, Optional<String> group, boolean replacesLive)
            implements Endpoint {

        /// One that is left to the process's own user.
        public Unix(Path path, int mode, Optional<String> group, boolean replacesLive) {
            this(path, mode, Optional.empty(), group, replacesLive);
        }

        public Unix {
            int octets = path.toString().getBytes(StandardCharsets.UTF_8).length;
            if (octets > PATH_OCTETS_MAX) {
                throw new IllegalArgumentException("socket path " + path + " has " + octets
                        + " octets; a unix socket's path has at most " + PATH_OCTETS_MAX);
            }
            if (mode >>> 9 != 0) {
                throw new IllegalArgumentException("socket mode " + Integer.toOctalString(mode)
                        + " (octal) has bits beyond read, write and execute");
            }
        }

        /// A socket file as the gateway makes it.
        public static Unix at(Path path) {
            return new Unix(path, MODE_GROUP, Optional.empty(), false);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /// A TCP address; port 0 takes any free one.
    record Tcp(InetSocketAddress address) implements Endpoint {

        public Tcp {
            if (address.isUnresolved()) throw new IllegalArgumentException("not a numeric address: " + address);
        }

        /// This port of the loopback interface.
        public static Tcp loopback(int port) {
            return new Tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }

        @Override
        public String toString() {
            String host = address.getAddress().getHostAddress();
            return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
        }
    }

    /// Reads `/path`, `unix:/path`, `PORT` (of loopback), `ADDRESS:PORT` or `[ADDRESS]:PORT`, addresses as numbers.
    static Endpoint parse(String text) {
        if (text.startsWith("unix:")) return Unix.at(Path.of(text.substring("unix:".length())));
        if (text.startsWith("/") || text.startsWith("./")) return Unix.at(Path.of(text));
        Matcher matcher = TcpText.FORM.matcher(text);
        if (!matcher.matches()) throw TcpText.refused(text);
        int port = Integer.parseInt(matcher.group("port"));
        if (port > 0xFFFF) throw TcpText.refused(text);
        String v6 = matcher.group("v6");
        String host = v6 == null ? matcher.group("v4") : v6;
        return host == null ? Tcp.loopback(port) : new Tcp(new InetSocketAddress(TcpText.numeric(host, text), port));
    }

    /// The text form of a TCP endpoint.
    final class TcpText {

        static final Pattern FORM =
                Pattern.compile("(?:(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<v4>[0-9.]+)):)?(?<port>[0-9]{1,5})");

        private TcpText() {}

        static InetAddress numeric(String host, String whole) {
            try {
                return InetAddress.ofLiteral(host);
            } catch (IllegalArgumentException notAnAddress) {
                throw refused(whole);
            }
        }

        static IllegalArgumentException refused(String text) {
            return new IllegalArgumentException("\"" + text
                    + "\" is no listener: /path, unix:/path, PORT, ADDRESS:PORT or [ADDRESS]:PORT expected");
        }
    }
}
