package dev.synoptic.schemas;

/// What a row of `ratios.v1` counts. A host lives in one partition, so sums over partitions count no host
/// twice.
///
/// @param windowStartMicros start of the window, microseconds since 1970, UTC; 0 for all time
/// @param windowSeconds     length of the window; 0 for all time
/// @param dimension         what rows are grouped by; [#PROGRESS] for the rows that say how far counting is
///     closed
/// @param group             such as `Linux`; empty for progress
/// @param rules             versions of the rules and signatures that the counts rest on; never summed over
/// @param partition         the partition of the inputs that was counted, from 0
public record RatioKey(
        long windowStartMicros, long windowSeconds, String dimension, String group, String rules, int partition) {

    /// The dimension of the rows that say how far counting is closed.
    public static final String PROGRESS = "progress";

    /// The key of the row that says how far the counts of a partition are closed.
    public static RatioKey progress(String rules, int partition) {
        return new RatioKey(0, 0, PROGRESS, "", rules, partition);
    }
}
