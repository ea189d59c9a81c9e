package dev.synoptic.gateway.http;

import java.util.List;

/// Whether the gateway can be relied on.
///
/// @param ready    it has read all that was there at its start, and answers fully
/// @param degraded it answers from what it has, but something it needs is away
/// @param why      what is missing, one cause an entry
public record Health(boolean ready, boolean degraded, List<String> why) {

    public Health {
        why = List.copyOf(why);
    }
}
