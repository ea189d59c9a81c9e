package dev.synoptic.verdict.postfix;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.log.Words;
import java.util.Optional;
import java.util.OptionalInt;

/// The other side as Postfix names it: `name[address]`, `name[address]:port` (a.4), or `[address]:port` (a.5).
///
/// @param name    verified name, `unknown`, or empty where none is told
/// @param address of the client
/// @param port    where logged and known
record Peer(String name, IpAddress address, OptionalInt port) {

    /// A peer and where the text goes on behind it.
    record Found(Peer peer, int end) {}

    /// The peer that begins at that place; empty where there is none (V15: anchored, never searched for).
    static Optional<Found> at(String text, int from) {
        int open = text.indexOf('[', from);
        int close = open < 0 ? -1 : text.indexOf(']', open);
        if (close < 0 || text.substring(from, open).indexOf(' ') >= 0) return Optional.empty();
        var address = Words.address(text.substring(open + 1, close));
        if (address.isEmpty()) return Optional.empty();
        int end = close + 1;
        OptionalInt port = OptionalInt.empty();
        if (end < text.length() - 1 && text.charAt(end) == ':' && text.charAt(end + 1) != ' ') {
            int start = end + 1;
            end = start;
            while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) end++;
            port = port(text.substring(start, end));
        }
        return Optional.of(new Found(new Peer(text.substring(from, open), address.get(), port), end));
    }

    private static OptionalInt port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty(); // "unknown", as behind some proxies
        }
        int port = Integer.parseInt(text);
        return port >>> 16 == 0 ? OptionalInt.of(port) : OptionalInt.empty();
    }

    boolean isSameAs(Peer other) {
        return address.equals(other.address) && port.equals(other.port);
    }
}
