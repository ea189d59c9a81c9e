package dev.synoptic.gateway.join;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/// The moments at which something of a site becomes due: progress comes often, and mostly nothing is.
final class Dues {

    private final Map<String, NavigableSet<Long>> bySite = new HashMap<>();

    void add(String site, long micros) {
        bySite.computeIfAbsent(site, _ -> new TreeSet<>()).add(micros);
    }

    /// Whether anything is due by `micros`.
    boolean isAny(String site, long micros) {
        var dues = bySite.get(site);
        return dues != null && !dues.isEmpty() && dues.first() <= micros;
    }

    /// Forgets all that is due by `micros`.
    void done(String site, long micros) {
        var dues = bySite.get(site);
        if (dues != null) dues.headSet(micros, true).clear();
    }
}
