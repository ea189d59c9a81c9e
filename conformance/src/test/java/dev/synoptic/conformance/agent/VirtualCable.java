package dev.synoptic.conformance.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A virtual cable from this machine to a namespace of its own, gone when closed.
final class VirtualCable implements Cable {

    private static final NetworkSpace MACHINE = NetworkSpace.here();

    private final NetworkSpace here = NetworkSpace.here();
    private final NetworkSpace space;
    private final String near = "sya" + ProcessHandle.current().pid() % 100_000;
    private final String far = near + "f";

    VirtualCable() throws IOException {
        space = NetworkSpace.made("synoptic-a" + ProcessHandle.current().pid());
        plug();
    }

    /// Makes both of its ends, as at the start.
    void plug() throws IOException {
        here.run("ip link add " + near + " type veth peer name " + far + " netns " + space.name());
        here.address(near, V4, V6);
        space.address(far, FAR_V4, FAR_V6);
    }

    /// Takes both of its ends away.
    void unplug() throws IOException {
        here.run("ip link del " + near);
    }

    @Override
    public String device() {
        return near;
    }

    /// The interface on the far side.
    String farDevice() {
        return far;
    }

    @Override
    public void mtu(int octets) throws IOException {
        here.run("ip link set " + near + " mtu " + octets);
        space.run("ip link set " + far + " mtu " + octets);
    }

    void down() throws IOException {
        here.run("ip link set " + near + " down");
    }

    void up() throws IOException {
        here.run("ip link set " + near + " up");
        here.run("ip -6 addr replace " + V6 + "/64 dev " + near + " nodad");
    }

    @Override
    public Process here(String... command) throws IOException {
        return here.start(command);
    }

    @Override
    public Process there(String... command) throws IOException {
        return space.start(command);
    }

    /// Runs a command of this machine to its end.
    static void run(String command) throws IOException {
        MACHINE.run(command);
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
        here.close();
        unplug();
        space.close();
    }
}
