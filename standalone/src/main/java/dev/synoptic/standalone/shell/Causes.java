package dev.synoptic.standalone.shell;

/// What lies behind a failure.
public final class Causes {

    private Causes() {}

    /// What the innermost cause says of itself, or its kind where it says nothing.
    public static String innermost(Throwable failed) {
        Throwable cause = failed;
        for (Throwable deeper = failed.getCause(); deeper != null; deeper = deeper.getCause()) cause = deeper;
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
