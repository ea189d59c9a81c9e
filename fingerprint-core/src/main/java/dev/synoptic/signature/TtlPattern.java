package dev.synoptic.signature;

/// The `ittl` field of a TCP signature: what the sender started with.
///
/// @param initial hops, 1 to 255
/// @param random  written `N-`: the sender picks any value up to `initial`
public record TtlPattern(int initial, boolean random) {

    public TtlPattern {
        if (initial < 1 || initial > 255) throw new IllegalArgumentException("initial TTL " + initial);
    }
}
