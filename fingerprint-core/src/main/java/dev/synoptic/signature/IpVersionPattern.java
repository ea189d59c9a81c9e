package dev.synoptic.signature;

/// The `ver` field of a TCP signature.
public enum IpVersionPattern {
    V4("4"),
    V6("6"),
    ANY("*");

    private final String token;

    IpVersionPattern(String token) {
        this.token = token;
    }

    /// As the file writes it.
    public String token() {
        return token;
    }
}
