package dev.synoptic.standalone.p0f;

import dev.synoptic.p0f.StreamCounters;
import dev.synoptic.packet.Intake;
import java.io.PrintStream;
import java.util.Optional;

/// What p0f warns of while it captures live (`p0f-v3.md` CLI-6): counted where it happens, told here, at most once for
/// each look.
final class Warnings {

    private final PrintStream err;
    private final StreamCounters stream;
    private final Optional<QuerySocket> socket;
    private long flowsPruned;
    private long hostsPruned;
    private long badQueries;
    private long full;
    private long unknown;

    Warnings(PrintStream err, StreamCounters stream, Optional<QuerySocket> socket) {
        this.err = err;
        this.stream = stream;
        this.socket = socket;
    }

    /// Tells what is new.
    void look() {
        flowsPruned =
                tell(stream.flowsPruned(), flowsPruned, "connections forgotten early: the limit of -m is reached");
        hostsPruned = tell(stream.hostsPruned(), hostsPruned, "hosts forgotten early: the limit of -m is reached");
        if (socket.isPresent()) {
            badQueries = tell(socket.get().asked().bad().sum(), badQueries, "queries that make no sense");
            full = tell(
                    socket.get().loop().counters().full().sum(),
                    full,
                    "times that a query connection had to wait: all of -S are taken");
        }
        if (unknown == 0) unknown = tellUnknown();
    }

    private long tell(long now, long before, String what) {
        if (now > before) err.println("p0f: warning: " + (now - before) + " " + what);
        return now;
    }

    /// Once a run.
    private long tellUnknown() {
        long packets = stream.frames().getOrDefault(Intake.NOT_IP, 0L)
                + stream.frames().getOrDefault(Intake.IP_NOT_FOUND, 0L);
        if (packets > 0) err.println("p0f: warning: packets of an unknown kind; is the link type right?");
        return packets;
    }
}
