package dev.synoptic.gateway.greylist;

import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.policy.RuleMemory;
import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.schemas.PolicyRule;
import dev.synoptic.schemas.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How rules fare, as the whole fleet remembers it: the earliest moment counts, and a suspension by any gateway.
public final class SharedRules implements RuleMemory, AutoCloseable {

    /// Rules remembered, of all times.
    static final int RULES_MAX = 10_000;

    private final Map<String, Remembered> rules = new ConcurrentHashMap<>();
    private final SharedTopic<PolicyRule> topic;

    public SharedRules(KafkaClients kafka) {
        this.topic = new SharedTopic<>(Topics.POLICIES, kafka, this::read);
    }

    /// Begins to read.
    public SharedRules start() {
        topic.start();
        return this;
    }

    private void read(String digest, @Nullable PolicyRule rule) {
        if (rule == null) {
            rules.remove(digest);
        } else if (rules.size() < RULES_MAX || rules.containsKey(digest)) {
            rules.merge(digest, new Remembered(rule.sinceMicros(), rule.suspended()), SharedRules::merged);
        }
    }

    private static Remembered merged(Remembered one, Remembered other) {
        return new Remembered(
                Math.min(one.sinceMicros(), other.sinceMicros()),
                one.suspended().or(other::suspended));
    }

    @Override
    public Optional<Remembered> find(Rule rule) {
        return Optional.ofNullable(rules.get(rule.digest()));
    }

    /// Before it has read what there is it tells nothing: a younger moment must not take the place of an older one.
    @Override
    public void remember(Rule rule, Remembered what) {
        if (!topic.isCurrent()) return;
        Remembered whole = rules.merge(rule.digest(), what, SharedRules::merged);
        topic.put(rule.digest(), Optional.of(new PolicyRule(rule.name(), whole.sinceMicros(), whole.suspended())));
    }

    @Override
    public void close() {
        topic.close();
    }
}
