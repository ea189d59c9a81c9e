package dev.synoptic.verdict.log;

/// Where a line stands, without the line itself (`mail.md` a.2 `raw_ref`).
///
/// @param generation which file: its inode, or the digest of its head; chosen by whoever reads it
/// @param offset     of the line's first octet
/// @param length     octets with the newline
public record RawRef(String generation, long offset, int length) {

    /// For lines that come from nowhere that can be read again.
    public static final RawRef NOWHERE = new RawRef("", 0, 0);
}
