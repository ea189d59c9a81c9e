package dev.synoptic.benchmarks;

import dev.synoptic.agent.capture.Arrival;
import dev.synoptic.agent.capture.CaptureFile;
import dev.synoptic.agent.capture.Frame;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/// Reads a capture as the agent does, records going nowhere, and prints how fast: `ReadCapture FILE [PASSES]`.
public final class ReadCapture {

    private static final int PASSES = 5;

    private ReadCapture() {}

    public static void main(String... arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int passes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : PASSES;
        var threads = ManagementFactory.getThreadMXBean();
        for (int pass = 1; pass <= passes; pass++) {
            long before = threads.getCurrentThreadCpuTime();
            var watch = Watching.frames();
            try (var capture = CaptureFile.open(file)) {
                var frame = new Frame();
                while (capture.next(frame) == Arrival.FRAME) watch.see(frame);
            }
            double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "pass %d: %,d frames, %,d segments, %.2f s CPU, %.1f million frames per second and core%n",
                    pass,
                    watch.frames(),
                    watch.segments(),
                    seconds,
                    watch.frames() / seconds / 1e6);
        }
    }
}
