package dev.synoptic.standalone.p0f;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Two network namespaces joined by one virtual cable, gone when closed.
final class TwoNamespaces implements AutoCloseable {

    /// The server's end of the cable, where both programs listen.
    static final String DEVICE = "syn1";

    static final String CLIENT_V4 = "10.99.0.1", SERVER_V4 = "10.99.0.2", CLIENT_V6 = "fd99::1", SERVER_V6 = "fd99::2";

    private final String client = "synoptic-c" + ProcessHandle.current().pid();
    private final String server = "synoptic-s" + ProcessHandle.current().pid();
    private final List<Process> started = new ArrayList<>();

    TwoNamespaces() throws IOException {
        run("ip netns add " + client);
        run("ip netns add " + server);
        run("ip -n " + client + " link add syn0 type veth peer name " + DEVICE + " netns " + server);
        end(client, "syn0", CLIENT_V4, CLIENT_V6);
        end(server, DEVICE, SERVER_V4, SERVER_V6);
    }

    /// Without duplicate address detection, an IPv6 address is good at once.
    private static void end(String namespace, String device, String v4, String v6) throws IOException {
        run("ip -n " + namespace + " addr add " + v4 + "/24 dev " + device);
        run("ip -n " + namespace + " addr add " + v6 + "/64 dev " + device + " nodad");
        run("ip -n " + namespace + " link set lo up");
        run("ip -n " + namespace + " link set " + device + " up");
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void run(String command) throws IOException {
        var process =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ended(process) || process.exitValue() != 0) throw new IOException(command + ": " + said);
    }

    /// A process on the server's side.
    Process onServer(String... command) throws IOException {
        return start(server, command);
    }

    /// A process on the client's side.
    Process onClient(String... command) throws IOException {
        return start(client, command);
    }

    private Process start(String namespace, String... command) throws IOException {
        var whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        whole.addAll(Arrays.asList(command));
        var builder = new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("TZ", "UTC");
        var process = builder.start();
        started.add(process);
        return process;
    }

    @Override
    public void close() throws IOException {
        for (var process : started) process.destroy();
        for (var process : started) {
            if (!ended(process)) process.destroyForcibly();
        }
        run("ip netns del " + client);
        run("ip netns del " + server);
    }
}
