package dev.synoptic.signature;

/// An HTTP `sig` line below its label.
///
/// @param line    its line in the signature file
/// @param row     the label above it
/// @param pattern what it looks for
public record HttpSignature(int line, LabelRow row, HttpPattern pattern) {

    /// What it says the sender is.
    public Label label() {
        return row.label();
    }
}
