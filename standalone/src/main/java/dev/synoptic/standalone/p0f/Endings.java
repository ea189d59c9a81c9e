package dev.synoptic.standalone.p0f;

/// What may end a run from outside: signals, for a process of its own.
@FunctionalInterface
public interface Endings {

    /// For a run inside another program, which ends by itself.
    Endings NONE = _ -> {};

    /// Calls `end` when the process is told to end. The run then ends by itself.
    void endBy(Runnable end);
}
