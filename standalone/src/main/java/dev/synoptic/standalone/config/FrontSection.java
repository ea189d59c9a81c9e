package dev.synoptic.standalone.config;

import java.time.Duration;
import java.util.List;

/// The front that outlives restarts.
public record FrontSection(
        @Setting("the sockets that it keeps") List<KeptSocket> sockets,

        @Setting(value = "how long a gateway may take to answer", byDefault = "1s")
        Duration patience) {

    /// One socket.
    public record KeptSocket(
            @Setting("where clients connect: `/path`, `PORT` of 127.0.0.1 or `ADDRESS:PORT`")
            String listen,

            @Setting("what is spoken there") KeptProtocol protocol,

            @Setting("where gateways speak the same, the first that is there being asked")
            List<String> gateways) {}

    /// Protocols whose connections are kept.
    public enum KeptProtocol {
        V3,
        POLICY,
        TEXT
    }
}
