package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.policy.rule.Rule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/// How one rule fares: how long it has been watched, whom it touched, whether it has stopped itself.
///
/// The share is measured over two half windows, the running one and the one before, so that it forgets.
public final class RuleStanding {

    /// Labels told apart in the report.
    static final int LABELS_MAX = 100;

    /// What stands for all labels beyond those.
    static final String OTHERS = "others";

    private final Rule rule;
    private final RuleLimits limits;
    private volatile long sinceMicros;
    private final LongAdder touched = new LongAdder();
    private final LongAdder touchedGood = new LongAdder();
    private final Map<String, Long> touchedLabels = new HashMap<>();
    private long halfStartMicros;
    private Half now = new Half();
    private Half before = new Half();
    private volatile Optional<String> suspended = Optional.empty();

    private static final class Half {
        private long transactions;
        private long touched;
        private long good;
    }

    /// What a rule does.
    public enum Mode {
        /// It reports whom it would have hit.
        SHADOW,
        /// It acts.
        ENFORCED,
        /// It has stopped itself, and reports as in the shadow.
        SUSPENDED
    }

    /// @param sinceMicros when this gateway first saw the rule, microseconds since 1970, UTC
    RuleStanding(Rule rule, RuleLimits limits, long sinceMicros) {
        this.rule = rule;
        this.limits = limits;
        this.sinceMicros = sinceMicros;
        this.halfStartMicros = sinceMicros;
    }

    /// The rule.
    public Rule rule() {
        return rule;
    }

    /// When the fleet first saw it, microseconds since 1970, UTC.
    public long sinceMicros() {
        return sinceMicros;
    }

    /// Transactions that it has touched, or would have.
    public long touched() {
        return touched.sum();
    }

    /// Of these, those of known good senders.
    public long touchedGood() {
        return touchedGood.sum();
    }

    /// Whom it has touched, or would have: transactions by label, those of the last labels above [#LABELS_MAX] as one.
    public synchronized Map<String, Long> touchedLabels() {
        return Map.copyOf(touchedLabels);
    }

    /// Why it has stopped itself.
    public Optional<String> suspended() {
        return suspended;
    }

    /// What it does at this moment.
    public Mode mode(long nowMicros) {
        if (suspended.isPresent()) return Mode.SUSPENDED;
        boolean watchedLongEnough = nowMicros - sinceMicros >= limits.shadow().toNanos() / 1_000;
        return rule.enforced() && watchedLongEnough ? Mode.ENFORCED : Mode.SHADOW;
    }

    /// One more transaction that it was asked about.
    synchronized void asked(long nowMicros) {
        turn(nowMicros);
        now.transactions++;
    }

    /// It holds for the transaction last asked about; now or later in the same call it may stop itself.
    ///
    /// @param good  whether the client is a known good sender
    /// @param label of its system
    /// @return why it has just stopped itself; empty where it has not
    synchronized Optional<String> touch(boolean good, String label, long nowMicros) {
        turn(nowMicros);
        touched.increment();
        boolean room = touchedLabels.size() < LABELS_MAX || touchedLabels.containsKey(label);
        touchedLabels.merge(room ? label : OTHERS, 1L, Long::sum);
        now.touched++;
        if (good) {
            touchedGood.increment();
            now.good++;
        }
        if (!rule.action().hinders() || mode(nowMicros) != Mode.ENFORCED) return Optional.empty();
        suspended = excess();
        return suspended;
    }

    private Optional<String> excess() {
        long good = now.good + before.good;
        if (good > limits.goodMost()) {
            return Optional.of("it touches known good senders: " + good + " in an hour, at most " + limits.goodMost());
        }
        long asked = now.transactions + before.transactions;
        long share = now.touched + before.touched;
        if (asked < limits.transactions() || share <= asked * limits.shareMost()) return Optional.empty();
        return Optional.of("it touches " + share + " of " + asked + " transactions, at most "
                + Math.round(limits.shareMost() * 100) + " %");
    }

    /// What the fleet knows of it: the earliest moment counts, and a suspension by any gateway.
    synchronized void learn(RuleMemory.Remembered fleet) {
        sinceMicros = Math.min(sinceMicros, fleet.sinceMicros());
        if (suspended.isEmpty()) suspended = fleet.suspended();
    }

    private void turn(long nowMicros) {
        long half = RuleLimits.WINDOW.toNanos() / 1_000 / 2;
        long passed = (nowMicros - halfStartMicros) / half;
        if (passed <= 0) return;
        before = passed == 1 ? now : new Half();
        now = new Half();
        halfStartMicros += passed * half;
    }
}
