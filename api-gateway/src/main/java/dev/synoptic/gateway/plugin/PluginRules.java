package dev.synoptic.gateway.plugin;

import java.util.Set;

/// What the administrator said of systems. An operating system alone is no ground to refuse: by default all pass.
///
/// @param enforce  systems refused at RCPT, by name, or by name and flavor
/// @param drop     systems disconnected, likewise
/// @param revision raised to begin anew, in the shadow
public record PluginRules(Set<String> enforce, Set<String> drop, int revision) {

    /// Nobody is refused.
    public static final PluginRules NONE = new PluginRules(Set.of(), Set.of(), 0);

    public PluginRules {
        enforce = Set.copyOf(enforce);
        drop = Set.copyOf(drop);
    }

    /// Whether there is nothing to refuse.
    public boolean isEmpty() {
        return enforce.isEmpty() && drop.isEmpty();
    }
}
