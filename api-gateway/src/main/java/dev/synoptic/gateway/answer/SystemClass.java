package dev.synoptic.gateway.answer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The classes of systems that a DNS zone tells apart (`clients.md` 6.2).
///
/// A class is decided by the system's name alone, so that moving a label from one name to another is all that can move
/// a host from one class to another.
public enum SystemClass {
    WINDOWS(1, Set.of("windows")),
    LINUX(2, Set.of("linux", "android")),
    BSD(3, Set.of("freebsd", "openbsd", "netbsd", "dragonfly", "dragonflybsd", "bsd", "bsd/os", "bsdi")),
    MAC(4, Set.of("mac os x", "mac os", "macos", "ios", "ipados", "darwin")),
    UNIX(5, Set.of("solaris", "sunos", "hp-ux", "aix", "irix", "tru64", "unixware", "sco", "qnx", "vmware", "illumos")),
    OTHER(254, Set.of()),
    UNKNOWN(255, Set.of());

    private final int number;
    private final Set<String> names;

    SystemClass(int number, Set<String> names) {
        this.number = number;
        this.names = names;
    }

    /// C of the record `127.0.1.C`.
    public int number() {
        return number;
    }

    /// Its sub-zone, such as `windows`.
    public String zone() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The class of a host; [#UNKNOWN] where it was seen but not recognised.
    public static SystemClass of(HostAnswer host) {
        return host.system().map(system -> ofName(system.name())).orElse(UNKNOWN);
    }

    /// The class of a label, by its name, such as `Linux` or `Mac OS X`.
    public static SystemClass ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(each -> each.names.contains(lower))
                .findFirst()
                .orElse(OTHER);
    }

    /// The class whose sub-zone this is.
    public static Optional<SystemClass> ofZone(String label) {
        return List.of(values()).stream()
                .filter(each -> each.zone().equals(label))
                .findFirst();
    }
}
