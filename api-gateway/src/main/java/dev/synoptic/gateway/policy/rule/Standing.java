package dev.synoptic.gateway.policy.rule;

import java.util.OptionalInt;

/// How a sender stands by its karma (`mail.md` f.1): by what it did, not by its system.
///
/// @param history   nice connections less naughty ones; empty for a sender without any
/// @param penalised whether it sits in the penalty box
public record Standing(OptionalInt history, boolean penalised) {

    /// Of a sender that never came, or of which nothing is remembered.
    public static final Standing UNKNOWN = new Standing(OptionalInt.empty(), false);

    /// Above it a sender has a point before anything is asked.
    private static final int GOOD = 10;

    /// Points that it has at connect.
    public int pointsAtConnect() {
        return history.isPresent() && history.getAsInt() > GOOD ? 1 : 0;
    }
}
