package dev.synoptic.signature;

import dev.synoptic.tcp.WindowMultiple;
import dev.synoptic.tcp.WindowMultiple.Kind;
import java.util.Optional;

/// The `wsize` field of a TCP signature (`p0f-v3.md` 4.8, TCP-2 step 5).
public sealed interface WindowPattern {

    /// `*`
    record Any() implements WindowPattern {

        @Override
        public boolean accepts(int octets, Optional<WindowMultiple> multiple) {
            return true;
        }

        @Override
        public String text() {
            return "*";
        }
    }

    /// A number: this many octets.
    record Exactly(int octets) implements WindowPattern {

        @Override
        public boolean accepts(int window, Optional<WindowMultiple> multiple) {
            return window == octets;
        }

        @Override
        public String text() {
            return Integer.toString(octets);
        }
    }

    /// `%N`: any multiple of `unit`, 0 included.
    record DivisibleBy(int unit) implements WindowPattern {

        @Override
        public boolean accepts(int octets, Optional<WindowMultiple> multiple) {
            return octets % unit == 0;
        }

        @Override
        public String text() {
            return "%" + unit;
        }
    }

    /// `mss*N` or `mtu*N`.
    record Times(Kind kind, int factor) implements WindowPattern {

        @Override
        public boolean accepts(int octets, Optional<WindowMultiple> multiple) {
            return multiple.isPresent()
                    && multiple.get().kind() == kind
                    && multiple.get().factor() == factor;
        }

        @Override
        public String text() {
            return kind.token() + "*" + factor;
        }
    }

    /// Whether a window of `octets`, known to be `multiple` of a segment size, fits.
    boolean accepts(int octets, Optional<WindowMultiple> multiple);

    /// As the file writes it.
    String text();
}
