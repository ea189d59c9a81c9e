package dev.synoptic.conformance.pipeline;

import dev.synoptic.conformance.pipeline.StreamsProcess.Pace;
import dev.synoptic.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One instance of streams that has a hard time.
final class ChaosInstance {

    /// Longer than its session, so that others take its partitions over while it believes they are its own.
    private static final long PAUSED_NANOS = TimeUnit.SECONDS.toNanos(8);

    private final StreamsSettings settings;
    private final Pace pace;
    private final Path log;
    private Process process;
    private long pausedUntil;
    private boolean paused;
    private int kills;
    private int pauses;

    private ChaosInstance(StreamsSettings settings, Pace pace, Path log) throws IOException {
        this.settings = settings;
        this.pace = pace;
        this.log = log;
        this.process = StreamsProcess.start(settings, pace, log);
    }

    static ChaosInstance start(StreamsSettings fleet, Pace pace, Path folder, int number) throws IOException {
        var own = StreamsSettings.of(fleet.bootstrap(), fleet.signatures(), folder.resolve("streams-" + number));
        return new ChaosInstance(own, pace, folder.resolve("streams-" + number + ".log"));
    }

    /// Kills it, pauses it, or leaves it alone; what is down or paused comes back.
    void disturb(Random random) throws IOException, InterruptedException {
        if (paused) {
            if (System.nanoTime() - pausedUntil > 0) signal("CONT");
        } else if (!process.isAlive()) {
            process = StreamsProcess.start(settings, pace, log);
        } else if (random.nextInt(3) == 0) {
            process.destroyForcibly().waitFor(); // SIGKILL
            kills++;
        } else if (random.nextInt(3) == 0) {
            signal("STOP");
            pauses++;
            pausedUntil = System.nanoTime() + PAUSED_NANOS;
        }
    }

    /// How often it was killed.
    int kills() {
        return kills;
    }

    /// How often it was paused.
    int pauses() {
        return pauses;
    }

    /// Up and running again, however it was left.
    void recover() throws IOException, InterruptedException {
        while (paused && System.nanoTime() - pausedUntil < 0) LockSupport.parkNanos(100_000_000);
        if (paused) signal("CONT");
        if (!process.isAlive()) process = StreamsProcess.start(settings, pace, log);
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder(List.of("kill", "-" + name, Long.toString(process.pid())))
                .start()
                .waitFor();
        if (status != 0) throw new IOException("kill -" + name + " ended with " + status);
        paused = name.equals("STOP");
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
