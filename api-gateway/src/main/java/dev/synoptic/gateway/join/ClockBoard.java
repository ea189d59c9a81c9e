package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.ClockWatch.Watched;
import dev.synoptic.schemas.ClockDifferences;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Closed;
import dev.synoptic.schemas.RatioMessage.Compared;
import dev.synoptic.verdict.join.ClockSkew;
import dev.synoptic.verdict.join.Clocks.Pair;
import dev.synoptic.verdict.join.Difference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// What the partitions tell each other of clocks by `ratios.v1` (`mail.md` J7): a mail host of few sessions is measured
/// by those of all partitions.
///
/// Written by the one thread that reads the topic, asked by those that join.
public final class ClockBoard {

    /// Of a pair of clocks, what was told so much earlier than the newest of it counts no longer: a clock may have been
    /// set since. As long as a session's state is kept (J4).
    private static final long OLDEST_MILLIS = Duration.ofHours(24).toMillis();

    private final int partitions;
    private final Map<Watched, Map<Integer, Told>> differences = new ConcurrentHashMap<>();
    private final Map<String, Set<Integer>> ended = new ConcurrentHashMap<>();
    private final Map<Integer, Long> changes = new ConcurrentHashMap<>();

    /// @param partitions into which the inputs of the join are divided, at least 1
    public ClockBoard(int partitions) {
        if (partitions < 1) throw new IllegalArgumentException(partitions + " partitions");
        this.partitions = partitions;
    }

    private record Told(ClockDifferences differences, long atMillis) {}

    /// Takes in a row that is between partitions.
    ///
    /// @param message  empty for one that was deleted
    /// @param atMillis when it was appended
    public void read(RatioKey key, Optional<RatioMessage> message, long atMillis) {
        if (key.dimension().equals(RatioKey.TOLD)) {
            var those = ended.computeIfAbsent(key.site(), _ -> ConcurrentHashMap.newKeySet());
            boolean all = message.isPresent() && message.get() instanceof Closed(long _, boolean end) && end;
            if (all) those.add(key.partition());
            else those.remove(key.partition());
        } else {
            var watched = new Watched(key.site(), new Pair(key.group(), key.within()));
            var those = differences.computeIfAbsent(watched, _ -> new ConcurrentHashMap<>());
            if (message.isPresent() && message.get() instanceof Compared(var found)) {
                those.put(key.partition(), new Told(found, atMillis));
            } else {
                those.remove(key.partition());
            }
        }
        changes.merge(key.partition(), 1L, Long::sum);
    }

    /// What the others than `partition` tell.
    Others besides(int partition) {
        return new Besides(partition);
    }

    /// The same where nothing more is to be waited for.
    Others asItStands(int partition) {
        return new Besides(partition) {
            @Override
            public boolean haveEnded(String site) {
                return true;
            }
        };
    }

    /// The other partitions, as one of them sees them.
    interface Others {

        /// Where there are none.
        Others NONE = new ClockBoard(1).besides(0);

        /// Grows with each change of what they tell.
        long changes();

        /// The clocks that they tell of.
        Set<Watched> watched();

        /// What they tell of these clocks.
        List<Difference> of(Watched watched);

        /// Whether all of them have told all that they can say of a site's clocks, its sources having ended.
        boolean haveEnded(String site);

        /// Differences that this one may tell of a pair, as many as all together are what J7 goes by; 0 without others.
        int shareMax();
    }

    private class Besides implements Others {

        private final int partition;

        Besides(int partition) {
            this.partition = partition;
        }

        @Override
        public long changes() {
            return others(changes).mapToLong(Long::longValue).sum();
        }

        @Override
        public Set<Watched> watched() {
            return new HashSet<>(differences.keySet());
        }

        @Override
        public List<Difference> of(Watched watched) {
            var rows = others(differences.getOrDefault(watched, Map.of())).toList();
            long newest = rows.stream().mapToLong(Told::atMillis).max().orElse(0);
            var found = new ArrayList<Difference>();
            for (Told each : rows) {
                if (each.atMillis() < newest - OLDEST_MILLIS) continue;
                each.differences()
                        .byPortMicros()
                        .forEach(micros -> found.add(new Difference(watched.pair(), true, micros)));
                each.differences()
                        .byAddressMicros()
                        .forEach(micros -> found.add(new Difference(watched.pair(), false, micros)));
            }
            return found;
        }

        private <T> Stream<T> others(Map<Integer, T> byPartition) {
            return byPartition.entrySet().stream()
                    .filter(each -> each.getKey() != partition)
                    .map(Map.Entry::getValue);
        }

        @Override
        public boolean haveEnded(String site) {
            var those = ended.getOrDefault(site, Set.of());
            return those.stream().filter(each -> each != partition).count() >= partitions - 1;
        }

        @Override
        public int shareMax() {
            return partitions == 1 ? 0 : Math.max(1, ClockSkew.SAMPLES_MAX / partitions);
        }
    }
}
