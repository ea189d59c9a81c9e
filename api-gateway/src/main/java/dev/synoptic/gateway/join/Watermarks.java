package dev.synoptic.gateway.join;

import dev.synoptic.flow.SourceLosses;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.store.CommitStore;
import dev.synoptic.verdict.ratio.Missing;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// How far each source has been read in this partition, and so how far each site is complete.
///
/// A site is complete as far as the slowest of its sources: those enrolled for it and for the proxies before it; where
/// none is enrolled, those that were heard of. A source silent for too long is not waited for until it speaks again.
final class Watermarks {

    static final String STORE = "watermarks";

    private final BiConsumer<EnrolledSource, SourceMark> kept;
    private final JoinPlan plan;
    private final Map<EnrolledSource, SourceMark> marks = new HashMap<>();
    private final Map<EnrolledSource, Long> heardMillis = new HashMap<>();
    private final Set<EnrolledSource> silent = new HashSet<>();

    /// Whom each site waits for: changes only where a source is heard of that nobody enrolled.
    private final Map<String, List<EnrolledSource>> waitedFor = new HashMap<>();

    private final Set<String> sites = new TreeSet<>();

    /// What [#of] found since the last change.
    private final Map<String, Long> found = new HashMap<>();

    /// @param known what was kept before
    /// @param kept  is told each mark that is to be kept
    Watermarks(
            Map<EnrolledSource, SourceMark> known,
            BiConsumer<EnrolledSource, SourceMark> kept,
            JoinPlan plan,
            long nowMillis) {
        this.kept = kept;
        this.plan = plan;
        marks.putAll(known);
        for (EnrolledSource source : plan.enrolled()) heardMillis.put(source, nowMillis);
        for (EnrolledSource source : marks.keySet()) heardMillis.put(source, nowMillis);
        for (EnrolledSource source : heardMillis.keySet()) sites.add(source.site());
    }

    static Watermarks in(CommitStore<EnrolledSource, SourceMark> store, JoinPlan plan, long nowMillis) {
        var known = new HashMap<EnrolledSource, SourceMark>();
        store.forEachCommitted(known::put);
        return new Watermarks(known, store::put, plan, nowMillis);
    }

    /// The marks: nearly every progress raises one, and only the last before a commit is of use after a crash.
    static StoreBuilder<CommitStore<EnrolledSource, SourceMark>> builder() {
        var octets = Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STORE), WatermarkForm.SOURCES, Serdes.ByteArray());
        return new CommitStore.Builder<>(octets, new CommitStore.Shape<>(SourceMark::octets, SourceMark::read));
    }

    /// Notes how far a source has come; it never goes back.
    ///
    /// @return whose completeness may have changed by it
    Set<String> advance(SourceProgress progress, long nowMillis) {
        var source = EnrolledSource.of(progress);
        heardMillis.put(source, nowMillis);
        boolean back = silent.remove(source);
        var before = marks.get(source);
        var mark = SourceMark.of(progress);
        if (before == null) {
            sites.add(source.site());
            waitedFor.clear();
        } else {
            boolean further = mark.micros() > before.micros() || mark.isOtherInstance(before);
            if (!further && !back) return Set.of();
            mark = further ? mark.after(before) : before;
        }
        marks.put(source, mark);
        kept.accept(source, mark);
        var after = sitesAfter(source.site());
        found.keySet().removeAll(after);
        return after;
    }

    /// What is missing before this progress that was not known before; to be asked before [#advance].
    ///
    /// A capture that begins anew stood still since it was last told of, at most.
    Missing missingBefore(SourceProgress progress, boolean isCapture) {
        var source = EnrolledSource.of(progress);
        var now = SourceMark.of(progress);
        if (!now.isDated()) return Missing.NOTHING;
        var before = marks.get(source);
        var byAgent = lostByAgent(source.agent(), now);
        if (before == null) return now.ownSince(SourceLosses.NONE).plus(byAgent);
        if (!now.isOtherInstance(before)) return now.ownSince(before.losses()).plus(byAgent);
        var missing = now.ownSince(SourceLosses.NONE).plus(byAgent);
        boolean stoodStill = isCapture && before.isDated() && !now.ended() && now.micros() > before.micros();
        return stoodStill ? missing.plus(new Missing(0, 0, 0, 1, now.micros() - before.micros())) : missing;
    }

    /// All sources of an agent tell the same: what the furthest of them told is known already.
    private Missing lostByAgent(String agent, SourceMark now) {
        long frames = 0;
        long records = 0;
        for (var entry : marks.entrySet()) {
            if (entry.getKey().agent().equals(agent) && entry.getValue().isOf(now.instance())) {
                frames = Math.max(frames, entry.getValue().losses().framesLost());
                records = Math.max(records, entry.getValue().losses().recordsLost());
            }
        }
        return new Missing(
                0,
                Math.max(0, now.losses().framesLost() - frames),
                Math.max(0, now.losses().recordsLost() - records),
                0,
                0);
    }

    /// Stops waiting for sources that were last heard of before `limitMillis`.
    ///
    /// @return how many those are
    int silenceSince(long limitMillis) {
        int before = silent.size();
        heardMillis.forEach((source, heard) -> {
            var mark = marks.get(source);
            boolean ended = mark != null && mark.ended();
            if (heard < limitMillis && !ended) silent.add(source);
        });
        if (silent.size() != before) found.clear();
        return silent.size() - before;
    }

    /// How far `site` is complete: [Long#MIN_VALUE] while some source was never heard of.
    long of(String site) {
        return found.computeIfAbsent(site, this::slowest);
    }

    private long slowest(String site) {
        long slowest = Long.MAX_VALUE;
        for (EnrolledSource source : waitedFor.computeIfAbsent(site, this::sources)) {
            if (!silent.contains(source)) slowest = Math.min(slowest, micros(source));
        }
        return slowest;
    }

    /// How far everything is complete.
    long ofAll() {
        if (sites.isEmpty()) return Long.MIN_VALUE;
        long slowest = Long.MAX_VALUE;
        for (String site : sites) slowest = Math.min(slowest, of(site));
        return slowest;
    }

    /// All sites that have a source.
    Set<String> sites() {
        return Collections.unmodifiableSet(sites);
    }

    private Set<String> sitesAfter(String site) {
        var after = new LinkedHashSet<String>(List.of(site));
        plan.rules().proxies().forEach((behind, before) -> {
            if (before.contains(site)) after.add(behind);
        });
        return after;
    }

    private List<EnrolledSource> sources(String site) {
        var proxies = plan.rules().proxies().getOrDefault(site, Set.of());
        Predicate<EnrolledSource> concerned = source -> source.site().equals(site) || proxies.contains(source.site());
        var enrolled = plan.enrolled().stream().filter(concerned).toList();
        return enrolled.isEmpty() ? marks.keySet().stream().filter(concerned).toList() : enrolled;
    }

    private long micros(EnrolledSource source) {
        var mark = marks.get(source);
        return mark == null ? Long.MIN_VALUE : mark.micros();
    }
}
