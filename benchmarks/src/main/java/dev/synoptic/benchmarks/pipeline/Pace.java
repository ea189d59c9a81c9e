package dev.synoptic.benchmarks.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// How fast records went through, and what this whole process, broker and clients, spent on each.
///
/// @param perSecond records a second
/// @param cpuMicros processor time for each record, microseconds: tells more than the rate where others share the
/// machine
record Pace(double perSecond, double cpuMicros) {

    /// Where a measurement began.
    record Begin(long nanos, long cpuNanos) {

        /// Its result.
        Pace after(long records) {
            double seconds = (System.nanoTime() - nanos) / 1e9;
            return new Pace(records / seconds, (cpu() - cpuNanos) / 1e3 / records);
        }
    }

    static Begin begin() {
        return new Begin(System.nanoTime(), cpu());
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f records/s (%.1f us CPU each)", perSecond, cpuMicros);
    }
}
