package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.ClockBoard.Others;
import dev.synoptic.schemas.ClockDifferences;
import dev.synoptic.schemas.ClockReading;
import dev.synoptic.verdict.join.ClockSkew;
import dev.synoptic.verdict.join.Clocks.Pair;
import dev.synoptic.verdict.join.Difference;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// Compares the clocks of captures and mail hosts by the sessions of this partition, and where those are too few by
/// those of all (`mail.md` J7).
final class ClockWatch {

    /// After so many further differences a clock is looked at again.
    private static final int LOOK_AGAIN = ClockSkew.SAMPLES_MIN;

    /// The same once it is known: a look goes through all that is remembered, so a fifth of it may have changed.
    private static final int LOOK_AGAIN_KNOWN = ClockSkew.SAMPLES_MAX / 5;

    /// A correction is left as it is while the measure stays this close to it: sessions are not settled anew for less.
    private static final Duration STEADY = Duration.ofMillis(250);

    /// Pairs of clocks that one partition compares: mail hosts are named by logs, and by whoever may post verdicts.
    static final int PAIRS_MAX = 1_000;

    private final KeptDifferences kept;
    private final Others others;
    private final LongAdder refused;
    private final ToldDifferences told;
    private final Map<Watched, ClockSamples> samples = new HashMap<>();
    private final Map<Watched, Integer> sinceLook = new HashMap<>();
    private final Map<Pair, Duration> corrections = new HashMap<>();
    private int changes;
    private long heard;
    private final Set<String> known = new HashSet<>();
    private final Map<Watched, ClockReading> news = new LinkedHashMap<>();

    /// Two clocks, and the site whose sessions compare them.
    record Watched(String site, Pair pair) {}

    /// @param others  what the other partitions tell
    /// @param refused counts differences of pairs beyond [#PAIRS_MAX]
    ClockWatch(OctetStore store, Others others, LongAdder refused) {
        this.kept = new KeptDifferences(store);
        this.others = others;
        this.refused = refused;
        this.told = new ToldDifferences(others.shareMax());
        kept.restore((watched, numbered) -> of(watched).put(numbered), (pair, correction) -> {
            corrections.put(pair, correction);
            known.add(pair.host());
        });
        for (Watched each : List.copyOf(samples.keySet())) {
            told.changed(each);
            look(each);
        }
        news.clear();
    }

    private ClockSamples of(Watched watched) {
        return samples.computeIfAbsent(watched, _ -> new ClockSamples());
    }

    /// What is known to be corrected; no time at all where clocks agree well enough.
    Map<Pair, Duration> corrections() {
        return Map.copyOf(corrections);
    }

    /// Grows with each change of what is to be corrected.
    int changes() {
        return changes;
    }

    /// Names what is corrected for a mail host: 0 where nothing is.
    int correctionsOf(String host) {
        return corrections.entrySet().stream()
                .filter(each ->
                        each.getKey().host().equals(host) && !each.getValue().isZero())
                .mapToInt(Map.Entry::hashCode)
                .sum();
    }

    /// Whether the mail host's clock was compared to any capture's.
    boolean knows(String host) {
        return known.contains(host);
    }

    /// Takes in what a session tells.
    void add(String site, Collection<Difference> differences) {
        for (Difference each : differences) {
            var watched = new Watched(site, each.pair());
            if (samples.size() >= PAIRS_MAX && !samples.containsKey(watched)) {
                refused.increment();
                continue;
            }
            kept.keep(watched, of(watched).add(each));
            told.changed(watched);
            int since = sinceLook.merge(watched, 1, Integer::sum);
            if (since >= (corrections.containsKey(each.pair()) ? LOOK_AGAIN_KNOWN : LOOK_AGAIN)) look(watched);
        }
    }

    /// Looks at every clock once more, however little has come since.
    void lookAtAll() {
        for (Watched each : List.copyOf(samples.keySet())) {
            if (sinceLook.getOrDefault(each, 0) > 0) look(each);
        }
    }

    /// Looks at the clocks of which this partition's sessions say too little, where others have told more since.
    void hear() {
        long now = others.changes();
        if (now == heard) return;
        heard = now;
        var all = new HashSet<>(others.watched());
        all.addAll(samples.keySet());
        for (Watched each : all) {
            if (samples.getOrDefault(each, new ClockSamples()).ahead().isEmpty()) look(each);
        }
    }

    boolean hasOthers() {
        return others.shareMax() > 0;
    }

    /// Whether nobody will tell more of the clocks of a site, whose sources have all ended.
    boolean haveOthersEnded(String site) {
        return others.haveEnded(site);
    }

    private void look(Watched watched) {
        sinceLook.put(watched, 0);
        var own = samples.getOrDefault(watched, new ClockSamples());
        var found = own.ahead().isPresent() ? own : own.with(others.of(watched));
        found.ahead().ifPresent(ahead -> correct(watched, ahead));
        boolean corrected =
                !corrections.getOrDefault(watched.pair(), Duration.ZERO).isZero();
        if (!own.isEmpty()) news.put(watched, found.reading(corrected, own));
    }

    private void correct(Watched watched, Duration ahead) {
        Duration wanted = ClockSkew.isApplied(ahead) ? ahead : Duration.ZERO;
        Duration before = corrections.get(watched.pair());
        known.add(watched.pair().host());
        if (before != null && before.minus(wanted).abs().compareTo(STEADY) <= 0) return;
        corrections.put(watched.pair(), wanted);
        kept.keep(watched, wanted);
        changes++;
    }

    /// What is to be told of clocks since this was asked last.
    Map<Watched, ClockReading> takeNews() {
        var taken = new LinkedHashMap<>(news);
        news.clear();
        return taken;
    }

    /// What the other partitions are to be told by now; all that they were not told yet with [Long#MAX_VALUE].
    Map<Watched, ClockDifferences> takeUntold(long nowMillis) {
        return told.take(this::of, nowMillis);
    }
}
