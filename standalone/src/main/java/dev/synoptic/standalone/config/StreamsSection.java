package dev.synoptic.standalone.config;

import java.nio.file.Path;
import java.time.Duration;

/// The stream processor.
public record StreamsSection(
        @Setting(value = "folder for its stores, one for each instance", byDefault = "/var/lib/synoptic/streams")
        Path folder,

        @Setting(
                value = "name of the group of instances that share the work",
                byDefault = "synoptic-fingerprint-streams")
        String group,

        @Setting(value = "threads", byDefault = "1") int threads,

        @Setting(value = "warm copies of the stores on other instances", byDefault = "0")
        int standbys,

        @Setting(value = "how often work is committed", byDefault = "100ms")
        Duration commitInterval) {

    public StreamsSection {
        if (threads < 1) throw new IllegalArgumentException("threads: " + threads + ", expected at least 1");
        if (standbys < 0) throw new IllegalArgumentException("standbys: " + standbys + ", expected 0 or more");
    }
}
