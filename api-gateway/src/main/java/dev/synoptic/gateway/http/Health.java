package dev.synoptic.gateway.http;

import dev.synoptic.gateway.http.schema.Meaning;
import java.util.List;

/// Whether the gateway can be relied on.
///
/// @param ready    it has read all that was there at its start, and answers fully
/// @param degraded it answers from what it has, but something it needs is away
/// @param why      what is missing, and which clocks and time zones are wrong, one cause an entry
@Meaning("Whether the gateway can be relied on.")
public record Health(
        @Meaning("It has read all that was there at its start, and answers fully.")
        boolean ready,

        @Meaning("It answers from what it has, but something it needs is away.")
        boolean degraded,

        @Meaning(
                "What is missing, and which clocks and time zones are wrong, one cause an entry; told to those alone who"
                        + " may read.")
        List<String> why) {

    public Health {
        why = List.copyOf(why);
    }
}
