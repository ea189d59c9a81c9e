package dev.synoptic.standalone.shell;

import java.util.List;

/// What the user gave cannot be used; each line names one thing and what was expected instead.
public final class UserMistake extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final List<String> lines;

    public UserMistake(String line) {
        this(List.of(line));
    }

    public UserMistake(List<String> lines) {
        super(String.join("; ", lines));
        this.lines = List.copyOf(lines);
    }

    /// One cause a line.
    public List<String> lines() {
        return lines;
    }
}
