package dev.synoptic.standalone.config;

/// A size of memory or disk.
///
/// @param count octets, not negative
public record Octets(long count) {

    public Octets {
        if (count < 0) throw new IllegalArgumentException(count + " octets");
    }
}
