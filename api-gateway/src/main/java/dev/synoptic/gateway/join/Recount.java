package dev.synoptic.gateway.join;

import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What came out of all partitions, and which of its windows are known wholly.
///
/// @param retention how far back everything is there
/// @param rejoins   one for each partition that holds anything
record Recount(Retention retention, List<Rejoin> rejoins) {

    /// For so long after its end a window's verdicts may be corrected by their logs (`mail.md` V20).
    private static final long CORRECTED_MICROS = Duration.ofHours(1).toNanos() / 1_000;

    /// From when to when everything of a site is known.
    private record Known(long verdictsFrom, long synsFrom, long completeTo) {}

    /// Every row.
    Map<RatioKey, RatioMessage> rows() {
        var all = new HashMap<RatioKey, RatioMessage>();
        rejoins.forEach(each -> all.putAll(each.rows()));
        return all;
    }

    /// How many verdicts each window has.
    Map<SiteWindow, Long> verdicts() {
        var flavors = new HashMap<RatioKey, RatioCounts>();
        rows().forEach((key, message) -> {
            if (key.dimension().equals(RatioKey.FLAVOR) && message instanceof Counted(var counts)) {
                flavors.put(key, counts);
            }
        });
        return CountedRows.verdicts(flavors);
    }

    /// Why windows stay as they are: of all of these and all that came out, each that is not known wholly.
    ///
    /// @param before how many verdicts each had when it was live
    Map<SiteWindow, Optional<WindowLeft>> judged(Map<SiteWindow, Long> before) {
        var now = verdicts();
        Set<SiteWindow> all = new HashSet<>(before.keySet());
        all.addAll(now.keySet());
        Map<String, Known> sites = new HashMap<>();
        Map<SiteWindow, Optional<WindowLeft>> judged = new HashMap<>();
        for (SiteWindow window : all) {
            boolean fewer = now.getOrDefault(window, 0L) < before.getOrDefault(window, 0L);
            var left = left(window, sites.computeIfAbsent(window.site(), this::known))
                    .or(() -> fewer ? Optional.of(WindowLeft.FEWER) : Optional.empty());
            judged.put(window, left);
        }
        return judged;
    }

    private Known known(String site) {
        long complete =
                rejoins.stream().mapToLong(each -> each.completeTo(site)).min().orElse(Long.MIN_VALUE);
        return new Known(retention.verdictsFrom(site), retention.synsFrom(site), complete);
    }

    private Optional<WindowLeft> left(SiteWindow window, Known known) {
        if (window.startMicros() < Math.max(known.verdictsFrom(), known.synsFrom())) {
            return Optional.of(WindowLeft.NOT_RETAINED);
        }
        if (known.completeTo() < window.endMicros() + CORRECTED_MICROS) return Optional.of(WindowLeft.OPEN);
        boolean earlier = rejoins.stream()
                .map(each -> each.neededFrom().getOrDefault(window, Long.MAX_VALUE))
                .anyMatch(needed -> needed < known.synsFrom());
        return earlier ? Optional.of(WindowLeft.LONG_SESSION) : Optional.empty();
    }
}
