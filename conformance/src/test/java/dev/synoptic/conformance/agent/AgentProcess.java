package dev.synoptic.conformance.agent;

import dev.synoptic.conformance.pipeline.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The agent as its package runs it, in a JVM of its own with 128 MiB of heap.
final class AgentProcess {

    private AgentProcess() {}

    /// Starts it with these settings and waits until it watches; what it says goes to `log`.
    static Process start(Path settings, Path log) throws Exception {
        var builder = new ProcessBuilder(command("agent", "--config", settings.toString()));
        builder.environment().put("SYNOPTIC_LOG", "DEBUG");
        var process = builder.redirectError(log.toFile()).start();
        Eventually.until("the agent to watch", () -> {
            if (!process.isAlive()) throw new AssertionError("the agent has ended: " + Files.readString(log));
            return Files.readString(log).contains("metrics, health and status");
        });
        return process;
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.synoptic.schemas",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.synoptic.standalone.service.AgentMain"));
        command.addAll(List.of(arguments));
        return command;
    }
}
