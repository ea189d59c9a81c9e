package dev.synoptic.gateway.join;

import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Rows of `ratios.v1` as they stand, as far as a rebuild must know them: what was counted live in each window, and the
/// rows of earlier rebuilds by the same rules.
final class CountedRows {

    private final String rules;
    private final Map<RatioKey, RatioCounts> live = new HashMap<>();
    private final Set<RatioKey> rebuilt = new HashSet<>();

    /// @param rules versions of the rebuild
    CountedRows(String rules) {
        this.rules = rules;
    }

    /// Takes in a row; of several under one key the last counts.
    ///
    /// @param message empty for one that was deleted
    void read(RatioKey key, Optional<RatioMessage> message) {
        if (key.isRebuilt()) {
            if (!key.versions().equals(rules)) return;
            if (message.isPresent()) rebuilt.add(key);
            else rebuilt.remove(key);
        } else if (key.dimension().equals(RatioKey.FLAVOR) && key.windowSeconds() > 0) {
            if (message.isPresent() && message.get() instanceof Counted(var counts)) live.put(key, counts);
            else live.remove(key);
        }
    }

    /// How many verdicts were counted in each window while it was live, whatever the rules were.
    Map<SiteWindow, Long> verdicts() {
        return verdicts(live);
    }

    /// Rows of an earlier rebuild in these windows.
    Set<RatioKey> rebuiltIn(Set<SiteWindow> windows) {
        return rebuilt.stream()
                .filter(key -> windows.contains(SiteWindow.of(key)))
                .collect(Collectors.toSet());
    }

    /// How many verdicts these rows count in each window.
    static Map<SiteWindow, Long> verdicts(Map<RatioKey, RatioCounts> rows) {
        return rows.entrySet().stream()
                .collect(Collectors.groupingBy(
                        row -> SiteWindow.of(row.getKey()),
                        Collectors.summingLong(
                                row -> row.getValue().counted() + row.getValue().other())));
    }
}
