package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.Contribution.Group;
import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.schemas.RatioMessage.Sent;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.util.Optional;

/// Adds settled verdicts of one partition to the rows that they count in, and takes back what was corrected.
///
/// @param plan      what the join goes by
/// @param partition of the inputs
/// @param rows      the counts as they stand
/// @param settled   what each verdict has added
/// @param senders   what each address has sent
/// @param receivers mail hosts and services that have rows of their own
record Tally(
        JoinPlan plan, int partition, Rows rows, SettledVerdicts settled, SenderDays senders, Receivers receivers) {

    /// Where rows are kept.
    interface Rows {

        Optional<RatioMessage> get(RatioKey key);

        /// @param now empty where nothing is left of it
        void keep(RatioKey key, Optional<RatioMessage> now);
    }

    /// Counts a result; of an earlier one of the same event nothing stays.
    ///
    /// @return whether it took the place of another
    boolean count(HostKey host, JoinedVerdict joined) {
        Optional<Contribution> before = settled.find(host, joined.verdict());
        if (before.filter(contribution -> contribution.covers(joined)).isPresent()) return false;
        var now = Contribution.of(joined, plan, receivers);
        before.ifPresent(old -> change(host, old, RatioCounts.ZERO.minus(old.counts())));
        change(host, now, now.counts());
        settled.put(host, joined.verdict(), now);
        return before.isPresent();
    }

    private void change(HostKey host, Contribution contribution, RatioCounts by) {
        for (Group group : contribution.allGroups()) {
            for (RatioWindow window : group.windows()) add(key(window, contribution, group), by);
        }
        senders.add(contribution, host, by).forEach((group, change) -> {
            var sent = new Group(RatioKey.sendersOf(group.dimension()), group.within(), group.name());
            addSenders(key(RatioWindow.DAY, contribution, sent), change);
        });
    }

    private RatioKey key(RatioWindow window, Contribution contribution, Group group) {
        return new RatioKey(
                window.startMicros(contribution.micros()),
                window.seconds(),
                contribution.site(),
                group.dimension(),
                group.within(),
                group.name(),
                contribution.rules(),
                partition);
    }

    private void addSenders(RatioKey key, SenderCounts change) {
        if (change.isZero()) return;
        var now = rows.get(key)
                .map(before -> Contribution.senders(before).plus(change))
                .orElse(change);
        rows.keep(key, now.isZero() ? Optional.empty() : Optional.of(new Sent(now)));
    }

    private void add(RatioKey key, RatioCounts change) {
        if (change.isZero()) return;
        var now = rows.get(key)
                .map(before -> Contribution.counts(before).plus(change))
                .orElse(change);
        rows.keep(key, now.isZero() ? Optional.empty() : Optional.of(new Counted(now)));
    }
}
