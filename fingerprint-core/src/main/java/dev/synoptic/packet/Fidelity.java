package dev.synoptic.packet;

import java.util.Locale;

/// By which rules packets are read and labelled (`docs/fidelity.md`).
public enum Fidelity {
    /// As p0f 3.09b does, oddities included (`p0f-v3.md` sections 3 to 6).
    STRICT,
    /// The same without oddities that are bugs, or that only make sense inside one process.
    FLEET;

    /// As options name it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
