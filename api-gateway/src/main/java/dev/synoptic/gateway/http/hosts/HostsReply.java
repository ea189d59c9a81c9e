package dev.synoptic.gateway.http.hosts;

import dev.synoptic.gateway.http.schema.Meaning;
import java.util.List;

/// Hosts seen last.
@Meaning("Hosts seen last.")
public record HostsReply(
        @Meaning("The zone of every moment.") String timeZone,

        @Meaning("The latest handshake of each, the newest first.")
        List<HandshakeReply> hosts) {}
