package dev.synoptic.standalone.p0f;

import dev.synoptic.agent.capture.CaptureFileException;
import dev.synoptic.agent.capture.Frame;
import dev.synoptic.agent.capture.LiveCapture;
import dev.synoptic.match.SynMatcher;
import dev.synoptic.p0f.P0fAnswer;
import dev.synoptic.p0f.P0fQuery;
import dev.synoptic.p0f.PacketStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// A run of p0f, from everything opened to everything closed.
///
/// [#run] follows the packets on the thread that calls it; [#answer] and [#stop] may come from any.
public final class P0fRun implements AutoCloseable {

    private static final long LOOK_EVERY_FRAMES = 1 << 12;

    private final OpenedSource source;
    private final Optional<LogFile> log;
    private final Outlets outlets;
    private final PacketStream stream;
    private final PrintStream err;
    private Optional<QuerySocket> socket = Optional.empty();
    private volatile boolean stopped;
    private long frames;

    private P0fRun(OpenedSource source, Optional<LogFile> log, Outlets outlets, PacketStream stream, PrintStream err) {
        this.source = source;
        this.log = log;
        this.outlets = outlets;
        this.stream = stream;
        this.err = err;
    }

    /// Opens everything in p0f's order (CLI-4): signatures, capture, filter, log, socket; then goes on as the
    /// user asked for, which is the whole process.
    ///
    /// @param out where blocks are shown, unless it is a daemon's; empty shows none
    /// @param err where warnings go
    /// @throws P0fRefusedException at the first that cannot be opened, with all others closed again
    public static P0fRun open(P0fSettings settings, Optional<OutputStream> out, PrintStream err, ZoneId zone)
            throws P0fRefusedException {
        var found = SignatureSource.load(settings.signatures(), settings.fidelity());
        var source = OpenedSource.open(settings);
        Optional<LogFile> log;
        try {
            log = settings.log().isPresent()
                    ? Optional.of(LogFile.open(settings.log().get()))
                    : Optional.empty();
        } catch (P0fRefusedException refused) {
            throw closed(source, refused);
        }
        var outlets = new Outlets(found.signatures(), settings.logFormat());
        log.ifPresent(file -> outlets.log(file, zone));
        out.filter(_ -> !settings.daemon()).ifPresent(outlets::terminal);
        var stream = new PacketStream(
                found.signatures(),
                SynMatcher.of(found.signatures(), settings.fidelity()),
                settings.limits(),
                source.decoder(),
                outlets.listener());
        var run = new P0fRun(source, log, outlets, stream, err);
        try {
            run.listen(settings);
            if (settings.user().isPresent()) Privileges.drop(settings.user().get());
        } catch (P0fRefusedException refused) {
            throw closed(run, refused);
        }
        return run;
    }

    private static P0fRefusedException closed(AutoCloseable opened, P0fRefusedException refused) {
        try {
            opened.close();
        } catch (Exception alsoFailed) {
            refused.addSuppressed(alsoFailed);
        }
        return refused;
    }

    private void listen(P0fSettings settings) throws P0fRefusedException {
        if (settings.socket().isEmpty()) return;
        socket = Optional.of(QuerySocket.open(
                settings.socket().get(),
                settings.socketConnections(),
                (address, answers) -> answer(new P0fQuery.OfHost(address)).write(answers)));
    }

    /// Where the frames come from, for people.
    public String sourceName() {
        return source.name();
    }

    /// Follows packets until the file ends, the interface is lost, or [#stop].
    ///
    /// @throws IOException where the interface or a file on disk fails
    public void run() throws IOException {
        try {
            if (source.frames() instanceof LiveCapture live) follow(live);
            else read();
        } finally {
            outlets.flush();
        }
    }

    /// A file that turns out damaged ends there, as with libpcap; what came before stands.
    private void read() throws IOException {
        var frame = new Frame();
        try {
            if (source.filter().isPresent()) readFiltered(frame);
            else readAll(frame);
        } catch (CaptureFileException damaged) {
            err.println("p0f: warning: " + damaged.getMessage() + "; the rest is not read");
        }
    }

    private void readAll(Frame frame) throws IOException {
        while (!stopped) {
            switch (source.frames().next(frame)) {
                case FRAME -> accept(frame);
                case NONE_YET -> {}
                case END -> {
                    return;
                }
            }
        }
    }

    private void readFiltered(Frame frame) throws IOException {
        var filter = source.filter().orElseThrow();
        while (!stopped) {
            switch (source.frames().next(frame)) {
                case FRAME -> {
                    if (filter.accepts(frame)) accept(frame);
                }
                case NONE_YET -> {}
                case END -> {
                    return;
                }
            }
        }
    }

    private void accept(Frame frame) {
        frames++;
        stream.accept(
                frame.octets(), frame.at(), frame.captured(), frame.wireLength(), frame.seconds(), frame.micros());
    }

    /// What is observed is written at once: someone may be looking.
    private void follow(LiveCapture live) throws IOException {
        var frame = new Frame();
        var warnings = new Warnings(err, stream.counters(), socket);
        while (!stopped) {
            switch (live.next(frame)) {
                case FRAME -> {
                    synchronized (stream) {
                        accept(frame);
                    }
                    outlets.flush();
                    if (frames % LOOK_EVERY_FRAMES == 0) warnings.look();
                }
                case NONE_YET -> warnings.look();
                case END -> {
                    return;
                }
            }
        }
    }

    /// What is known of a host now.
    public P0fAnswer answer(P0fQuery query) {
        synchronized (stream) {
            return stream.answer(query);
        }
    }

    /// Packets that were looked at.
    public long packets() {
        synchronized (stream) {
            return stream.counters().frames().entrySet().stream()
                    .filter(entry -> entry.getKey().counted())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    /// Ends [#run] soon.
    public void stop() {
        stopped = true;
        if (source.frames() instanceof LiveCapture live) live.stop();
    }

    @Override
    public void close() throws IOException {
        socket.ifPresent(QuerySocket::close);
        try (source) {
            if (log.isPresent()) log.get().close();
        }
    }
}
