package dev.synoptic.agent.capture;

import java.io.IOException;

/// An interface that is not there, or is down: it may come.
final class InterfaceAway extends IOException {

    private static final long serialVersionUID = 1;

    private final boolean there;

    /// @param there whether it exists, but is down
    InterfaceAway(String message, boolean there) {
        super(message);
        this.there = there;
    }

    /// Whether it exists, but is down.
    boolean isThere() {
        return there;
    }
}
