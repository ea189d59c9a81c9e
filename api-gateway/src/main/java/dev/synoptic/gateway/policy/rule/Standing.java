package dev.synoptic.gateway.policy.rule;

import java.util.OptionalInt;

/// How a sender stands by its karma (`mail.md` f.1): by what it did, not by its system.
///
/// @param history         nice connections less naughty ones; empty for a sender without any
/// @param penalised       whether it sits in the penalty box
/// @param pointsAtConnect points that it has before anything is asked: one with a good history
public record Standing(OptionalInt history, boolean penalised, int pointsAtConnect) {

    /// Of a sender that never came, or of which nothing is remembered.
    public static final Standing UNKNOWN = new Standing(OptionalInt.empty(), false, 0);
}
