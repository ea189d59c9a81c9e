package dev.synoptic.signature;

import java.util.Optional;

/// An item of a signature's header list: `Name`, `?Name`, `Name=[text]` (`p0f-v3.md` 4.9).
///
/// @param name     exact spelling
/// @param optional written with `?`
/// @param text     what the header's value must contain
public record HeaderPattern(String name, boolean optional, Optional<String> text) {

    /// As the file writes it.
    public String token() {
        return (optional ? "?" : "") + name + text.map(t -> "=[" + t + "]").orElse("");
    }
}
