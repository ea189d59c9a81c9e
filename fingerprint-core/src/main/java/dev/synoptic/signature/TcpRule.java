package dev.synoptic.signature;

import dev.synoptic.tcp.Quirks;
import java.util.OptionalInt;

/// A signature that p0f's grammar has no words for, written `;@ sig` (`docs/signatures.md`).
///
/// @param signature    label, line, and what p0f's grammar can say of it; the window is `*` where [#largestBelow] tells
/// @param text         as the file writes it
/// @param largestBelow for `mss*max(N)`: the window is the largest multiple of the sender's segment size up to N octets
/// @param optional     quirks that may be there or not, written `ecn?`
public record TcpRule(TcpSignature signature, String text, OptionalInt largestBelow, Quirks optional) {}
