package dev.synoptic.gateway.plugin;

import java.util.Locale;

/// What the asking side is to do (`clients.md` 7, actions).
public enum PluginAction {
    /// The test is passed, and is not to be repeated for a while.
    PASS,
    /// It is failed, and nothing follows; it is to be repeated next time.
    IGNORE,
    /// It is failed: refuse at RCPT, after the other tests.
    ENFORCE,
    /// It is failed: disconnect now.
    DROP;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether mail is refused by it.
    boolean refuses() {
        return this == ENFORCE || this == DROP;
    }
}
