package dev.synoptic.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What window and scale tell of the sender beyond its system; empty where the row that matched does not say.
///
/// @param ownMtu  octets of the largest packet of the sender's own link, from the segment size that its window is a
///                multiple of; above the path's MTU where something on the way lowered the MSS
/// @param ownLink the link of that MTU, by the `[mtu]` rows
/// @param memory  the machine's memory, in words, from the window scale of recent Linux
public record SenderHints(OptionalInt ownMtu, Optional<String> ownLink, Optional<String> memory) {

    /// Where nothing is known.
    public static final SenderHints NONE = new SenderHints(OptionalInt.empty(), Optional.empty(), Optional.empty());

    /// In words, for people.
    ///
    /// @param pathMtu octets of the largest packet that the path lets through, by the MSS seen
    public List<String> words(int pathMtu) {
        var words = new ArrayList<String>();
        ownMtu.ifPresent(mtu -> words.add(
                mtu == pathMtu
                        ? "the sender's link and the path carry packets of " + mtu + " octets" + linkText()
                        : "the sender's link carries packets of " + mtu + " octets" + linkText() + ", the path only "
                                + pathMtu + ": a tunnel or router on the way lowered the MSS"));
        memory.ifPresent(
                size -> words.add("a machine with " + size + " of memory, unless its buffers were set by hand"));
        return words;
    }

    private String linkText() {
        return ownLink.map(link -> " (" + link + ")").orElse("");
    }
}
