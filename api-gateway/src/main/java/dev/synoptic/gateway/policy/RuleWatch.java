package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.policy.rule.Rule;
import dev.synoptic.gateway.policy.rule.RuleBook;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Watches every rule: the shadow first, suspension where one does harm (`mail.md` K2), and an alarm in the log then.
public final class RuleWatch {

    private static final System.Logger LOG = System.getLogger(RuleWatch.class.getName());

    private final Map<Rule, RuleStanding> standings = new LinkedHashMap<>();
    private final RuleMemory memory;
    private final InstantSource clock;

    /// @param clock the wall
    public RuleWatch(RuleBook book, RuleLimits limits, RuleMemory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
        for (Rule rule : book.rules()) standings.put(rule, new RuleStanding(rule, limits, nowMicros()));
    }

    /// How each rule fares, in their order.
    public List<RuleStanding> standings() {
        return List.copyOf(standings.values());
    }

    /// Rules that have stopped themselves.
    public long suspended() {
        return standings.values().stream()
                .filter(each -> each.suspended().isPresent())
                .count();
    }

    /// Learns what the fleet knows and tells it what it does not; to be called now and then, from one thread.
    public void share() {
        for (RuleStanding standing : standings.values()) {
            Optional<RuleMemory.Remembered> known = memory.find(standing.rule());
            known.ifPresent(standing::learn);
            var own = new RuleMemory.Remembered(standing.sinceMicros(), standing.suspended());
            if (!known.equals(Optional.of(own))) memory.remember(standing.rule(), own);
        }
    }

    /// Whether a rule acts at this moment, being out of the shadow and not suspended.
    public boolean acts(Rule rule) {
        return mode(rule) == RuleStanding.Mode.ENFORCED;
    }

    void asked(Rule rule) {
        standing(rule).asked(nowMicros());
    }

    /// Notes that a rule holds for a transaction, which it had not yet touched; says what it does to it.
    RuleStanding.Mode touch(Rule rule, boolean good, String label) {
        RuleStanding standing = standing(rule);
        long now = nowMicros();
        standing.touch(good, label, now).ifPresent(why -> suspended(standing, why));
        return standing.mode(now);
    }

    /// What a rule does that has touched the transaction before.
    RuleStanding.Mode mode(Rule rule) {
        return standing(rule).mode(nowMicros());
    }

    private void suspended(RuleStanding standing, String why) {
        LOG.log(
                System.Logger.Level.ERROR,
                "policy rule \"{0}\" has suspended itself: {1}. Raise its revision to begin anew in the shadow",
                standing.rule().name(),
                why);
        memory.remember(standing.rule(), new RuleMemory.Remembered(standing.sinceMicros(), standing.suspended()));
    }

    private RuleStanding standing(Rule rule) {
        return Objects.requireNonNull(standings.get(rule), "a rule of another book");
    }

    private long nowMicros() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
