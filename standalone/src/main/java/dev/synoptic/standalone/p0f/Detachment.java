package dev.synoptic.standalone.p0f;

import dev.synoptic.standalone.system.Posix;
import dev.synoptic.standalone.system.Signals;
import java.util.Optional;

/// Going on in the background (`-d`): the launcher has started this JVM there and waits for a word on a descriptor.
///
/// @param descriptor where the launcher listens
record Detachment(int descriptor) {

    private static final String PROPERTY = "synoptic.readiness";

    /// Present where the launcher waits.
    static Optional<Detachment> byLauncher() {
        return Optional.ofNullable(Integer.getInteger(PROPERTY)).map(Detachment::new);
    }

    /// Says that all is open and leaves the terminal.
    void complete() {
        Signals.ignore("HUP");
        Posix.detach();
        Posix.write(descriptor, "ready " + ProcessHandle.current().pid() + "\n");
        Posix.close(descriptor);
    }
}
