package dev.synoptic.gateway.ratios;

import dev.synoptic.gateway.join.ClockBoard;
import dev.synoptic.gateway.join.RatioWindow;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioQuery.Period;
import dev.synoptic.schemas.ClockReading;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.RatioMessage.Closed;
import dev.synoptic.schemas.RatioMessage.Compared;
import dev.synoptic.schemas.RatioMessage.Counted;
import dev.synoptic.schemas.RatioMessage.Missed;
import dev.synoptic.schemas.RatioMessage.Sent;
import dev.synoptic.schemas.RatioMessage.Timed;
import dev.synoptic.schemas.Topics;
import dev.synoptic.verdict.ratio.CurrentTable;
import dev.synoptic.verdict.ratio.Decay;
import dev.synoptic.verdict.ratio.DecayedCounts;
import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.RatioCounts;
import dev.synoptic.verdict.ratio.RatioTable;
import dev.synoptic.verdict.ratio.SenderCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// All rows of `ratios.v1`: written by one thread as they come, summed by any that asks.
public final class RatioView implements TopicTail.Reader {

    /// The row of what was counted without its mail host, or service.
    static final String UNTOLD = "not told";

    private final Map<Long, Map<RatioKey, RatioCounts>> byWindow = new ConcurrentHashMap<>();
    private final Map<RatioKey, SenderCounts> senders = new ConcurrentHashMap<>();
    private final Map<RatioKey, ClockReading> clocks = new ConcurrentHashMap<>();
    private final Map<RatioKey, Missing> missing = new ConcurrentHashMap<>();
    private final Set<RatioKey> rebuilt = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Long> closed = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongAdder changes = new LongAdder();

    private final ClockBoard board;

    /// A view of counts alone.
    public RatioView() {
        this(new ClockBoard(1));
    }

    /// @param board is told what partitions tell each other of clocks
    public RatioView(ClockBoard board) {
        this.board = board;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        RatioKey key = Topics.RATIOS.keys().deserializer().deserialize(record.topic(), record.key());
        RatioMessage message = Topics.RATIOS.values().deserializer().deserialize(record.topic(), record.value());
        if (key == null) throw new TopicTail.KeylessRecord();
        if (key.isBetweenPartitions()) board.read(key, Optional.ofNullable(message), record.timestamp());
        else read(key, message);
    }

    private void read(RatioKey key, @Nullable RatioMessage message) {
        changes.increment();
        switch (message) {
            case Counted(var counts) -> {
                if (key.dimension().equals(RatioKey.REBUILT)) rebuilt.add(key);
                else window(key.windowSeconds()).put(key, counts);
            }
            case Closed(long watermarkMicros, boolean ended) -> close(key.partition(), watermarkMicros);
            case Sent(var counts) -> senders.put(key, counts);
            case Timed(var reading) -> clocks.put(key, reading);
            case Missed(var lost) -> missing.put(key, lost);
            case Compared _ -> throw new IllegalStateException("differences of clocks under " + key);
            case null -> {
                if (key.isOfSenders()) senders.remove(key);
                else if (key.dimension().equals(RatioKey.REBUILT)) rebuilt.remove(key);
                else if (key.dimension().equals(RatioKey.CLOCK)) clocks.remove(key);
                else if (key.dimension().equals(RatioKey.MISSING)) missing.remove(key);
                else window(key.windowSeconds()).remove(key);
            }
        }
    }

    private Map<RatioKey, RatioCounts> window(long seconds) {
        return byWindow.computeIfAbsent(seconds, _ -> new ConcurrentHashMap<>());
    }

    private void close(int partition, long micros) {
        lock.lock();
        try {
            closed.merge(partition, micros, Math::max);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Grows with everything that may change an answer.
    public long changes() {
        return changes.sum();
    }

    /// Everything before is complete in all of so many partitions.
    public long closedMicros(int partitions) {
        if (closed.size() < partitions) return Long.MIN_VALUE;
        return closed.values().stream().mapToLong(Long::longValue).min().orElse(Long.MIN_VALUE);
    }

    /// Waits until every partition is complete to the end of all sources; false if the time was too short.
    ///
    /// @param partitions how many the inputs are divided into
    public boolean awaitClosed(int partitions, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (closedMicros(partitions) != Long.MAX_VALUE) {
                if (left <= 0) return false;
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Sums what the query asks for.
    public RatioAnswer answer(RatioQuery query, int partitions) {
        var all = rules();
        String rules = rulesOf(query, all);
        Map<String, RatioCounts> groups = sums(query, rules);
        if (query.by().isOfReceivers() && query.receiver().isEmpty()) addUntold(groups, query, rules);
        return new RatioAnswer(
                RatioTable.of(groups),
                senders(query, rules),
                rules,
                List.copyOf(all),
                query.period(),
                closedMicros(partitions),
                clocks(query.site()),
                missing(
                        windowOf(query),
                        query,
                        start -> query.period()
                                .map(period -> period.holds(start))
                                .orElse(true)));
    }

    private Map<String, RatioCounts> sums(RatioQuery query, String rules) {
        Map<String, RatioCounts> groups = new HashMap<>();
        Predicate<String> dimensions = query.dimensions();
        window(windowOf(query)).forEach((key, counts) -> {
            if (dimensions.test(key.dimension()) && isWanted(key, query, rules)) {
                groups.merge(name(key, query.by()), counts, RatioCounts::plus);
            }
        });
        return groups;
    }

    /// What was counted before mail hosts, or services, were: without it the sum of them would not be the sum of all.
    private void addUntold(Map<String, RatioCounts> receivers, RatioQuery query, String rules) {
        RatioCounts all = RatioTable.of(sums(query.by(By.OS), rules)).total();
        RatioCounts untold = all.minus(RatioTable.of(receivers).total());
        if (!untold.isZero()) receivers.put(UNTOLD, untold);
    }

    /// What the table cannot know of, whatever rules it was counted by.
    private Missing missing(long seconds, RatioQuery query, LongPredicate isIn) {
        var sum = Missing.NOTHING;
        for (var entry : missing.entrySet()) {
            RatioKey key = entry.getKey();
            boolean wanted = key.windowSeconds() == seconds
                    && query.site().map(key.site()::equals).orElse(true)
                    && isIn.test(key.windowStartMicros());
            if (wanted) sum = sum.plus(entry.getValue());
        }
        return sum;
    }

    /// How things stand at the end of the newest window: every window counts, by its age.
    ///
    /// @param query its period, if any, bounds what counts
    public CurrentAnswer current(RatioQuery query, Decay decay, int partitions) {
        var all = rules();
        String rules = rulesOf(query, all);
        RatioWindow window = query.by().isByDay() ? RatioWindow.DAY : RatioWindow.HOUR;
        long lengthMicros = window.seconds() * 1_000_000;
        Map<RatioKey, RatioCounts> wanted = new HashMap<>();
        Predicate<String> dimensions = query.dimensions();
        window(window.seconds()).forEach((key, counts) -> {
            if (dimensions.test(key.dimension()) && isWanted(key, query, rules)) wanted.put(key, counts);
        });
        Optional<Long> end = wanted.keySet().stream()
                .map(key -> key.windowStartMicros() + lengthMicros)
                .max(Comparator.naturalOrder());
        Map<String, DecayedCounts> groups = new HashMap<>();
        wanted.forEach((key, counts) -> {
            double weight = decay.weight(end.orElseThrow() - key.windowStartMicros() - lengthMicros);
            if (weight > 0) groups.merge(name(key, query.by()), DecayedCounts.of(counts, weight), DecayedCounts::plus);
        });
        var lost = end.map(newest ->
                        missing(window.seconds(), query, start -> decay.weight(newest - start - lengthMicros) > 0))
                .orElse(Missing.NOTHING);
        return new CurrentAnswer(
                CurrentTable.of(groups), decay, end, rules, List.copyOf(all), closedMicros(partitions), lost);
    }

    /// How clocks compare, of one site or of all.
    public List<ClockNote> clocks(Optional<String> site) {
        Map<RatioKey, List<ClockReading>> byPair = new HashMap<>();
        clocks.forEach((key, reading) -> {
            if (site.map(key.site()::equals).orElse(true)) {
                byPair.computeIfAbsent(
                                RatioKey.clock(key.site(), key.within(), key.group(), "", 0), _ -> new ArrayList<>())
                        .add(reading);
            }
        });
        return byPair.entrySet().stream()
                .map(entry -> ClockNote.of(
                        entry.getKey().site(),
                        entry.getKey().within(),
                        entry.getKey().group(),
                        entry.getValue()))
                .sorted(ClockNote.IN_ORDER)
                .toList();
    }

    /// Senders are counted by the day: of parts of one nothing is known.
    private Map<String, SenderCounts> senders(RatioQuery query, String rules) {
        Map<String, SenderCounts> groups = new HashMap<>();
        if (!query.period().map(Period::isWholeDays).orElse(true)) return groups;
        Predicate<String> dimensions = query.dimensions();
        senders.forEach((key, counts) -> {
            if (dimensions.test(key.counted()) && isWanted(key, query, rules)) {
                groups.merge(name(key, query.by()), counts, SenderCounts::plus);
            }
        });
        return groups;
    }

    private static long windowOf(RatioQuery query) {
        if (query.by().isByDay()) return RatioWindow.DAY.seconds();
        if (query.period().isEmpty()) return RatioWindow.TOTAL.seconds();
        return (query.period().get().isWholeDays() ? RatioWindow.DAY : RatioWindow.HOUR).seconds();
    }

    private boolean isWanted(RatioKey key, RatioQuery query, String rules) {
        return (query.isOverAllRules() ? !key.isRebuilt() : key.versions().equals(rules) && isWhole(key))
                && query.site().map(key.site()::equals).orElse(true)
                && query.family().map(key.within()::equals).orElse(true)
                && query.period()
                        .map(period -> period.holds(key.windowStartMicros()))
                        .orElse(true);
    }

    /// Of a window that was counted anew the new rows alone count, of any other the live ones: never both, for the same
    /// verdicts are in them.
    private boolean isWhole(RatioKey key) {
        return rebuilt.isEmpty() ? !key.isRebuilt() : rebuilt.contains(key.rebuiltWindow()) == key.isRebuilt();
    }

    private static String name(RatioKey key, By by) {
        return switch (by) {
            case OS -> key.within();
            case FLAVOR, SIGNATURE -> new OsName(key.within(), key.group()).text();
            case LINK, DISTANCE, NAT, TOOL -> key.group();
            case SITE -> key.site();
            case MAIL_HOST -> RatioKey.mailHostOf(key.counted()).orElse(UNTOLD);
            case SERVICE -> RatioKey.serviceOf(key.counted()).orElse(UNTOLD);
        };
    }

    /// Sums of each `step`, by its start in microseconds: what a line over time is drawn from. Steps without counts are
    /// not in it.
    ///
    /// @param query its period is wanted; what its rows are does not matter
    public NavigableMap<Long, RatioCounts> series(RatioQuery query, RatioWindow step) {
        String rules = rulesOf(query, rules());
        var sums = new TreeMap<Long, RatioCounts>();
        Predicate<String> dimensions = query.by(By.OS).dimensions();
        window(RatioWindow.HOUR.seconds()).forEach((key, counts) -> {
            if (dimensions.test(key.dimension()) && isWanted(key, query, rules)) {
                sums.merge(step.startMicros(key.windowStartMicros()), counts, RatioCounts::plus);
            }
        });
        return sums;
    }

    /// The hours between the first and the last that anything was counted in; empty where nothing was.
    public Optional<Period> span() {
        var starts = window(RatioWindow.HOUR.seconds()).keySet().stream()
                .mapToLong(RatioKey::windowStartMicros)
                .summaryStatistics();
        return starts.getCount() == 0
                ? Optional.empty()
                : Optional.of(new Period(starts.getMin(), starts.getMax() + RatioWindow.HOUR.seconds() * 1_000_000));
    }

    /// What the query's counts rest on, which is taken out of all that there are.
    private String rulesOf(RatioQuery query, Set<String> all) {
        String rules = query.isOverAllRules()
                ? String.join("; ", all)
                : query.rules().or(this::newestRules).orElse("");
        if (query.isOverAllRules()) all.clear();
        else all.remove(rules);
        return rules;
    }

    /// All that counts rest on.
    public CountedBy countedBy() {
        return new CountedBy(rules());
    }

    private SortedSet<String> rules() {
        var all = new TreeSet<String>();
        for (RatioKey key : window(RatioWindow.TOTAL.seconds()).keySet()) all.add(key.rules());
        for (RatioKey key : rebuilt) all.add(key.versions());
        return all;
    }

    /// The rules that the latest hour was counted by.
    private Optional<String> newestRules() {
        return Stream.of(RatioWindow.HOUR, RatioWindow.TOTAL)
                .flatMap(window -> window(window.seconds()).keySet().stream())
                .filter(key -> !key.isRebuilt())
                .max(Comparator.comparingLong(RatioKey::windowStartMicros).thenComparing(RatioKey::rules))
                .map(RatioKey::rules);
    }

    /// Services that something came to, at any site or at one.
    public SortedSet<String> services(Optional<String> site) {
        return receivers(site, RatioKey::serviceOf);
    }

    /// Mail hosts that something came to, at any site or at one.
    public SortedSet<String> mailHosts(Optional<String> site) {
        return receivers(site, RatioKey::mailHostOf);
    }

    private SortedSet<String> receivers(Optional<String> site, Function<String, Optional<String>> named) {
        var all = new TreeSet<String>();
        for (RatioKey key : window(RatioWindow.TOTAL.seconds()).keySet()) {
            if (site.map(key.site()::equals).orElse(true)) {
                named.apply(key.dimension()).ifPresent(all::add);
            }
        }
        return all;
    }

    /// Systems that something was counted of, at any site or at one.
    public SortedSet<String> families(Optional<String> site) {
        var all = new TreeSet<String>();
        for (RatioKey key : window(RatioWindow.TOTAL.seconds()).keySet()) {
            boolean wanted = site.map(key.site()::equals).orElse(true);
            if (wanted && key.dimension().equals(RatioKey.FLAVOR)) all.add(key.within());
        }
        return all;
    }

    /// Sites that something was counted at.
    public Set<String> sites() {
        var all = new TreeSet<String>();
        for (RatioKey key : window(RatioWindow.TOTAL.seconds()).keySet()) all.add(key.site());
        return all;
    }
}
