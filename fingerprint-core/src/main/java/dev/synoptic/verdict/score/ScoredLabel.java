package dev.synoptic.verdict.score;

import dev.synoptic.verdict.ratio.OsName;
import java.util.OptionalInt;

/// What points are given to: a system, a flavor of it, or a row of the signature file.
///
/// @param name of the system; without a flavor where it stands for all of them
/// @param line of the signature file; empty where it stands for all of them
public record ScoredLabel(OsName name, OptionalInt line) {

    /// How much a label takes in.
    public enum Level {
        OS,
        FLAVOR,
        SIGNATURE
    }

    static ScoredLabel os(OsName name) {
        return new ScoredLabel(new OsName(name.family(), ""), OptionalInt.empty());
    }

    static ScoredLabel flavor(OsName name) {
        return new ScoredLabel(name, OptionalInt.empty());
    }

    static ScoredLabel signature(OsName name, int line) {
        return new ScoredLabel(name, OptionalInt.of(line));
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
