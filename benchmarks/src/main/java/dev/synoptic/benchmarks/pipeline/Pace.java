package dev.synoptic.benchmarks.pipeline;

import java.util.Locale;

/// How fast records went through, and what this whole process, broker and clients, spent on each.
///
/// @param perSecond records a second
/// @param cpuMicros processor time for each record, microseconds: tells more than the rate where others share the
/// machine
/// @param jvmPart what part of it compiler and collector used
/// @param shares who used it, in words
record Pace(double perSecond, double cpuMicros, double jvmPart, String shares) {

    /// Where a measurement began.
    record Begin(long nanos, CpuShares used) {

        /// Its result.
        Pace after(long records) {
            double seconds = (System.nanoTime() - nanos) / 1e9;
            var since = CpuShares.now().since(used);
            return new Pace(records / seconds, since.sum() / 1e3 / records, since.jvmPart(), since.each(records));
        }
    }

    static Begin begin() {
        var used = CpuShares.now();
        return new Begin(System.nanoTime(), used);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f records/s (%.1f us CPU each)", perSecond, cpuMicros);
    }
}
