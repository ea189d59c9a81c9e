package dev.synoptic.gateway;

import dev.synoptic.gateway.analyzer.Wording;
import dev.synoptic.gateway.dns.Zone;
import dev.synoptic.gateway.plugin.PluginRules;
import dev.synoptic.gateway.v2.V2Form;

/// What a listener speaks, with what it was told.
public sealed interface Spoken {

    /// p0f 3's query socket.
    record P0fV3() implements Spoken {}

    /// p0f 2's query socket.
    record P0fV2(V2Form form) implements Spoken {}

    /// p0f-analyzer's datagrams.
    record Amavis(Wording wording) implements Spoken {}

    /// A DNS zone, over UDP and TCP.
    ///
    /// @param responsesPerSecond to one network over UDP; 0 sets no limit
    record Dns(Zone zone, int responsesPerSecond) implements Spoken {}

    /// A line in, a line out.
    record Text() implements Spoken {}

    /// Policy requests of mail servers; what they are answered by stands in [GatewaySettings#policy].
    record Policy() implements Spoken {}

    /// Queries with ids.
    record Plugin(PluginRules rules) implements Spoken {}

    /// How people are told of it.
    default String title() {
        return switch (this) {
            case P0fV3 _ -> "p0f queries";
            case P0fV2 _ -> "p0f 2 queries";
            case Amavis _ -> "amavisd's datagrams";
            case Dns dns -> "zone " + dns.zone().name();
            case Text _ -> "lines of text";
            case Policy() -> "policy requests";
            case Plugin _ -> "plug-in queries";
        };
    }

    /// Whether it is asked by datagrams, be it among others.
    default boolean isDatagram() {
        return this instanceof Amavis || this instanceof Dns;
    }
}
