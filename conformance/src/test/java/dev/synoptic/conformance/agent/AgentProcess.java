package dev.synoptic.conformance.agent;

import dev.synoptic.conformance.pipeline.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The agent as its package runs it, in a JVM of its own with 128 MiB of heap.
final class AgentProcess {

    private AgentProcess() {}

    /// Writes settings of an agent that watches `device`; its folder is `agent` beside them.
    ///
    /// @param bootstrap the brokers
    /// @param port      of its metrics, health and status
    /// @param more      lines below `agent:`, each indented by two blanks at least
    static Path settings(Path folder, String bootstrap, String device, int port, String... more) throws IOException {
        var lines = new ArrayList<>(List.of(
                "kafka:",
                "  bootstrap.servers: " + bootstrap,
                "agent:",
                "  live:",
                "    interfaces: [" + device + "]",
                "    folder: " + folder.resolve("agent"),
                "    status-port: " + port));
        lines.addAll(List.of(more));
        return Files.write(folder.resolve("agent.yaml"), lines);
    }

    /// Starts it with these settings and waits until it watches; what it says goes to `log`.
    static Process start(Path settings, Path log) throws Exception {
        return start(command("agent", "--config", settings.toString()), log);
    }

    /// Starts it by a command of its own, likewise.
    static Process start(List<String> command, Path log) throws Exception {
        var builder = new ProcessBuilder(command);
        builder.environment().put("SYNOPTIC_LOG", "DEBUG");
        var process = builder.redirectError(log.toFile()).start();
        Eventually.until("the agent to watch", () -> {
            if (!process.isAlive()) throw new AssertionError("the agent has ended: " + Files.readString(log));
            return Files.readString(log).contains("metrics, health and status");
        });
        return process;
    }

    /// What the kernel says of it, such as `VmHWM`, the most memory it ever had.
    static String status(Process agent, String name) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + agent.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    /// How it is started, on the class path of the tests.
    static List<String> command(String... arguments) {
        return on(System.getProperty("java.class.path"), arguments);
    }

    /// How it is started on a class path of its own.
    static List<String> on(String classPath, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.synoptic.schemas",
                "-cp",
                classPath,
                "dev.synoptic.standalone.service.AgentMain"));
        command.addAll(List.of(arguments));
        return command;
    }
}
