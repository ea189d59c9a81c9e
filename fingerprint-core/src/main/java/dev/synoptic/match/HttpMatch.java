package dev.synoptic.match;

import dev.synoptic.signature.HttpSignature;

/// The row that explains an HTTP message.
///
/// @param signature the row
/// @param dishonest whether the software claims to be other than what the row expects (`p0f-v3.md` HTTP-19)
public record HttpMatch(HttpSignature signature, boolean dishonest) {}
