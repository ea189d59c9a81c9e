package dev.synoptic.standalone.export;

import java.util.Locale;

/// For whom files are (`mail.md` g).
enum Profile {
    /// For the operator: every field of every verdict, addresses in clear.
    INTERNAL,
    /// For research under an agreement: every verdict, nothing that names anybody (P5).
    RESEARCH,
    /// For everybody: sums alone, none of which stands for fewer than ten networks (P6).
    PUBLIC;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
