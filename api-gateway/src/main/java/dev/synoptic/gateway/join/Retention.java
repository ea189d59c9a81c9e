package dev.synoptic.gateway.join;

import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/// From when on all that the sources of a site ever told is still there.
///
/// Where a partition has lost its first records, the first progress that each source tells in what is left says how far
/// it had been read by then: of everything from there on nothing can have been among what was deleted. Of a source that
/// tells no progress there, nothing is known.
final class Retention {

    /// SYNs are told a little before progress that does not cover them yet.
    private static final long SYNS_AHEAD_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;

    /// Progress of a log waits for its longest session, verdicts of others do not: as long as a session's state is
    /// kept at all (`mail.md` J4).
    private static final long VERDICTS_AHEAD_MICROS = Duration.ofHours(24).toNanos() / 1_000;

    private final JoinPlan plan;
    private final Predicate<TopicPartition> trimmed;
    private final int partitions;
    private final Map<TopicPartition, Map<EnrolledSource, Long>> firsts = new HashMap<>();
    private final Map<String, Set<EnrolledSource>> heard = new HashMap<>();

    /// @param trimmed whether a partition of an input has lost its first records
    Retention(JoinPlan plan, int partitions, Predicate<TopicPartition> trimmed) {
        this.plan = plan;
        this.partitions = partitions;
        this.trimmed = trimmed;
    }

    /// Takes note of progress, in the order in which it lies there.
    void note(TopicPartition place, SourceProgress progress) {
        var source = EnrolledSource.of(progress);
        var mark = SourceMark.of(progress);
        heard.computeIfAbsent(place.topic(), _ -> new HashSet<>()).add(source);
        if (mark.isDated()) {
            firsts.computeIfAbsent(place, _ -> new HashMap<>()).putIfAbsent(source, mark.micros());
        }
    }

    /// All verdicts of the site from then on are there; [Long#MAX_VALUE] where nothing says so.
    long verdictsFrom(String site) {
        return from(Topics.VERDICTS.name(), source -> source.site().equals(site), VERDICTS_AHEAD_MICROS);
    }

    /// All SYNs that sessions of the site may need are there, if they need none from before.
    long synsFrom(String site) {
        var proxies = plan.rules().proxies().getOrDefault(site, Set.of());
        return from(
                Topics.FINGERPRINTS.name(),
                source -> source.site().equals(site) || proxies.contains(source.site()),
                SYNS_AHEAD_MICROS);
    }

    private long from(String topic, Predicate<EnrolledSource> concerned, long aheadMicros) {
        long latest = Long.MIN_VALUE;
        for (int partition = 0; partition < partitions; partition++) {
            var place = new TopicPartition(topic, partition);
            if (trimmed.test(place)) latest = Math.max(latest, from(place, concerned, aheadMicros));
        }
        return latest;
    }

    private long from(TopicPartition place, Predicate<EnrolledSource> concerned, long aheadMicros) {
        boolean silent = plan.enrolled().stream().filter(concerned).anyMatch(this::isUnheard);
        var sources = heard.getOrDefault(place.topic(), Set.of()).stream()
                .filter(concerned)
                .toList();
        if (silent || sources.isEmpty()) return Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (EnrolledSource source : sources) {
            long first = firsts.getOrDefault(place, Map.of()).getOrDefault(source, Long.MAX_VALUE);
            latest = Math.max(latest, first == Long.MAX_VALUE ? first : first + aheadMicros);
        }
        return latest;
    }

    private boolean isUnheard(EnrolledSource source) {
        return heard.values().stream().noneMatch(sources -> sources.contains(source));
    }
}
