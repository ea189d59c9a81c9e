package dev.synoptic.standalone.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an agent does on a mail host.
public record LiveSection(
        @Setting("interfaces to watch, `any` for all; `synoptic agent --list-interfaces` shows them")
        List<String> interfaces,

        @Setting("ports of the mail server; where there are none 25, 465 and 587")
        List<Integer> mailPorts,

        @Setting("ports whose HTTP heads are read; none unless set")
        List<Integer> httpPorts,

        @Setting("expression of pcap-filter(7) in place of the one made of the ports;"
                + " `synoptic agent --print-filter` shows that")
        Optional<String> filter,

        @Setting(
                value = "octets of each frame that are kept; whole frames where there are HTTP ports",
                byDefault = "128")
        int snapLength,

        @Setting(value = "what the kernel may keep for each interface while the agent is busy", byDefault = "32MiB")
        Octets ring,

        @Setting(value = "whether frames for other machines are taken too", byDefault = "false")
        boolean promiscuous,

        @Setting(
                value = "SYNs told at once in a second, on each interface; what is above waits until its connection"
                        + " completes",
                byDefault = "10000")
        int synsPerSecond,

        @Setting(value = "folder of spool and checkpoints", byDefault = "/var/lib/synoptic/agent")
        Path folder,

        @Setting("user to go on as once everything is open, where the agent is started as root")
        Optional<String> user,

        @Setting(value = "port on 127.0.0.1 for metrics, health and status; 0 for any free one", byDefault = "8481")
        int statusPort,

        @Setting(
                value = "how long a stop may take to hand over what is left; the rest goes to the spool",
                byDefault = "10s")
        Duration stopWithin) {

    private static final int SNAP_MIN = 96, SNAP_MAX = 262_144;
    private static final long RING_MIN = 1 << 20, RING_MAX = 1 << 30;

    public LiveSection {
        for (int port : mailPorts) Ports.require("mail-ports", port);
        for (int port : httpPorts) Ports.require("http-ports", port);
        Ports.require("status-port", statusPort);
        if (snapLength < SNAP_MIN || snapLength > SNAP_MAX) {
            throw new IllegalArgumentException("snap-length: " + snapLength + ", expected 96 to 262144");
        }
        if (ring.count() < RING_MIN || ring.count() > RING_MAX) {
            throw new IllegalArgumentException("ring: " + ring.count() + " octets, expected 1MiB to 1GiB");
        }
        if (synsPerSecond < 1) {
            throw new IllegalArgumentException("syns-per-second: " + synsPerSecond + ", expected at least 1");
        }
    }
}
