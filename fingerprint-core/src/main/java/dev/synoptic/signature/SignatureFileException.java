package dev.synoptic.signature;

import java.util.List;
import java.util.stream.Collectors;

/// A signature file that is refused: p0f accepts a file whole or not at all (`p0f-v3.md` FP-4).
public final class SignatureFileException extends Exception {

    private final transient List<Problem> problems;

    SignatureFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// Every mistake found, in the order of lines; the first is the one that p0f would stop at.
    public List<Problem> problems() {
        return problems;
    }
}
