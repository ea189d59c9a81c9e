package dev.synoptic.standalone.p0f;

import dev.synoptic.agent.capture.CaptureInterface;
import dev.synoptic.p0f.Limits;
import dev.synoptic.packet.Fidelity;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// p0f for programs: choose its settings, start it, ask it.
///
/// ```java
/// try (StartedP0f p0f = P0f.builder().device("eth0").log(Path.of("p0f.log")).start(System.err)) {
///     P0fAnswer answer = p0f.answer(new P0fQuery.OfHost(IpAddress.parse("192.0.2.1").orElseThrow()));
///     if (answer.status() == P0fAnswer.Status.OK) System.out.println(answer.osName());
/// }
/// ```
/// Each setting is refused when given twice or beyond its limits, as its option on the command line is; what
/// contradicts itself is refused by [#settings] before anything is opened.
public final class P0f {

    private final GivenOnce<Optional<Path>> signatures = optional("-f, the signature file,");
    private final GivenOnce<Optional<String>> device = optional("-i, the interface,");
    private final GivenOnce<Optional<Path>> capture = optional("-r, the capture file,");
    private final GivenOnce<Optional<Path>> log = optional("-o, the log file,");
    private final GivenOnce<Optional<Path>> socket = optional("-s, the query socket,");
    private final GivenOnce<Optional<String>> user = optional("-u, the user,");
    private final GivenOnce<Boolean> promiscuous = new GivenOnce<>("-p", false);
    private final GivenOnce<Boolean> daemon = new GivenOnce<>("-d", false);
    private final GivenOnce<Integer> socketConnections =
            new GivenOnce<>("-S, the number of query connections,", P0fSettings.SOCKET_CONNECTIONS);
    private final GivenOnce<Limits> numbers = new GivenOnce<>("-m, the limits,", Limits.DEFAULT);
    private final GivenOnce<Limits> ages = new GivenOnce<>("-t, the ages,", Limits.DEFAULT);
    private Optional<String> filter = Optional.empty();
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
        signatures.give(Optional.of(file));
        return this;
    }

    /// The interface to capture from (`-i`).
    public P0f device(String name) throws P0fRefusedException {
        device.give(Optional.of(name));
        return this;
    }

    /// The capture file to read instead of an interface (`-r`).
    public P0f capture(Path file) throws P0fRefusedException {
        capture.give(Optional.of(file));
        return this;
    }

    /// The log file (`-o`).
    public P0f log(Path file) throws P0fRefusedException {
        log.give(Optional.of(file));
        return this;
    }

    /// The query socket (`-s`).
    public P0f socket(Path path) throws P0fRefusedException {
        socket.give(Optional.of(path));
        return this;
    }

    /// To go on in the background (`-d`).
    public P0f daemon() throws P0fRefusedException {
        daemon.give(true);
        return this;
    }

    /// The account to drop to (`-u`): the whole process becomes that user.
    public P0f user(String name) throws P0fRefusedException {
        user.give(Optional.of(name));
        return this;
    }

    /// Frames for others too (`-p`).
    public P0f promiscuous() throws P0fRefusedException {
        promiscuous.give(true);
        return this;
    }

    /// Query connections served at a time, 1 to 100 (`-S`). A first call with the default goes unnoticed (CLI-1).
    public P0f socketConnections(long most) throws P0fRefusedException {
        socketConnections.give(() -> within(most, P0fSettings.SOCKET_CONNECTIONS_MAX, "-S"));
        return this;
    }

    /// How many connections and hosts are remembered (`-m`). A first call with the defaults goes unnoticed (CLI-1).
    public P0f limits(long flows, long hosts) throws P0fRefusedException {
        numbers.give(() -> new Limits(
                within(flows, Limits.FLOWS_MAX, "-m, connections"),
                within(hosts, Limits.HOSTS_MAX, "-m, hosts"),
                Limits.DEFAULT.flowAgeSeconds(),
                Limits.DEFAULT.hostIdleMinutes()));
        return this;
    }

    /// How long connections (seconds) and idle hosts (minutes) are remembered (`-t`); as [#limits] otherwise.
    public P0f ages(long flowSeconds, long hostMinutes) throws P0fRefusedException {
        ages.give(() -> new Limits(
                Limits.DEFAULT.flows(),
                Limits.DEFAULT.hosts(),
                within(flowSeconds, Limits.TIME_MAX, "-t, seconds of a connection"),
                within(hostMinutes, Limits.TIME_MAX, "-t, minutes of a host")));
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

    private static <T> GivenOnce<Optional<T>> optional(String name) {
        return new GivenOnce<>(name, Optional.empty());
    }

    private static int within(long value, int most, String what) throws P0fRefusedException {
        if (value >= 1 && value <= most) return (int) value;
        throw new P0fRefusedException(Refusal.OUT_OF_RANGE, what + ": " + value + " is not within 1 to " + most);
    }

    /// The settings as far as they can be judged without opening anything.
    public P0fSettings settings() throws P0fRefusedException {
        requireNoConflict();
        var remembered = new Limits(
                numbers.value().flows(),
                numbers.value().hosts(),
                ages.value().flowAgeSeconds(),
                ages.value().hostIdleMinutes());
        return new P0fSettings(
                signatures.value(),
                device.value(),
                promiscuous.value(),
                capture.value(),
                log.value(),
                socket.value(),
                socketConnections.value(),
                daemon.value(),
                user.value(),
                remembered,
                filter,
                fidelity,
                logFormat);
    }

    /// Opens everything and follows the packets on a thread of its own. Nothing is shown on standard output.
    ///
    /// A daemon's thread does not keep the program alive; to leave the terminal is the command's affair.
    ///
    /// @param warnings where warnings go
    /// @throws P0fRefusedException for the first reason in p0f's order, with everything closed again
    public StartedP0f start(PrintStream warnings) throws P0fRefusedException {
        var settings = settings();
        return StartedP0f.of(
                P0fRun.open(settings, Optional.empty(), warnings, ZoneId.systemDefault()), settings.daemon());
    }

    private void requireNoConflict() throws P0fRefusedException {
        if (capture.isGiven()) {
            notWithFile(socket, "-s: queries are answered while capturing live only");
            notWithFile(device, "-i: frames come from a file or an interface, not both");
            notWithFile(promiscuous, "-p: a file has no promiscuous mode");
            notWithFile(daemon, "-d: a file is read in the foreground");
        }
        if (!socket.isGiven() && socketConnections.isGiven()) {
            throw new P0fRefusedException(Refusal.NO_SOCKET, "-S, the number of query connections, needs a socket: -s");
        }
        if (daemon.isGiven() && !log.isGiven() && !socket.isGiven()) {
            throw new P0fRefusedException(Refusal.SILENT_DAEMON, "-d: a daemon needs a log (-o) or a socket (-s)");
        }
    }

    private static void notWithFile(GivenOnce<?> other, String why) throws P0fRefusedException {
        if (other.isGiven()) throw new P0fRefusedException(Refusal.FILE_AND_LIVE, "-r with " + why);
    }
}
