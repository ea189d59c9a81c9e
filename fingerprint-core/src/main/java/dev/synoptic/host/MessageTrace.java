package dev.synoptic.host;

import org.jspecify.annotations.Nullable;

/// What an HTTP message leaves behind for the next one to be held against (`p0f-v3.md` HTTP-29).
public interface MessageTrace {

    /// The name of the system or software that it was recognised as, null where nothing matched.
    @Nullable
    String name();

    /// Number of that label (FP-9), 0 without a match.
    int labelNumber();

    /// Number of that name (FP-8), 0 without a match.
    int nameNumber();

    /// Whether a later message of the same tool stands below another label (HTTP-21).
    default boolean isOtherTool(MessageTrace later) {
        return labelNumber() != later.labelNumber();
    }

    /// Whether a later message of the same system counts as another (HTTP-22): p0f compares two kinds of number (O-16).
    default boolean isOtherSystem(MessageTrace later) {
        return nameNumber() != later.labelNumber();
    }

    /// Its `Date`, seconds since 1970, unsigned 32 bits; 0 without a readable one.
    long dateSeconds();

    /// When it was captured, seconds since 1970, unsigned 32 bits.
    long receivedSeconds();
}
