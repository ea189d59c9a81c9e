package dev.synoptic.verdict.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Remembers the last so many things; the oldest is forgotten first.
///
/// @param <K> what they are known by
/// @param <V> what is known of them
public final class Recent<K, V> {

    private final Map<K, V> entries;

    public Recent(int entriesMax) {
        this(entriesMax, forgotten -> {});
    }

    /// @param forgotten is told what had to make room
    public Recent(int entriesMax, Consumer<? super V> forgotten) {
        entries = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                if (size() <= entriesMax) return false;
                forgotten.accept(eldest.getValue());
                return true;
            }
        };
    }

    public void put(K key, V value) {
        entries.put(key, value);
    }

    public @Nullable V get(K key) {
        return entries.get(key);
    }

    public void remove(K key) {
        entries.remove(key);
    }
}
