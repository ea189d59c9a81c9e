package dev.synoptic.benchmarks.pipeline;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Repeats what is to be measured until compiler and collector have little left to do with it: services run for weeks,
/// and a run of seconds would measure the compiler.
final class Warm {

    /// Their part of the processor time of a pass.
    private static final double PART_MAX = 0.1;

    /// Then it is measured as it is.
    private static final Duration TIME_MAX = Duration.ofMinutes(1);

    private Warm() {}

    /// Passes until one was warm; says how many there were, and what compiler and collector still took of the last.
    static String up(Callable<Pace> pass) throws Exception {
        long end = System.nanoTime() + TIME_MAX.toNanos();
        double part = 1;
        int passes = 0;
        for (; part > PART_MAX && System.nanoTime() - end < 0; passes++) {
            part = pass.call().jvmPart();
        }
        return String.format(
                Locale.ROOT, "%d passes, compiler and collector took %.0f %% of the last", passes, 100 * part);
    }
}
