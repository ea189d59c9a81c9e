package dev.synoptic.gateway.index;

import java.util.HashMap;
import java.util.Map;

/// Gives back the first of equal values, so that a million hosts share one `Linux 3.11 and newer`.
///
/// For the writing thread alone. What is kept is bounded: beyond it values are simply not shared any more.
final class Interning {

    /// Different values kept. They come from the signature file and the sites, which are few; a flood of others is
    /// somebody's trick and only costs the sharing.
    private static final int KEPT_MAX = 100_000;

    private final Map<Object, Object> kept = new HashMap<>();

    @SuppressWarnings("unchecked") // what is kept under a value equals it and is of its class
    <T> T of(T value) {
        Object first = kept.get(value);
        if (first != null && first.getClass() == value.getClass()) return (T) first;
        if (kept.size() < KEPT_MAX) kept.put(value, value);
        return value;
    }
}
