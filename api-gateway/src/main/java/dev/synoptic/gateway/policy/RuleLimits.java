package dev.synoptic.gateway.policy;

import java.time.Duration;

/// When a rule begins to act, and when it stops itself.
///
/// @param shadow       how long it only reports what it would have done, at least [#SHADOW_LEAST] (`mail.md` K2)
/// @param shareMost    share of all transactions that it may touch, 0 to 1; above it the rule suspends itself
/// @param transactions that a share is judged by, at least
/// @param goodMost     known good senders that it may touch in [#WINDOW]; above it the rule suspends itself
public record RuleLimits(Duration shadow, double shareMost, int transactions, int goodMost) {

    /// "Shadow mode first, 7 d minimum" (`mail.md` K2).
    public static final Duration SHADOW_LEAST = Duration.ofDays(7);

    /// What a share is measured over.
    public static final Duration WINDOW = Duration.ofHours(1);

    /// As a gateway has them that is told nothing else.
    public static final RuleLimits USUAL = new RuleLimits(SHADOW_LEAST, 0.25, 200, 0);

    public RuleLimits {
        if (shadow.compareTo(SHADOW_LEAST) < 0) {
            throw new IllegalArgumentException("shadow: " + shadow.toHours() + "h, expected at least 7d");
        }
        if (!(shareMost > 0 && shareMost <= 1)) {
            throw new IllegalArgumentException("share: " + shareMost + ", expected more than 0 and at most 1");
        }
        if (transactions < 1)
            throw new IllegalArgumentException("transactions: " + transactions + ", expected 1 or more");
        if (goodMost < 0) throw new IllegalArgumentException("known-good: " + goodMost + ", expected 0 or more");
    }
}
