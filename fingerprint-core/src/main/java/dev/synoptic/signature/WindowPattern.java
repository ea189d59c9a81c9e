package dev.synoptic.signature;

import dev.synoptic.tcp.WindowMultiple;
import dev.synoptic.tcp.WindowMultiple.Kind;
import java.util.Optional;

/// The `wsize` field of a TCP signature (`p0f-v3.md` 4.8, TCP-2 step 5).
public sealed interface WindowPattern {

    /// `*`
    record Any() implements WindowPattern {}

    /// A number: this many octets.
    record Exactly(int octets) implements WindowPattern {}

    /// `%N`: any multiple of `unit`, 0 included.
    record DivisibleBy(int unit) implements WindowPattern {}

    /// `mss*N` or `mtu*N`.
    record Times(Kind kind, int factor) implements WindowPattern {}

    /// Whether a window of `octets`, known to be `multiple` of a segment size, fits.
    default boolean accepts(int octets, Optional<WindowMultiple> multiple) {
        return switch (this) {
            case Any() -> true;
            case Exactly(int wanted) -> octets == wanted;
            case DivisibleBy(int unit) -> octets % unit == 0;
            case Times(Kind kind, int factor) ->
                multiple.isPresent()
                        && multiple.get().kind() == kind
                        && multiple.get().factor() == factor;
        };
    }

    /// As the file writes it.
    default String text() {
        return switch (this) {
            case Any() -> "*";
            case Exactly(int octets) -> Integer.toString(octets);
            case DivisibleBy(int unit) -> "%" + unit;
            case Times(Kind kind, int factor) -> kind.token() + "*" + factor;
        };
    }
}
