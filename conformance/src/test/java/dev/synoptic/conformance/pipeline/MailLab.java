package dev.synoptic.conformance.pipeline;

import dev.synoptic.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Two peers and a mail host in network namespaces, whose real connections are captured.
///
/// @param folder  of the lab
/// @param capture what was seen on the wire
record MailLab(Path folder, Path capture) implements AutoCloseable {

    /// A peer with a Linux stack.
    static final String KNOWN = "198.18.25.10";

    static final String KNOWN6 = "2001:db8:25::10";

    /// An address that never connects.
    static final String UNKNOWN = "198.18.25.99";

    private static final String PREFIX = "synmail";
    private static final long SECONDS_MAX = 60;

    static Path clients() {
        return Repository.shared().orElseThrow().resolve("clients");
    }

    /// Connections are made and captured before it returns.
    static MailLab open(Path folder) throws Exception {
        var lab = new MailLab(folder, folder.resolve("wire.pcap"));
        lab.run("down");
        lab.run("up");
        Path log = folder.resolve("tcpdump.log");
        Process dump = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        PREFIX + "-mx",
                        "tcpdump",
                        "-i",
                        "br0",
                        "-s",
                        "256",
                        "-U",
                        "-w",
                        "" + lab.capture(),
                        "tcp")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Eventually.until("tcpdump listens", () -> Files.readString(log).contains("listening on"));
            lab.run("feed");
            Eventually.until("the capture holds all ends", lab::isWhole);
        } finally {
            dump.destroy();
            dump.waitFor();
        }
        return lab;
    }

    /// Three rounds of five connections, six frames each at the least.
    private boolean isWhole() throws IOException {
        return Files.size(capture) > 3 * 5 * 6 * (16 + 66);
    }

    private void run(String what) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(clients().resolve("lab.sh").toString(), what, folder.toString()));
        builder.environment().putAll(Map.of("LAB_NS", PREFIX));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("lab.log").toFile())
                .start();
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("lab.sh " + what + ": " + Files.readString(folder.resolve("lab.log")));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("down");
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
