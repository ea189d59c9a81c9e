package dev.synoptic.http;

import java.util.Optional;

/// One header line of a message; octets as ISO-8859-1.
///
/// @param name  as sent, 1 to 32 of letters, digits, `-` and `_`; names differ in case too (O-30)
/// @param value without the first blank and the line's end, at most 1024 octets, up to the first NUL; empty where the
///              line ends after the colon, but present and of no length where a NUL comes first
public record HttpHeader(String name, Optional<String> value) {}
