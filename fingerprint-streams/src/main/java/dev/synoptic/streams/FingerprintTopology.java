package dev.synoptic.streams;

import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.Topics;
import dev.synoptic.streams.JudgeOutput.Published;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;

/// Handshakes in, fingerprints and host states out.
///
/// ```
/// handshakes.v1 ──▶ drop-repeats ──▶ judge ──────────▶ fingerprints.v1
///                        │             │   │                 ▲ completed, with what the host's memory says
///                  [high-waters]  [pending-syns]             │
///                                 [judging]│                 │
///                                          └─▶ remember ─────┴──▶ hosts.v1, history.v1
///                                                 │             │
///                                   [histories] [due] [clocks] [hosts]
/// ```
/// `hosts.v1` is the changelog of `hosts`; the others have their own.
///
/// All are keyed by host and every output lies in its input's partition, so nothing is repartitioned, and an agent's
/// progress keeps its place between the records it speaks of. What cannot be read goes to `dead-letters.v1`.
///
/// Every node is named: numbers shift when a step is added, and metrics and internal topics with them.
///
/// @param judges   the signature databases
/// @param stores   where state is kept
/// @param counters what passes is counted here
public record FingerprintTopology(Judges judges, Stores stores, StreamsCounters counters) {

    static final String HANDSHAKES = "handshakes";
    static final String DROP_REPEATS = "drop-repeats";
    static final String JUDGE = "judge";
    static final String REMEMBER = "remember";
    static final String FINGERPRINTS = "fingerprints";
    static final String HOSTS_SINK = "hosts-out";
    static final String HISTORY_SINK = "history-out";

    /// The topology, ready to run.
    public Topology build() {
        var topology = new Changelogs();
        topology.addSource(
                HANDSHAKES,
                Topics.HANDSHAKES.keys().deserializer(),
                Topics.HANDSHAKES.values().deserializer(),
                Topics.HANDSHAKES.name());
        topology.addProcessor(DROP_REPEATS, new DropRepeats.Supplier(stores, counters), HANDSHAKES);
        topology.addProcessor(JUDGE, new JudgeHandshakes.Supplier(judges, stores, counters), DROP_REPEATS);
        topology.addProcessor(REMEMBER, new RememberHosts.Supplier(stores, counters), JUDGE);
        topology.addSink(
                FINGERPRINTS,
                Topics.FINGERPRINTS.name(),
                Topics.FINGERPRINTS.keys().serializer(),
                messages(),
                inPlace(),
                JUDGE,
                REMEMBER);
        topology.addSink(
                HOSTS_SINK,
                Topics.HOSTS.name(),
                new BytesSerializer(),
                HostStore.Sent.SERIALIZER,
                HostStore.Sent.IN_PLACE,
                REMEMBER);
        topology.addSink(
                HISTORY_SINK,
                Topics.HISTORY.name(),
                new BytesSerializer(),
                HostStore.Sent.SERIALIZER,
                HostStore.Sent.IN_PLACE,
                REMEMBER);
        topology.restores(Stores.HOSTS, Topics.HOSTS.name());
        return topology;
    }

    /// A topology some of whose stores have topics of the catalogue for changelogs. Kafka Streams does this for tables
    /// that it reads from a topic; beside an output it must be told.
    private static final class Changelogs extends Topology {
        private void restores(String store, String topic) {
            internalTopologyBuilder.connectSourceStoreAndTopic(store, topic);
        }
    }

    private static Serializer<Published> messages() {
        var serializer = Topics.FINGERPRINTS.values().serializer();
        return (topic, published) -> serializer.serialize(topic, published.message());
    }

    private static StreamPartitioner<HostKey, Published> inPlace() {
        return (topic, key, published, partitions) -> Optional.of(Set.of(published.partition()));
    }
}
