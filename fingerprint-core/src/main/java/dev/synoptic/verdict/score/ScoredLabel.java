package dev.synoptic.verdict.score;

import dev.synoptic.verdict.ratio.OsName;
import java.util.OptionalInt;

/// What points are given to: a system, a flavor of it, or a row of the signature file.
///
/// @param name of the system; without a flavor where it stands for all of them
/// @param line of the signature file; empty where it stands for all of them
/// @param signatures version of that file, for a line of another one is another row; empty where there is no line
public record ScoredLabel(OsName name, OptionalInt line, String signatures) {

    /// How much a label takes in.
    public enum Level {
        OS,
        FLAVOR,
        SIGNATURE
    }

    static ScoredLabel os(OsName name) {
        return new ScoredLabel(new OsName(name.family(), ""), OptionalInt.empty(), "");
    }

    static ScoredLabel flavor(OsName name) {
        return new ScoredLabel(name, OptionalInt.empty(), "");
    }

    static ScoredLabel signature(OsName name, int line, String signatures) {
        return new ScoredLabel(name, OptionalInt.of(line), signatures);
    }

    /// Whether it is a row of another signature file than this.
    boolean isOutdated(String newest) {
        return line.isPresent() && !signatures.equals(newest);
    }

    public Level level() {
        if (line.isPresent()) return Level.SIGNATURE;
        return name.flavor().isEmpty() ? Level.OS : Level.FLAVOR;
    }

    /// As reports name it.
    public String text() {
        return line.isPresent() ? name.text() + " (line " + line.getAsInt() + ")" : name.text();
    }
}
