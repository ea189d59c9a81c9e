package dev.synoptic.signature;

/// The `pclass` field of a TCP signature: whether the segment carries data.
public enum PayloadPattern {
    NONE("0"),
    SOME("+"),
    ANY("*");

    private final String token;

    PayloadPattern(String token) {
        this.token = token;
    }

    /// As the file writes it.
    public String token() {
        return token;
    }

    /// Whether a segment with or without payload fits.
    public boolean accepts(boolean payload) {
        return this == ANY || (this == SOME) == payload;
    }
}
