package dev.synoptic.standalone.config;

import dev.synoptic.host.HostHistory;
import dev.synoptic.streams.HostMemory.ForgettingClock;
import dev.synoptic.streams.Stores.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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
        Duration commitInterval,

        @Setting(value = "where the stores lie: memory or disk", byDefault = "memory")
        StoreKind store,

        @Setting(value = "without a handshake for longer than this a host is forgotten", byDefault = "120min")
        Duration idle,

        @Setting(value = "days of history kept of each host", byDefault = "7")
        int historyDays,

        @Setting(
                value =
                        "what hosts are forgotten by: append (when the brokers wrote a record) or capture (of a replay)",
                byDefault = "append")
        ForgettingClock forgettingClock,

        @Setting(value = "an agent whose clock is further ahead than this changes no host", byDefault = "5min")
        Duration clockTolerance,

        @Setting("name that this instance keeps over restarts, so that a short one moves no work")
        Optional<String> instance,

        @Setting("port for metrics and health, on loopback") Optional<Integer> httpPort) {

    public StreamsSection {
        if (threads < 1) throw new IllegalArgumentException("threads: " + threads + ", expected at least 1");
        if (historyDays < 0 || historyDays > HostHistory.DAYS_MAX) {
            throw new IllegalArgumentException(
                    "history-days: " + historyDays + ", expected 0 to " + HostHistory.DAYS_MAX);
        }
        if (idle.isZero()) throw new IllegalArgumentException("idle: 0, expected more");
        httpPort.ifPresent(port -> Ports.require("http-port", port));
        if (standbys < 0) throw new IllegalArgumentException("standbys: " + standbys + ", expected 0 or more");
    }
}
