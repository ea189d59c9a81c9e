package dev.synoptic.standalone.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The front that outlives restarts.
public record FrontSection(
        @Setting("the sockets that it keeps") List<KeptSocket> sockets,

        @Setting(
                value = "how long a gateway may take beyond the time that a question may wait for a handshake (v3 and"
                        + " text 50ms, policy 250ms); the front answers then",
                byDefault = "200ms")
        Duration grace,

        @Setting("port on 127.0.0.1 for `/metrics` and `/health/ready`")
        Optional<Integer> metricsPort) {

    public FrontSection {
        if (grace.isNegative()) throw new IllegalArgumentException("grace: expected 0 or more");
        metricsPort.ifPresent(port -> Ports.require("metrics-port", port));
    }

    /// One socket.
    public record KeptSocket(
            @Setting(
                    "where clients of this machine connect: `/path`, `PORT` of 127.0.0.1 or `ADDRESS:PORT` of loopback")
            String listen,

            @Setting("what is spoken there") KeptProtocol protocol,

            @Setting("where gateways speak the same, the first that is there being asked")
            List<String> gateways,

            @Setting(value = "permission bits of the socket file, octal", byDefault = "0660")
            String mode,

            @Setting("user that the socket file is given to")
            Optional<String> owner,

            @Setting("group that the socket file is given to")
            Optional<String> group) {

        public KeptSocket {
            FileMode.require(mode);
        }

        /// The permission bits.
        public int modeBits() {
            return FileMode.bits(mode);
        }
    }

    /// Protocols whose connections are kept.
    public enum KeptProtocol {
        V3,
        POLICY,
        TEXT
    }
}
