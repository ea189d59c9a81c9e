package dev.synoptic.agent;

import dev.synoptic.agent.FrameWatch.Vantage;
import dev.synoptic.agent.capture.Arrival;
import dev.synoptic.agent.capture.CaptureFile;
import dev.synoptic.agent.capture.Frame;
import dev.synoptic.agent.pairing.SynGate;
import dev.synoptic.agent.publish.Publisher;
import java.io.IOException;
import java.util.List;

/// Reads one capture file from its first frame to its last, and publishes what it sees. One thread.
final class CaptureReader {

    /// Frames between two reports to a progress bar.
    private static final int FRAMES_PER_REPORT = 4_096;

    private final CaptureInput input;
    private final FrameWatch watch;

    /// @param instance digest of the file
    CaptureReader(
            AgentSettings settings, CaptureInput input, String instance, Publisher publisher, AgentCounters counters) {
        this.input = input;
        var vantage = new Vantage(
                settings.agent(),
                settings.site(),
                instance,
                input.source(),
                settings.fidelity(),
                settings.pairing(),
                settings.progress(),
                SynGate.OPEN,
                List.of());
        this.watch = new FrameWatch(vantage, new Sequence.OfFile(), publisher, counters);
    }

    /// Reads all of it; returns when everything is handed over, not when it is acknowledged.
    void read(ReadingListener listener) throws IOException {
        watch.begin();
        try (var capture = CaptureFile.open(input.file())) {
            var frame = new Frame();
            while (!Thread.currentThread().isInterrupted() && capture.next(frame) == Arrival.FRAME) {
                watch.see(frame);
                if (watch.frames() % FRAMES_PER_REPORT == 0) report(capture, listener);
            }
            report(capture, listener);
        }
        if (Thread.currentThread().isInterrupted()) return; // stopped early: the source has not ended
        if (watch.segments() == 0) throw noTcp();
        watch.end();
    }

    private InputException noTcp() {
        return new InputException(
                InputException.Kind.NO_TCP,
                input.file(),
                watch.frames() == 0 ? "a capture without frames" : "no TCP segment in " + watch.frames() + " frames");
    }

    private void report(CaptureFile capture, ReadingListener listener) {
        listener.read(input.file(), capture.octetsRead(), capture.octetsTotal());
    }
}
