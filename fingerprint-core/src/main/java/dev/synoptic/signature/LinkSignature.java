package dev.synoptic.signature;

/// A row of `[mtu]`: a packet size and the link that is known for it (`p0f-v3.md` FP-6, FP-12).
///
/// @param line its line in the signature file
/// @param link name of the link
/// @param mtu  octets, 1 to 65535
public record LinkSignature(int line, String link, int mtu) {}
