package dev.synoptic.standalone.shell;

/// What the shell is told.
public final class ExitCode {

    /// What was asked for is done, or known.
    public static final int DONE = 0;

    /// A negative answer: not known, not equal, not valid.
    public static final int NEGATIVE = 1;

    /// The user's mistake: an option, a file, a setting.
    public static final int MISTAKE = 2;

    /// Something outside failed: a broker, a network, a disk.
    public static final int OUTSIDE_FAILED = 3;

    private ExitCode() {}
}
