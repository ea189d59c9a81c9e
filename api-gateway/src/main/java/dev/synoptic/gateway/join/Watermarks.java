package dev.synoptic.gateway.join;

import dev.synoptic.schemas.SourceProgress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// How far each source has been read in this partition, and so how far each site is complete.
///
/// A site is complete as far as the slowest of its sources: those enrolled for it and for the proxies before it; where
/// none is enrolled, those that were heard of. A source silent for too long is not waited for until it speaks again.
final class Watermarks {

    static final String STORE = "watermarks";

    private final OctetStore store;
    private final JoinPlan plan;
    private final Map<EnrolledSource, Mark> marks = new HashMap<>();
    private final Map<EnrolledSource, Long> heardMillis = new HashMap<>();
    private final Set<EnrolledSource> silent = new HashSet<>();

    /// What [#of] found since the last change.
    private final Map<String, Long> found = new HashMap<>();

    private OptionalLong foundForAll = OptionalLong.empty();

    /// How far one source has been read.
    private record Mark(long micros, boolean ended) {}

    Watermarks(OctetStore store, JoinPlan plan, long nowMillis) {
        this.store = store;
        this.plan = plan;
        try (var entries = store.entries().all()) {
            entries.forEachRemaining(entry -> marks.put(WatermarkForm.source(entry.key), mark(entry.value)));
        }
        for (EnrolledSource source : plan.enrolled()) heardMillis.put(source, nowMillis);
        for (EnrolledSource source : marks.keySet()) heardMillis.put(source, nowMillis);
    }

    /// Notes how far a source has come; it never goes back.
    ///
    /// @return whose completeness may have changed by it
    Set<String> advance(SourceProgress progress, long nowMillis) {
        var source = new EnrolledSource(
                progress.origin().agent(),
                progress.progress().source(),
                progress.origin().site());
        heardMillis.put(source, nowMillis);
        boolean back = silent.remove(source);
        var before = marks.get(source);
        boolean ended = progress.progress().ended();
        long micros = ended ? Long.MAX_VALUE : progress.progress().watermarkMicros();
        if (before != null && before.micros() >= micros && !back) return Set.of();
        forgetFound();
        var mark = new Mark(before == null ? micros : Math.max(micros, before.micros()), ended);
        marks.put(source, mark);
        store.entries().put(WatermarkForm.key(source), octets(mark));
        return sitesAfter(source.site());
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
        if (silent.size() != before) forgetFound();
        return silent.size() - before;
    }

    private void forgetFound() {
        found.clear();
        foundForAll = OptionalLong.empty();
    }

    /// How far `site` is complete: [Long#MIN_VALUE] while some source was never heard of.
    long of(String site) {
        return found.computeIfAbsent(site, this::slowest);
    }

    private long slowest(String site) {
        return sources(site)
                .filter(source -> !silent.contains(source))
                .mapToLong(this::micros)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /// How far everything is complete.
    long ofAll() {
        if (foundForAll.isEmpty()) {
            foundForAll =
                    OptionalLong.of(sites().stream().mapToLong(this::of).min().orElse(Long.MIN_VALUE));
        }
        return foundForAll.getAsLong();
    }

    /// All sites that have a source.
    Set<String> sites() {
        var sites = new TreeSet<String>();
        for (EnrolledSource source : plan.enrolled()) sites.add(source.site());
        for (EnrolledSource source : marks.keySet()) sites.add(source.site());
        return sites;
    }

    private Set<String> sitesAfter(String site) {
        var sites = new LinkedHashSet<String>(List.of(site));
        plan.rules().proxies().forEach((behind, before) -> {
            if (before.contains(site)) sites.add(behind);
        });
        return sites;
    }

    private Stream<EnrolledSource> sources(String site) {
        var proxies = plan.rules().proxies().getOrDefault(site, Set.of());
        var enrolled = plan.enrolled().stream()
                .filter(source -> source.site().equals(site) || proxies.contains(source.site()))
                .toList();
        return enrolled.isEmpty()
                ? marks.keySet().stream()
                        .filter(source -> source.site().equals(site) || proxies.contains(source.site()))
                : enrolled.stream();
    }

    private long micros(EnrolledSource source) {
        var mark = marks.get(source);
        return mark == null ? Long.MIN_VALUE : mark.micros();
    }

    private static byte[] octets(Mark mark) {
        return ByteBuffer.allocate(Long.BYTES + 1)
                .putLong(mark.micros())
                .put((byte) (mark.ended() ? 1 : 0))
                .array();
    }

    private static Mark mark(byte[] octets) {
        var buffer = ByteBuffer.wrap(octets);
        return new Mark(buffer.getLong(), buffer.get() == 1);
    }
}
