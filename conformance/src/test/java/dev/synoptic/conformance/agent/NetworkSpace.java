package dev.synoptic.conformance.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A network namespace, this process's own or a new one, with the processes started in it; a new one is gone when
/// closed.
final class NetworkSpace implements AutoCloseable {

    private final String name;
    private final List<Process> started = new ArrayList<>();

    private NetworkSpace(String name) {
        this.name = name;
    }

    /// The one that this process is in.
    static NetworkSpace here() {
        return new NetworkSpace("");
    }

    /// A new one.
    static NetworkSpace made(String name) throws IOException {
        VirtualCable.run("ip netns add " + name);
        var made = new NetworkSpace(name);
        made.run("ip link set lo up");
        return made;
    }

    /// Its name; empty for this process's own.
    String name() {
        return name;
    }

    private List<String> inside(List<String> command) {
        if (name.isEmpty()) return command;
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
        whole.addAll(command);
        return whole;
    }

    /// Runs a command to its end.
    ///
    /// @throws IOException with what it said, where it fails
    void run(String command) throws IOException {
        var process = new ProcessBuilder(inside(List.of(command.split(" "))))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ended(process) || process.exitValue() != 0) throw new IOException(command + ": " + said);
    }

    /// Starts a process that ends with this space at the latest.
    Process start(String... command) throws IOException {
        var process = new ProcessBuilder(inside(List.of(command)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    /// Gives `device` its addresses and raises it.
    void address(String device, String v4, String v6) throws IOException {
        run("ip addr add " + v4 + "/24 dev " + device);
        run("ip addr add " + v6 + "/64 dev " + device + " nodad");
        run("ip link set " + device + " up");
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Ends its processes.
    void end() {
        for (var process : started) process.destroy();
        for (var process : started) {
            if (!ended(process)) process.destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException {
        end();
        if (!name.isEmpty()) VirtualCable.run("ip netns del " + name);
    }
}
