package dev.synoptic.verdict.log;

import dev.synoptic.packet.IpAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What clients say, cut down to what may be kept.
public final class Words {

    /// The longest name kept, in characters: that of a domain.
    public static final int NAME_MAX = 255;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Words() {}

    /// The domain of an address, in lower case: `<>` for the null sender, empty for an address without one
    /// (P2).
    public static Optional<String> domain(String address) {
        String bare = strip(address);
        if (bare.isEmpty()) return Optional.of("<>");
        int at = bare.lastIndexOf('@');
        if (at < 0 || at == bare.length() - 1) return Optional.empty();
        return Optional.of(bounded(bare.substring(at + 1).toLowerCase(Locale.ROOT)));
    }

    /// A message's id, with its brackets or without, as all logs that tell of it can be compared.
    public static String messageId(String told) {
        return bounded(strip(told));
    }

    private static String strip(String address) {
        return address.startsWith("<") && address.endsWith(">") ? address.substring(1, address.length() - 1) : address;
    }

    /// No control characters, and not longer than a name can be.
    public static String bounded(String name) {
        String cut = name.length() > NAME_MAX ? name.substring(0, NAME_MAX) : name;
        for (int i = 0; i < cut.length(); i++) {
            if (Character.isISOControl(cut.charAt(i)))
                return CONTROL.matcher(cut).replaceAll("?");
        }
        return cut;
    }

    /// An address as servers write it: with `IPv6:` before it or brackets around it; v4-mapped ones fold to
    /// IPv4 (a.2).
    public static Optional<IpAddress> address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (bare.regionMatches(true, 0, "IPv6:", 0, 5)) bare = bare.substring(5);
        return IpAddress.parse(bare).map(Words::folded);
    }

    private static IpAddress folded(IpAddress address) {
        boolean mapped = address.version() == 6 && address.high() == 0 && address.low() >>> 32 == 0xFFFF;
        return mapped ? IpAddress.v4((int) address.low()) : address;
    }

    /// Whether the address is the host's own (V6).
    public static boolean isLoopback(IpAddress address) {
        return address.version() == 4 ? address.low() >>> 24 == 127 : address.high() == 0 && address.low() == 1;
    }
}
