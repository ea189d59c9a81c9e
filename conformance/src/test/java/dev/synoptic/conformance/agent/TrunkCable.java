package dev.synoptic.conformance.agent;

import java.io.IOException;
import java.nio.file.Path;

/// A way whose middle is a trunk: real kernels at both ends, and between them nothing but frames with VLAN tags.
///
/// ```
///   namespace      namespace                          this machine
///  ┌────────┐     ┌───────────────────┐              ┌────────────────────────────────┐
///  │ client ├─────┤ plain ▸ tagging ▸ ├──── trunk ───┤ (watched) ▸ tagging ▸ plain ── server │
///  └────────┘     └───────────────────┘              └────────────────────────────────┘
/// ```
/// Tags are put on and taken off by a process at each end, since not every kernel has VLAN devices.
final class TrunkCable implements Cable {

    /// Two tags.
    private static final int TAG_OCTETS = 8;

    private final NetworkSpace here = NetworkSpace.here();
    private final NetworkSpace switching;
    private final NetworkSpace far;
    private final String prefix = "syt" + ProcessHandle.current().pid() % 100_000;
    private final String server = prefix + "s",
            serverPlain = prefix + "p",
            trunk = prefix + "t",
            farTrunk = prefix + "u",
            farPlain = prefix + "q",
            client = prefix + "c";

    /// @param folder for its scripts
    TrunkCable(Path folder) throws IOException {
        String space = "synoptic-t" + ProcessHandle.current().pid();
        switching = NetworkSpace.made(space + "s");
        far = NetworkSpace.made(space + "c");
        here.run("ip link add " + server + " type veth peer name " + serverPlain);
        here.run("ip link add " + trunk + " type veth peer name " + farTrunk + " netns " + switching.name());
        switching.run("ip link add " + farPlain + " type veth peer name " + client + " netns " + far.name());
        String checksums = VirtualCable.script("checksums.py", folder);
        here.run("python3 " + checksums + " " + server);
        far.run("python3 " + checksums + " " + client);
        here.address(server, V4, V6);
        far.address(client, FAR_V4, FAR_V6);
        for (String device : new String[] {serverPlain, trunk}) here.run("ip link set " + device + " up");
        for (String device : new String[] {farPlain, farTrunk}) switching.run("ip link set " + device + " up");
        String tagging = VirtualCable.script("tagging.py", folder);
        begun(switching.start("python3", tagging, farPlain, farTrunk));
        begun(here.start("python3", tagging, serverPlain, trunk));
    }

    private static void begun(Process tagging) throws IOException {
        String said = tagging.inputReader().readLine();
        if (!"tagging".equals(said)) throw new IOException("tagging has ended");
    }

    @Override
    public String device() {
        return trunk;
    }

    @Override
    public void mtu(int octets) throws IOException {
        for (String device : new String[] {server, serverPlain}) here.run(mtu(device, octets));
        here.run(mtu(trunk, octets + TAG_OCTETS));
        switching.run(mtu(farTrunk, octets + TAG_OCTETS));
        switching.run(mtu(farPlain, octets));
        far.run(mtu(client, octets));
    }

    private static String mtu(String device, int octets) {
        return "ip link set " + device + " mtu " + octets;
    }

    @Override
    public Process here(String... command) throws IOException {
        return here.start(command);
    }

    @Override
    public Process there(String... command) throws IOException {
        return far.start(command);
    }

    @Override
    public void close() throws IOException {
        for (var space : new NetworkSpace[] {here, far, switching}) space.end();
        here.run("ip link del " + server);
        here.run("ip link del " + trunk);
        far.close();
        switching.close();
    }
}
