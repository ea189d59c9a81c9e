package dev.synoptic.standalone.config;

import java.nio.file.Path;

/// The embedded broker of `synoptic up`.
public record BrokerSection(
        @Setting(value = "folder that keeps the broker's data", byDefault = "/var/lib/synoptic/broker")
        Path folder,

        @Setting(value = "port on 127.0.0.1; 0 for any free one", byDefault = "9092")
        int port) {

    public BrokerSection {
        Ports.require("port", port);
    }
}
