package dev.synoptic.verdict.log;

import java.util.regex.Pattern;

/// A text with everything taken out that differs from line to line, or that a client said.
final class Shape {

    /// What is kept of a text, in characters.
    static final int LENGTH_MAX = 160;

    private static final Pattern QUOTED = Pattern.compile("<[^>]*>|\"[^\"]*\"|\\([^)]*\\)");
    private static final Pattern PEER = Pattern.compile("\\S*\\[[0-9A-Fa-f:.]+\\](:\\d+)?");
    private static final Pattern ADDRESS = Pattern.compile(
            "\\b(\\d{1,3}\\.){3}\\d{1,3}\\b|\\b[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]*:[0-9A-Fa-f]{0,4}\\b|\\S+@\\S+");
    private static final Pattern ID = Pattern.compile("^(?=[0-9A-Za-z]*\\d)[0-9A-Za-z]{6,}:");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private Shape() {}

    static String of(String text) {
        String cut = text.length() > 2 * LENGTH_MAX ? text.substring(0, 2 * LENGTH_MAX) : text;
        String masked = QUOTED.matcher(cut).replaceAll("<>");
        masked = PEER.matcher(masked).replaceAll("A");
        masked = ADDRESS.matcher(masked).replaceAll("A");
        masked = ID.matcher(masked).replaceAll("Q:");
        masked = DIGITS.matcher(masked).replaceAll("N");
        String printable = masked.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > LENGTH_MAX ? printable.substring(0, LENGTH_MAX) : printable;
    }
}
