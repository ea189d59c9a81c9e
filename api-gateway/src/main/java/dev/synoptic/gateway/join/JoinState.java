package dev.synoptic.gateway.join;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// All that the join of one partition remembers.
///
/// @param syns       SYNs held
/// @param waiting    verdicts that are not due
/// @param unmatched  verdicts without a SYN
/// @param settled    what was counted
/// @param reviewed   verdicts that are looked at once more
/// @param clocks     how clocks compare
/// @param watermarks how far sources have been read
record JoinState(
        HeldSyns syns,
        WaitingVerdicts waiting,
        UnmatchedVerdicts unmatched,
        SettledVerdicts settled,
        ReviewedVerdicts reviewed,
        ClockWatch clocks,
        Watermarks watermarks) {

    /// @param stores        those of the topology, by their names
    /// @param others        what the other partitions tell of clocks
    /// @param refusedClocks counts what is not compared
    static JoinState of(
            Function<String, OctetStore> stores,
            JoinPlan plan,
            Watermarks watermarks,
            ClockBoard.Others others,
            LongAdder refusedClocks) {
        return new JoinState(
                new HeldSyns(stores.apply(HeldSyns.STORE), plan.store()),
                new WaitingVerdicts(stores.apply(WaitingVerdicts.STORE)),
                new UnmatchedVerdicts(stores.apply(UnmatchedVerdicts.STORE)),
                new SettledVerdicts(stores.apply(SettledVerdicts.STORE)),
                new ReviewedVerdicts(stores.apply(ReviewedVerdicts.STORE)),
                new ClockWatch(stores.apply(KeptDifferences.STORE), others, refusedClocks),
                watermarks);
    }
}
