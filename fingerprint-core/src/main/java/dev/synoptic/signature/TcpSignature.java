package dev.synoptic.signature;

/// A TCP `sig` line below its label.
///
/// @param line    its line in the signature file
/// @param row     the label above it
/// @param pattern what it looks for
public record TcpSignature(int line, LabelRow row, TcpPattern pattern) {

    /// What it says the sender is.
    public Label label() {
        return row.label();
    }
}
