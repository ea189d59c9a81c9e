package dev.synoptic.gateway.join;

import dev.synoptic.schemas.Topic;
import dev.synoptic.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;

/// Verdicts and fingerprints in, joined verdicts and counts out.
///
/// ```
/// verdicts.v1 ─────┐                     ┌──▶ joined.v1
///                  ├──▶ read ──▶ join ───┤
/// fingerprints.v1 ─┘      │              └──▶ count ──▶ ratios.v1
///                         └──▶ dead-letters.v1
/// ```
/// Both inputs are keyed by host and divided alike, so every step stays in its partition. Stores: SYNs held, verdicts
/// waiting, verdicts without a SYN, what was settled, watermarks, verdicts to be reviewed, clocks (`join`); counts,
/// senders of each day (`count`).
///
/// @param service  the name in dead letters
/// @param plan     what the join goes by
/// @param counters what it did
/// @param board    where partitions read what the others tell of clocks; whoever reads `ratios.v1` fills it
public record JoinTopology(String service, JoinPlan plan, JoinCounters counters, ClockBoard board) {

    static final String JOIN = "join";
    static final String COUNT = "count";
    static final String JOINED = "joined";
    static final String RATIOS = "ratios";
    static final String DEAD_LETTERS = "dead-letters";

    private static final String VERDICTS = "verdicts";
    private static final String FINGERPRINTS = "fingerprints";
    private static final String READ = "read";

    /// The topology, every node named.
    public Topology build() {
        var topology = new Topology();
        source(topology, VERDICTS, Topics.VERDICTS);
        source(topology, FINGERPRINTS, Topics.FINGERPRINTS);
        topology.addProcessor(READ, () -> new ReadInput(service, counters), VERDICTS, FINGERPRINTS)
                .addProcessor(JOIN, () -> new JoinVerdicts(plan, counters, board), READ)
                .addProcessor(COUNT, () -> new CountRatios(plan, counters), JOIN);
        for (String store : List.of(
                WaitingVerdicts.STORE, UnmatchedVerdicts.STORE, ReviewedVerdicts.STORE, KeptDifferences.STORE)) {
            topology.addStateStore(OctetStore.inMemory(store), JOIN);
        }
        topology.addStateStore(Watermarks.builder(), JOIN)
                .addStateStore(OctetStore.in(plan.store(), HeldSyns.STORE), JOIN)
                .addStateStore(OctetStore.in(plan.store(), SettledVerdicts.STORE), JOIN, COUNT)
                .addStateStore(CountRatios.counts(), COUNT)
                .addStateStore(OctetStore.in(plan.store(), SenderDays.STORE), COUNT);
        sink(topology, JOINED, Topics.JOINED, JOIN);
        sink(topology, RATIOS, Topics.RATIOS, COUNT);
        sink(topology, DEAD_LETTERS, Topics.DEAD_LETTERS, READ);
        return topology;
    }

    private static void source(Topology topology, String node, Topic<?, ?> topic) {
        topology.addSource(node, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topic.name());
    }

    private static <K, V> void sink(Topology topology, String node, Topic<K, V> topic, String parent) {
        topology.addSink(
                node, topic.name(), topic.keys().serializer(), topic.values().serializer(), parent);
    }
}
