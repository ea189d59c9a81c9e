package dev.synoptic.verdict.join;

import java.util.Locale;

/// Why no operating system can be named (`mail.md` b.4).
public enum UnknownCause {
    /// No SYN was seen: no capture there, a proxy between, or a drop.
    NO_SYN,
    /// Several stacks behind one address, and no port in the log to tell them apart.
    AMBIGUOUS,
    /// The SYN was seen, but no signature explains it.
    NO_MATCH,
    /// What explains it names a program, not a system.
    TOOL;

    /// As tables and records write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
