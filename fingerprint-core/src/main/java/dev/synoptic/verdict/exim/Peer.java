package dev.synoptic.verdict.exim;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.log.Words;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The other side as Exim names it: `name (helo) [address]:port I=[own]:port`, all but the address optional
/// (a.6).
///
/// @param name    verified reverse name; empty where none
/// @param helo    name of HELO or EHLO, where it differs from the reverse name
/// @param address of the client
/// @param port    where logged
/// @param service by the port that was connected to; `exim` where it is not logged
record Peer(String name, Optional<String> helo, IpAddress address, OptionalInt port, String service) {

    // what stands in brackets may itself look like an address: the last bracket before a blank is the address
    // (a.6)
    private static final Pattern PEER = Pattern.compile(
            "(?:([^\\s\\[(]\\S*) )?(?:\\((.*?)\\) )?\\[([0-9A-Fa-f:.]+)](?::(\\d{1,5}))?(?: I=\\[[0-9A-Fa-f:.]+](?::(\\d{1,5}))?)?(?=[\\s:,]|$)");

    /// A peer and where the text goes on behind it.
    record Found(Peer peer, int end) {}

    /// The peer that begins at that place, behind an `H=` or not.
    static Optional<Found> at(String text, int from) {
        int begin = text.startsWith("H=", from) ? from + 2 : from;
        Matcher peer = PEER.matcher(text).region(begin, text.length());
        peer.useTransparentBounds(true);
        if (!peer.lookingAt()) return Optional.empty();
        return Words.address(peer.group(3))
                .map(address -> new Found(
                        new Peer(
                                peer.group(1) == null ? "" : peer.group(1),
                                Optional.ofNullable(peer.group(2)),
                                address,
                                port(peer.group(4)),
                                service(peer.group(5))),
                        peer.end()));
    }

    private static OptionalInt port(String text) {
        if (text == null || Integer.parseInt(text) >>> 16 != 0) return OptionalInt.empty();
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static String service(String port) {
        if (port == null) return "exim";
        return switch (port) {
            case "25" -> "smtp";
            case "465" -> "smtps";
            case "587" -> "submission";
            default -> "port " + port;
        };
    }

    /// Names the client as far as the log tells it apart (V26).
    String key() {
        return address.text() + (port.isPresent() ? " " + port.getAsInt() : "");
    }
}
