package dev.synoptic.standalone.shell;

/// What may be shown to a person at a terminal.
public final class Terminal {

    private Terminal() {}

    /// Text from outside with control characters made visible, so that it cannot steer the terminal.
    public static String printable(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    /// Whether someone looks on, so that progress may be drawn.
    @SuppressWarnings("SystemConsoleNull") // from JDK 25 on it is null again where nobody looks on
    public static boolean isInteractive() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
