package dev.synoptic.schemas;

import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.Origin;

/// How far one source of one agent has been read; stands in every partition between the records it speaks of.
///
/// @param origin   who read the source
/// @param progress how far
public record SourceProgress(Origin origin, Progress progress) {}
