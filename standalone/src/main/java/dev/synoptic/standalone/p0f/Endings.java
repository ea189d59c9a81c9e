package dev.synoptic.standalone.p0f;

/// What may end a run from outside: signals, for a process of its own.
@FunctionalInterface
public interface Endings {

    /// For a run inside another program, which ends by itself.
    Endings NONE = (_, _) -> {};

    /// Calls `end` when the first of these signals comes.
    void endBy(Runnable end, String... signals);
}
