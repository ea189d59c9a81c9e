package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.ClockWatch.Watched;
import dev.synoptic.schemas.ClockDifferences;
import dev.synoptic.verdict.join.ClockSkew;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Which differences the other partitions are still to be told: at once while they are few, and rarely of a clock that
/// this partition measures by itself, as so do most others.
final class ToldDifferences {

    private static final long PACE_MILLIS = Duration.ofMinutes(5).toMillis();

    private final int shareMax;
    private final Set<Watched> untold = new LinkedHashSet<>();
    private final Map<Watched, Long> toldMillis = new HashMap<>();

    /// @param shareMax differences that this partition may tell of two clocks; 0 where nobody is to be told
    ToldDifferences(int shareMax) {
        this.shareMax = shareMax;
    }

    void changed(Watched watched) {
        if (shareMax > 0) untold.add(watched);
    }

    /// Takes what is to be told by now; everything with [Long#MAX_VALUE].
    Map<Watched, ClockDifferences> take(Function<Watched, ClockSamples> samples, long nowMillis) {
        var due = new LinkedHashMap<Watched, ClockDifferences>();
        for (var each = untold.iterator(); each.hasNext(); ) {
            var watched = each.next();
            var found = samples.apply(watched);
            boolean few = found.size() < ClockSkew.SAMPLES_MIN;
            if (!few && nowMillis - toldMillis.getOrDefault(watched, Long.MIN_VALUE / 2) < PACE_MILLIS) continue;
            due.put(watched, found.newest(shareMax));
            if (nowMillis != Long.MAX_VALUE) toldMillis.put(watched, nowMillis);
            each.remove();
        }
        return due;
    }
}
