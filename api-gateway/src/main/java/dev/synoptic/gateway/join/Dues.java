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

    /// Whether anything is due by `micros`; it is taken to be done with then.
    boolean take(String site, long micros) {
        var dues = bySite.get(site);
        if (dues == null || dues.isEmpty() || dues.first() > micros) return false;
        dues.headSet(micros, true).clear();
        return true;
    }
}
