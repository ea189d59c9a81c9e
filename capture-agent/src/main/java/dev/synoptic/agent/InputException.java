package dev.synoptic.agent;

import java.io.IOException;
import java.nio.file.Path;

/// An input that is not what it should be: the user's mistake, told with file, line and what was expected.
public final class InputException extends IOException {

    private static final long serialVersionUID = 1L;

    /// The kinds of mistakes.
    public enum Kind {
        /// There is no such file, or it cannot be opened.
        MISSING,
        /// There is nothing in it.
        EMPTY,
        /// The file is of another kind.
        WRONG_FORMAT,
        /// A capture without a single TCP segment.
        NO_TCP
    }

    private final Kind kind;

    public InputException(Kind kind, Path file, String what) {
        super(file + ": " + what);
        this.kind = kind;
    }

    /// What kind of mistake it is.
    public Kind kind() {
        return kind;
    }
}
