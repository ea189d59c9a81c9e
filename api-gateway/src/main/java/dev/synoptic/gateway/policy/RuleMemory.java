package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.policy.rule.Rule;
import java.util.Optional;

/// What the fleet remembers of rules, beyond the life of one gateway.
public interface RuleMemory {

    /// What is remembered of one rule.
    ///
    /// @param sinceMicros when it was first seen, microseconds since 1970, UTC
    /// @param suspended   why it has stopped itself
    record Remembered(long sinceMicros, Optional<String> suspended) {}

    /// Nothing outlives this process.
    RuleMemory NONE = new RuleMemory() {
        @Override
        public Optional<Remembered> find(Rule rule) {
            return Optional.empty();
        }

        @Override
        public void remember(Rule rule, Remembered what) {}
    };

    /// What the fleet knows; empty where it knows nothing, or not yet.
    Optional<Remembered> find(Rule rule);

    /// Tells the fleet. It never blocks.
    void remember(Rule rule, Remembered what);
}
