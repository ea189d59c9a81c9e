package dev.synoptic.conformance.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A virtual cable from this machine to a namespace of its own, gone when closed.
final class VirtualCable implements AutoCloseable {

    static final String V4 = "10.98.0.1", V6 = "fd98::1";
    private static final String FAR_V4 = "10.98.0.2", FAR_V6 = "fd98::2";

    private final String space = "synoptic-a" + ProcessHandle.current().pid();
    private final String near = "sya" + ProcessHandle.current().pid() % 100_000;
    private final String far = near + "f";
    private final List<Process> started = new ArrayList<>();

    VirtualCable() throws IOException {
        run("ip netns add " + space);
        run("ip link add " + near + " type veth peer name " + far + " netns " + space);
        run("ip addr add " + V4 + "/24 dev " + near);
        run("ip addr add " + V6 + "/64 dev " + near + " nodad");
        inside("ip addr add " + FAR_V4 + "/24 dev " + far);
        inside("ip addr add " + FAR_V6 + "/64 dev " + far + " nodad");
        run("ip link set " + near + " up");
        inside("ip link set lo up");
        inside("ip link set " + far + " up");
    }

    /// The interface on this side.
    String device() {
        return near;
    }

    /// The interface on the far side.
    String farDevice() {
        return far;
    }

    void mtu(int octets) throws IOException {
        run("ip link set " + near + " mtu " + octets);
        inside("ip link set " + far + " mtu " + octets);
    }

    void down() throws IOException {
        run("ip link set " + near + " down");
    }

    void up() throws IOException {
        run("ip link set " + near + " up");
        run("ip -6 addr replace " + V6 + "/64 dev " + near + " nodad");
    }

    /// A process on this side.
    Process here(String... command) throws IOException {
        return start(List.of(command));
    }

    /// A process on the far side.
    Process there(String... command) throws IOException {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", space));
        whole.addAll(Arrays.asList(command));
        return start(whole);
    }

    private Process start(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    private void inside(String command) throws IOException {
        run("ip netns exec " + space + " " + command);
    }

    static void run(String command) throws IOException {
        var process =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ended(process) || process.exitValue() != 0) throw new IOException(command + ": " + said);
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// One of the scripts that make traffic.
    static String script(String name, Path folder) throws IOException {
        Path script = folder.resolve(name);
        try (var in = VirtualCable.class.getResourceAsStream("/agent/" + name)) {
            Files.write(script, Objects.requireNonNull(in).readAllBytes());
        }
        return script.toString();
    }

    @Override
    public void close() throws IOException {
        for (var process : started) process.destroy();
        for (var process : started) {
            if (!ended(process)) process.destroyForcibly();
        }
        run("ip link del " + near);
        run("ip netns del " + space);
    }
}
