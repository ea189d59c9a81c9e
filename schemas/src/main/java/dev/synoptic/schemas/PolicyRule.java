package dev.synoptic.schemas;

import java.util.Optional;

/// What the fleet remembers of one policy rule (`mail.md` K2).
///
/// @param name        its name in the settings
/// @param sinceMicros when a gateway first saw it, microseconds since 1970, UTC
/// @param suspended   why it has suspended itself
public record PolicyRule(String name, long sinceMicros, Optional<String> suspended) {}
