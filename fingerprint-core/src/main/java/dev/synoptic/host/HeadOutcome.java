package dev.synoptic.host;

import dev.synoptic.host.ScoreOutcome.Verdict;

/// What came of an HTTP head: an entry for its tool, where it has one (SCORE-12), and then one for the message
/// (`p0f-v3.md` 10.9).
///
/// @param tool    what the tool's entry told
/// @param message what the message's entry told, and the scores from then on
record HeadOutcome(Verdict tool, ScoreOutcome message) {

    /// Whether one of the two told this.
    boolean tells(Verdict verdict) {
        return tool == verdict || message.verdict() == verdict;
    }
}
