package dev.synoptic.tcp;

import java.util.Arrays;
import java.util.stream.Collectors;

/// A set of quirks, small enough to compare in one instruction.
///
/// @param bits the [Quirk#bit]s of those present
public record Quirks(int bits) {

    /// No quirk at all.
    public static final Quirks NONE = new Quirks(0);

    public Quirks {
        if (bits >>> Quirk.values().length != 0) throw new IllegalArgumentException("no such quirks: " + bits);
    }

    /// The set of these.
    public static Quirks of(Quirk... quirks) {
        return new Quirks(Arrays.stream(quirks).mapToInt(Quirk::bit).reduce(0, (a, b) -> a | b));
    }

    /// Whether `quirk` is in the set.
    public boolean has(Quirk quirk) {
        return (bits & quirk.bit()) != 0;
    }

    /// The tokens as a signature writes them: in the order of [Quirk], joined by commas.
    public String text() {
        return Arrays.stream(Quirk.values()).filter(this::has).map(Quirk::token).collect(Collectors.joining(","));
    }
}
