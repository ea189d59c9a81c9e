package dev.synoptic.gateway.join;

import dev.synoptic.gateway.join.CountInput.ClocksTold;
import dev.synoptic.gateway.join.CountInput.RoundEnded;
import dev.synoptic.gateway.join.CountInput.SiteTold;
import dev.synoptic.gateway.join.JoinInput.SourceAdvanced;
import dev.synoptic.gateway.join.JoinInput.SynSeen;
import dev.synoptic.gateway.join.JoinInput.VerdictGiven;
import dev.synoptic.gateway.join.PartitionJoin.Outlet;
import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.kafka.streams.state.Stores;

/// The join of several partitions, read in any order, and the topic between them, without Kafka Streams.
final class SpreadJoin {

    private final JoinPlan plan;
    private final IntFunction<ClockBoard.Others> others;
    private final ClockBoard board;
    private final List<Partition> partitions = new ArrayList<>();
    private final Queue<Row> topic = new ArrayDeque<>();
    private final Map<String, JoinedVerdict> lastWords = new TreeMap<>();
    private final Set<Integer> closed = new HashSet<>();
    private final JoinCounters counters = new JoinCounters();
    private int mostTold;
    private long nowMillis;

    private record Row(RatioKey key, RatioMessage message) {}

    SpreadJoin(int count, List<EnrolledSource> enrolled) {
        this(count, enrolled, new ClockBoard(count), false);
    }

    /// Of partitions that hear nothing of each other.
    static SpreadJoin deaf(int count, List<EnrolledSource> enrolled) {
        return new SpreadJoin(count, enrolled, new ClockBoard(count), true);
    }

    private SpreadJoin(int count, List<EnrolledSource> enrolled, ClockBoard board, boolean deaf) {
        this.plan = JoinPlan.of(JoinSettings.DEFAULT, enrolled, Events.DATABASE);
        this.board = board;
        this.others = partition -> deaf ? ClockBoard.Others.NONE : board.besides(partition);
        for (int i = 0; i < count; i++) partitions.add(new Partition(i));
    }

    /// A record of the inputs.
    record Input(Optional<HostKey> host, JoinInput input) {}

    private final class Partition implements Outlet {

        private final int number;
        private final Map<String, OctetStore> stores = new HashMap<>();
        private final Map<EnrolledSource, SourceMark> marks = new HashMap<>();
        private final Queue<Input> inputs = new ArrayDeque<>();
        private PartitionJoin join;

        Partition(int number) {
            this.number = number;
            this.join = started();
        }

        private PartitionJoin started() {
            var watermarks = new Watermarks(marks, marks::put, plan, nowMillis);
            var state = JoinState.of(this::store, plan, watermarks, others.apply(number), counters.refusedClocks());
            return new PartitionJoin(plan, counters, state, this, number == 0);
        }

        private OctetStore store(String name) {
            return stores.computeIfAbsent(
                    name,
                    each -> new OctetStore(Stores.inMemoryKeyValueStore(each).get()));
        }

        void restart() {
            join = started();
        }

        boolean step() {
            while (join.isBehind()) join.goOn();
            var next = inputs.poll();
            if (next == null) return false;
            join.take(next.host(), next.input(), nowMillis);
            return true;
        }

        @Override
        public void joined(HostKey host, JoinedVerdict joined) {
            lastWords.merge(joined.verdict().eventId(), joined, (a, b) -> b.supersedes(a) ? b : a);
        }

        @Override
        public void counted(Optional<HostKey> host, CountInput input) {
            switch (input) {
                case ClocksTold(var clocks, var found) -> {
                    mostTold = Math.max(
                            mostTold,
                            found.byPortMicros().size()
                                    + found.byAddressMicros().size());
                    var pair = clocks.pair();
                    topic.add(new Row(
                            RatioKey.differences(clocks.site(), pair.host(), pair.agent(), number),
                            new RatioMessage.Compared(found)));
                }
                case SiteTold(String site, boolean ended) ->
                    topic.add(new Row(RatioKey.told(site, number), new RatioMessage.Closed(Long.MAX_VALUE, ended)));
                case RoundEnded(long micros) -> {
                    if (micros == Long.MAX_VALUE) closed.add(number);
                }
                default -> {}
            }
        }
    }

    /// What the partitions have told each other so far.
    ClockBoard board() {
        return board;
    }

    /// Puts a message into one partition, to be read in its turn.
    void tell(int partition, Object message) {
        partitions.get(partition).inputs.add(input(message));
    }

    /// Puts progress into all of them.
    void tellAll(Object message) {
        for (Partition each : partitions) each.inputs.add(input(message));
    }

    static Input input(Object message) {
        return switch (message) {
            case FingerprintMessage.Judged(var seen) ->
                new Input(
                        Optional.of(HostKey.of(
                                seen.connection().client(), seen.origin().site())),
                        new SynSeen(seen));
            case Verdict verdict ->
                new Input(Optional.of(HostKey.of(verdict.client(), verdict.site())), new VerdictGiven(verdict));
            case FingerprintMessage.Advanced(var progress) ->
                new Input(Optional.empty(), new SourceAdvanced(progress, true));
            case VerdictMessage.Advanced(var progress) ->
                new Input(Optional.empty(), new SourceAdvanced(progress, false));
            default -> throw new IllegalArgumentException("no message: " + message);
        };
    }

    /// Reads all that lies in one partition, and nothing else.
    void runOf(int partition) {
        while (partitions.get(partition).step()) nowMillis++;
    }

    /// Reads everything, in any order that topics allow.
    void run(Random random) {
        while (partitions.stream().anyMatch(each -> !each.inputs.isEmpty() || each.join.isBehind())) {
            var one = partitions.get(random.nextInt(partitions.size()));
            for (int i = random.nextInt(40); i > 0 && one.step(); i--) nowMillis++;
            if (random.nextInt(4) == 0) {
                var row = topic.poll();
                if (row != null) board.read(row.key(), Optional.of(row.message()), nowMillis);
                one.join.exchangeClocks(nowMillis);
            }
        }
        talk();
    }

    /// Lets them hear each other until nobody has anything to tell.
    void talk() {
        do {
            for (Row row = topic.poll(); row != null; row = topic.poll()) {
                board.read(row.key(), Optional.of(row.message()), nowMillis);
            }
            for (Partition each : partitions) {
                each.join.exchangeClocks(nowMillis);
                while (each.join.isBehind()) each.join.goOn();
            }
        } while (!topic.isEmpty());
    }

    /// Begins anew with what is kept.
    void restart() {
        closed.clear();
        partitions.forEach(Partition::restart);
        partitions.forEach(each -> each.join.goOn());
    }

    /// Of each verdict the last that was said.
    Map<String, JoinedVerdict> lastWords() {
        return lastWords;
    }

    /// The partitions that have said that nothing will change any more.
    Set<Integer> closed() {
        return closed;
    }

    /// What all of them did.
    JoinCounters counters() {
        return counters;
    }

    /// The most differences that one row held.
    int mostTold() {
        return mostTold;
    }
}
