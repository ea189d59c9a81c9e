package dev.synoptic.standalone.p0f;

import dev.synoptic.p0f.ObservationListener;
import dev.synoptic.p0f.ObservationLog;
import dev.synoptic.p0f.TextBuffer;
import dev.synoptic.p0f.V2Log;
import dev.synoptic.signature.SignatureDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Where observations are written: the log file, the terminal, both or neither.
final class Outlets {

    private final List<TextBuffer> buffers = new ArrayList<>();
    private final List<ObservationListener> listeners = new ArrayList<>();
    private final SignatureDatabase signatures;
    private final LogFormat format;

    Outlets(SignatureDatabase signatures, LogFormat format) {
        this.signatures = signatures;
        this.format = format;
    }

    /// Lines into the log, in the local time of `zone` (LOG-1).
    void log(LogFile file, ZoneId zone) {
        var text = new TextBuffer(file::write);
        add(text, format == LogFormat.V2 ? new V2Log(text) : ObservationLog.lines(signatures, zone, text));
    }

    /// Blocks for people to look at (LOG-4).
    void terminal(OutputStream out) {
        var text = new TextBuffer((octets, length) -> write(out, octets, length));
        add(text, format == LogFormat.V2 ? new V2Log(text) : ObservationLog.blocks(signatures, text));
    }

    private void add(TextBuffer text, ObservationListener listener) {
        buffers.add(text);
        listeners.add(listener);
    }

    private static void write(OutputStream out, byte[] octets, int length) {
        try {
            out.write(octets, 0, length);
            out.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException("standard output: " + failure.getMessage(), failure);
        }
    }

    /// What a packet stream tells.
    ObservationListener listener() {
        return switch (listeners.size()) {
            case 0 -> new Nobody();
            case 1 -> listeners.getFirst();
            default -> new Both(listeners.getFirst(), listeners.getLast());
        };
    }

    /// Writes out what has gathered.
    void flush() {
        for (int i = 0; i < buffers.size(); i++) buffers.get(i).flush();
    }
}
