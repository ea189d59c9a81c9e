package dev.synoptic.gateway.policy;

import dev.synoptic.gateway.policy.rule.Rule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// What each rule has done, or would have, in words (`mail.md` K2): for the log, as long as anything changes.
public final class RuleReport {

    private static final int LABELS_TOLD = 8;

    private final RuleWatch watch;
    private final ToLongFunction<Rule> wouldHit;
    private final Map<String, Long> told = new HashMap<>();

    /// @param wouldHit accepted messages that a rule would have hit
    public RuleReport(RuleWatch watch, ToLongFunction<Rule> wouldHit) {
        this.watch = watch;
        this.wouldHit = wouldHit;
    }

    /// A line for each rule that has touched anything since it was last asked; from one thread.
    ///
    /// @param accepted messages that rules were tried on
    public List<String> lines(long accepted, Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        return watch.standings().stream()
                .filter(this::isNews)
                .map(standing -> line(standing, accepted, micros))
                .toList();
    }

    private boolean isNews(RuleStanding standing) {
        String name = standing.rule().name();
        long count = standing.touched() + wouldHit.applyAsLong(standing.rule());
        Long before = told.put(name, count);
        return count != (before == null ? 0 : before);
    }

    private String line(RuleStanding standing, long accepted, long micros) {
        String done = switch (standing.mode(micros)) {
            case ENFORCED -> "touched";
            case SHADOW -> "in the shadow, would have touched";
            case SUSPENDED -> "suspended, would have touched";
        };
        String name = standing.rule().name();
        return "policy rule \"%s\": %s %d transactions (%s), %d of known good senders; it holds for %d of %d accepted messages"
                .formatted(
                        name,
                        done,
                        standing.touched(),
                        labels(standing.touchedLabels()),
                        standing.touchedGood(),
                        wouldHit.applyAsLong(standing.rule()),
                        accepted);
    }

    private static String labels(Map<String, Long> labels) {
        return labels.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(LABELS_TOLD)
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
