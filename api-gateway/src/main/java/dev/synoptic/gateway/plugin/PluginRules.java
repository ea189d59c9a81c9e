package dev.synoptic.gateway.plugin;

import dev.synoptic.gateway.answer.HostAnswer;
import dev.synoptic.gateway.answer.HostText;
import java.util.Set;

/// What the administrator said of systems. An operating system alone is no ground to refuse: by default all pass.
///
/// @param enforce systems refused at RCPT, by name, or by name and flavor
/// @param drop    systems disconnected, likewise
public record PluginRules(Set<String> enforce, Set<String> drop) {

    /// Nobody is refused.
    public static final PluginRules NONE = new PluginRules(Set.of(), Set.of());

    public PluginRules {
        enforce = Set.copyOf(enforce);
        drop = Set.copyOf(drop);
    }

    /// What the asking side is to do (`clients.md` 7, actions).
    enum Action {
        PASS,
        ENFORCE,
        DROP;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    Action of(HostAnswer host) {
        if (host.system().isEmpty()) return Action.PASS;
        var system = host.system().get();
        if (names(drop, system)) return Action.DROP;
        return names(enforce, system) ? Action.ENFORCE : Action.PASS;
    }

    private static boolean names(Set<String> systems, HostAnswer.OperatingSystem system) {
        return systems.contains(system.name()) || systems.contains(HostText.of(system));
    }
}
