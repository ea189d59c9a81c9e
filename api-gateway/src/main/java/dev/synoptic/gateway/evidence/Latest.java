package dev.synoptic.gateway.evidence;

import java.util.LinkedHashMap;
import java.util.Map;

/// Maps that remember the last so many entries: the one that was put first is forgotten first.
final class Latest {

    private Latest() {}

    static <K, V> Map<K, V> most(int entriesMax) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > entriesMax;
            }
        };
    }
}
