package dev.synoptic.verdict.ratio;

import dev.synoptic.verdict.statistics.Interval;
import dev.synoptic.verdict.statistics.Lift;
import dev.synoptic.verdict.statistics.Wilson;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// One line of a table, and how much of it to believe (`mail.md` b.6).
///
/// @param row        its name and counts
/// @param interval   Wilson's at 95 % of the ratio, each from 0 to 1 (S1)
/// @param lift       its ratio over the whole table's; empty where either has nothing to divide by (S3)
/// @param share      of all that was counted, 0 to 1
/// @param senders    by address and day; zeroes where nobody counted them
/// @param lowSample  fewer than [#SAMPLE_MIN] were counted: listed, never acted upon (S2)
/// @param fewSenders the senders are worth fewer than [#SAMPLE_MIN] independent ones (S4)
public record RatioDetail(
        RatioRow row,
        Interval interval,
        OptionalDouble lift,
        double share,
        SenderCounts senders,
        boolean lowSample,
        boolean fewSenders) {

    /// What a ratio must rest on at least (S2, S4).
    public static final long SAMPLE_MIN = 30;

    /// The lines of a table in its order.
    ///
    /// @param senders by the names of its rows
    public static List<RatioDetail> of(RatioTable table, Map<String, SenderCounts> senders) {
        RatioCounts total = table.total();
        return table.rows().stream()
                .map(row -> of(row, total, senders.getOrDefault(row.name(), SenderCounts.ZERO)))
                .toList();
    }

    private static RatioDetail of(RatioRow row, RatioCounts total, SenderCounts senders) {
        RatioCounts counts = row.counts();
        return new RatioDetail(
                row,
                Wilson.interval(counts.rejected(), counts.counted()),
                Lift.of(counts.rejected(), counts.counted(), total.rejected(), total.counted()),
                total.counted() == 0 ? 0 : (double) counts.counted() / total.counted(),
                senders,
                counts.counted() < SAMPLE_MIN,
                senders.effective() < SAMPLE_MIN);
    }
}
