package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.CountInput.Settled;
import dev.synoptic.gateway.join.JoinInput.SynSeen;
import dev.synoptic.host.HostKey;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.JoinRules;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// Joins and counts one partition once more, by the rules that the live join goes by, without Kafka Streams around
/// them.
///
/// The clock by which sources are taken for silent is that of the broker's appends: what the live join saw of silence,
/// this sees too, however fast it reads. What grows with the mail of days lies on disk ([ScratchStores]).
final class Rejoin implements PartitionJoin.Outlet, Tally.Rows, AutoCloseable {

    private static final long SILENCE_CHECK_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final UnaryOperator<Fingerprint> judge;
    private final JoinRules rules;
    private final ScratchStores stores = new ScratchStores();
    private final PartitionJoin join;
    private final Tally tally;
    private final Map<RatioKey, RatioMessage> rows = new HashMap<>();
    private final Map<SiteWindow, Long> neededFrom = new HashMap<>();
    private long checkedMillis;

    /// @param judge     judges fingerprints again
    /// @param others    what the other partitions told of clocks
    /// @param nowMillis when the first record was appended
    Rejoin(
            JoinPlan plan,
            JoinCounters counters,
            int partition,
            UnaryOperator<Fingerprint> judge,
            ClockBoard.Others others,
            long nowMillis) {
        this.judge = judge;
        this.rules = new JoinRules(plan.rules());
        this.checkedMillis = nowMillis;
        var state = JoinState.of(
                stores::get,
                plan.with(JoinStore.DISK),
                new Watermarks(Map.of(), (source, mark) -> {}, plan, nowMillis),
                others,
                counters.refusedClocks());
        this.join = new PartitionJoin(plan, counters, state, this, false);
        var senders = new SenderDays(stores.get(SenderDays.STORE));
        var receivers = new Receivers(counters.unnamed());
        this.tally = new Tally(plan, partition, this, state.settled(), senders, receivers);
        join.exchangeClocks(nowMillis); // nobody will tell more
    }

    /// Takes in one record of the inputs.
    void take(Optional<HostKey> host, JoinInput input, long appendedMillis) {
        join.take(host, input instanceof SynSeen(var seen) ? new SynSeen(judge.apply(seen)) : input, appendedMillis);
        if (appendedMillis - checkedMillis >= SILENCE_CHECK_MILLIS) {
            checkedMillis = appendedMillis;
            join.noticeSilence(appendedMillis);
        }
        while (join.isBehind()) join.goOn();
    }

    /// What it says stays, what it worked on does not.
    @Override
    public void close() {
        stores.close();
    }

    /// How far the verdicts of a site are settled.
    long completeTo(String site) {
        return join.completeTo(site);
    }

    /// What was counted, but for all time.
    Map<RatioKey, RatioMessage> rows() {
        return rows;
    }

    /// For each window, the earliest SYN that the session of any of its verdicts may need.
    Map<SiteWindow, Long> neededFrom() {
        return neededFrom;
    }

    @Override
    public void joined(HostKey host, JoinedVerdict joined) {
        // it stands on joined.v1 as it was joined then
    }

    @Override
    public void counted(Optional<HostKey> host, CountInput input) {
        if (!(input instanceof Settled(var joined))) return; // clocks and what is missing are told once, live
        tally.count(host.orElseThrow(), joined);
        note(joined.verdict());
    }

    private void note(Verdict verdict) {
        long needed = rules.neededFromMicros(verdict) - ClockSamples.reachMicros();
        for (RatioWindow window : RatioWindow.values()) {
            var concerned = new SiteWindow(verdict.site(), window.startMicros(verdict.micros()), window.seconds());
            neededFrom.merge(concerned, needed, Math::min);
        }
    }

    @Override
    public Optional<RatioMessage> get(RatioKey key) {
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public void keep(RatioKey key, Optional<RatioMessage> now) {
        if (key.windowSeconds() == 0) return; // all time is never wholly retained
        if (now.isPresent()) rows.put(key, now.get());
        else rows.remove(key);
    }
}
