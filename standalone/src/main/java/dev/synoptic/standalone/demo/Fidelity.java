package dev.synoptic.standalone.demo;

import java.util.Locale;

/// By which rules packets are read and labelled.
public enum Fidelity {
    /// As p0f 3.09b does (`p0f-v3.md` sections 3 to 6).
    STRICT,
    /// The same without oddities that are bugs.
    FLEET;

    /// As options name it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
