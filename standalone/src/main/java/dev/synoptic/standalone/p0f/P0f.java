package dev.synoptic.standalone.p0f;

import dev.synoptic.agent.capture.CaptureInterface;
import dev.synoptic.p0f.Limits;
import dev.synoptic.packet.Fidelity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// p0f for programs: choose its settings, start it, ask it.
///
/// ```java
/// try (P0fRun run = P0f.builder().device("eth0").socket(Path.of("/run/p0f.sock")).start(System.out)) {
///     P0fAnswer answer = run.answer(new P0fQuery.OfHost(IpAddress.parse("192.0.2.1")));
/// }
/// ```
/// Each setting is refused when given twice or beyond its limits, as its option on the command line is; what
/// contradicts itself is refused by [#settings] before anything is opened.
public final class P0f {

    private Optional<Path> signatures = Optional.empty();
    private Optional<String> device = Optional.empty();
    private Optional<Path> capture = Optional.empty();
    private Optional<Path> log = Optional.empty();
    private Optional<Path> socket = Optional.empty();
    private Optional<String> user = Optional.empty();
    private Optional<String> filter = Optional.empty();
    private boolean promiscuous;
    private boolean daemon;
    private int socketConnections = P0fSettings.SOCKET_CONNECTIONS;
    private int flows = Limits.DEFAULT.flows();
    private int hosts = Limits.DEFAULT.hosts();
    private int flowAgeSeconds = Limits.DEFAULT.flowAgeSeconds();
    private int hostIdleMinutes = Limits.DEFAULT.hostIdleMinutes();
    private Fidelity fidelity = Fidelity.STRICT;
    private LogFormat logFormat = LogFormat.P0F;

    private P0f() {}

    /// Begins with p0f's defaults.
    public static P0f builder() {
        return new P0f();
    }

    /// The interfaces that [#device] takes.
    ///
    /// @throws IOException where libpcap cannot tell
    public static List<CaptureInterface> interfaces() throws IOException {
        return CaptureInterface.all();
    }

    /// The signature file (`-f`).
    public P0f signatures(Path file) throws P0fRefusedException {
        once(signatures, "-f, the signature file,");
        signatures = Optional.of(file);
        return this;
    }

    /// The interface to capture from (`-i`).
    public P0f device(String name) throws P0fRefusedException {
        once(device, "-i, the interface,");
        device = Optional.of(name);
        return this;
    }

    /// The capture file to read instead of an interface (`-r`).
    public P0f capture(Path file) throws P0fRefusedException {
        once(capture, "-r, the capture file,");
        capture = Optional.of(file);
        return this;
    }

    /// The log file (`-o`).
    public P0f log(Path file) throws P0fRefusedException {
        once(log, "-o, the log file,");
        log = Optional.of(file);
        return this;
    }

    /// The query socket (`-s`).
    public P0f socket(Path path) throws P0fRefusedException {
        once(socket, "-s, the query socket,");
        socket = Optional.of(path);
        return this;
    }

    /// To go on in the background (`-d`).
    public P0f daemon() throws P0fRefusedException {
        once(daemon, "-d");
        daemon = true;
        return this;
    }

    /// The account to drop to (`-u`).
    public P0f user(String name) throws P0fRefusedException {
        once(user, "-u, the user,");
        user = Optional.of(name);
        return this;
    }

    /// Frames for others too (`-p`).
    public P0f promiscuous() throws P0fRefusedException {
        once(promiscuous, "-p");
        promiscuous = true;
        return this;
    }

    /// Query connections served at a time, 1 to 100 (`-S`). A first call with the default goes unnoticed (CLI-1).
    public P0f socketConnections(long most) throws P0fRefusedException {
        once(socketConnections != P0fSettings.SOCKET_CONNECTIONS, "-S, the number of query connections,");
        socketConnections = within(most, P0fSettings.SOCKET_CONNECTIONS_MAX, "-S");
        return this;
    }

    /// How many connections and hosts are remembered (`-m`). A first call with the defaults goes unnoticed (CLI-1).
    public P0f limits(long flowsMax, long hostsMax) throws P0fRefusedException {
        once(flows != Limits.DEFAULT.flows() || hosts != Limits.DEFAULT.hosts(), "-m, the limits,");
        int newFlows = within(flowsMax, Limits.FLOWS_MAX, "-m, connections");
        hosts = within(hostsMax, Limits.HOSTS_MAX, "-m, hosts");
        flows = newFlows;
        return this;
    }

    /// How long connections (seconds) and idle hosts (minutes) are remembered (`-t`); as [#limits] otherwise.
    public P0f ages(long flowSeconds, long hostMinutes) throws P0fRefusedException {
        boolean given = flowAgeSeconds != Limits.DEFAULT.flowAgeSeconds()
                || hostIdleMinutes != Limits.DEFAULT.hostIdleMinutes();
        once(given, "-t, the ages,");
        int newAge = within(flowSeconds, Limits.TIME_MAX, "-t, seconds of a connection");
        hostIdleMinutes = within(hostMinutes, Limits.TIME_MAX, "-t, minutes of a host");
        flowAgeSeconds = newAge;
        return this;
    }

    /// Only frames that this expression lets through (pcap-filter(7)).
    public P0f filter(String expression) throws P0fRefusedException {
        if (filter.isPresent()) {
            throw new P0fRefusedException(
                    Refusal.SECOND_FILTER,
                    "one filter expression only, in one argument; there is \"" + filter.get() + "\" and \"" + expression
                            + "\"");
        }
        filter = Optional.of(expression);
        return this;
    }

    /// Whose reading of frames; p0f's own if nothing is said.
    public P0f fidelity(Fidelity wanted) {
        fidelity = wanted;
        return this;
    }

    /// The form of log and output; p0f 3's if nothing is said.
    public P0f logFormat(LogFormat wanted) {
        logFormat = wanted;
        return this;
    }

    private static void once(Optional<?> before, String what) throws P0fRefusedException {
        once(before.isPresent(), what);
    }

    private static void once(boolean given, String what) throws P0fRefusedException {
        if (given) throw new P0fRefusedException(Refusal.GIVEN_TWICE, what + " is given twice");
    }

    private static int within(long value, int most, String what) throws P0fRefusedException {
        if (value >= 1 && value <= most) return (int) value;
        throw new P0fRefusedException(Refusal.OUT_OF_RANGE, what + ": " + value + " is not within 1 to " + most);
    }

    /// The settings as far as they can be judged without opening anything.
    public P0fSettings settings() throws P0fRefusedException {
        requireNoConflict();
        return new P0fSettings(
                signatures,
                device,
                promiscuous,
                capture,
                log,
                socket,
                socketConnections,
                daemon,
                user,
                new Limits(flows, hosts, flowAgeSeconds, hostIdleMinutes),
                filter,
                fidelity,
                logFormat);
    }

    private void requireNoConflict() throws P0fRefusedException {
        if (capture.isPresent()) {
            notWithFile(socket.isPresent(), "-s: queries are answered while capturing live only");
            notWithFile(device.isPresent(), "-i: frames come from a file or an interface, not both");
            notWithFile(promiscuous, "-p: a file has no promiscuous mode");
            notWithFile(daemon, "-d: a file is read in the foreground");
        }
        if (socket.isEmpty() && socketConnections != P0fSettings.SOCKET_CONNECTIONS) {
            throw new P0fRefusedException(Refusal.NO_SOCKET, "-S, the number of query connections, needs a socket: -s");
        }
        if (daemon && log.isEmpty() && socket.isEmpty()) {
            throw new P0fRefusedException(Refusal.SILENT_DAEMON, "-d: a daemon needs a log (-o) or a socket (-s)");
        }
    }

    private static void notWithFile(boolean given, String why) throws P0fRefusedException {
        if (given) throw new P0fRefusedException(Refusal.FILE_AND_LIVE, "-r with " + why);
    }
}
