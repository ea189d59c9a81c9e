package dev.synoptic.gateway.join;

/// Why a window was not counted anew.
public enum WindowLeft {
    /// Records that it may need were deleted, or nothing says that they were not.
    NOT_RETAINED("not all of its records are certainly retained"),
    /// A session in it began so early that its SYN may have been deleted.
    LONG_SESSION("a session in it needs SYNs from before those that are retained"),
    /// Sources are still to pass its end, or its verdicts may still be corrected (`mail.md` V20).
    OPEN("it is not complete, or may still be corrected"),
    /// Fewer verdicts came out than were counted when it was live.
    FEWER("fewer verdicts are retained than were counted in it");

    private final String text;

    WindowLeft(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
