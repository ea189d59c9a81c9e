package dev.synoptic.signature;

import java.util.Optional;

/// What `;@` lines say of the `label` line above them (`docs/signatures.md`).
///
/// @param id  the label's lasting name, for rules that must survive a rewording
/// @param was what p0f 3.09b with its own database says of such packets, `name:flavor`, or `???`
public record LabelNote(Optional<String> id, Optional<String> was) {

    /// Of a label without such lines.
    public static final LabelNote NONE = new LabelNote(Optional.empty(), Optional.empty());
}
