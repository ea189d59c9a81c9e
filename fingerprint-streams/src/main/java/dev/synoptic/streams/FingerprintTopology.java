package dev.synoptic.streams;

import static dev.synoptic.schemas.Topics.FINGERPRINTS;
import static dev.synoptic.schemas.Topics.HANDSHAKES;
import static dev.synoptic.schemas.Topics.HOSTS;

import dev.synoptic.host.HostKey;
import dev.synoptic.schemas.FingerprintMessage;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/// Handshakes in, fingerprints and host states out.
///
/// ```
/// handshakes.v1 ──▶ drop-repeats ──┬──▶ judge ──┬──▶ fingerprints.v1
///                        │         │      │     │
///                  [high-waters]   │ [pending-syns]
///                                  │            └──▶ remember ──────┬──▶ hosts.v1
///                                  │                    │           │
///                                  │                 [hosts]        │
///                                  │                    │           │
///                                  └────────────▶ follow-clocks ────┘
/// ```
/// All are keyed by host and every output lies in its input's partition, so nothing is repartitioned, and
/// an
/// agent's
/// progress keeps its place between the records it speaks of. What cannot be read goes to
/// `dead-letters.v1`.
///
/// Every node is named: numbers shift when a step is added, and metrics and internal topics with them.
///
/// @param judge    the signature database at work
/// @param stores   where state is kept
/// @param counters what passes is counted here
public record FingerprintTopology(Judge judge, Stores stores, StreamsCounters counters) {

    /// The topology, ready to run.
    public Topology build() {
        var builder = new StreamsBuilder();
        builder.addStateStore(stores.hosts());
        var fresh = builder.stream(
                        HANDSHAKES.name(),
                        Consumed.with(HANDSHAKES.keys(), HANDSHAKES.values()).withName("handshakes"))
                .process(new DropRepeats.Supplier(stores, counters), Named.as("drop-repeats"));
        var judged = fresh.process(new JudgeHandshakes.Supplier(judge, stores, counters), Named.as("judge"));
        judged.to(FINGERPRINTS.name(), fingerprints());
        judged.process(() -> new RememberHosts(counters), Named.as("remember"), Stores.HOSTS)
                .to(HOSTS.name(), Produced.with(HOSTS.keys(), HOSTS.values()).withName("hosts"));
        fresh.process(() -> new FollowClocks(counters), Named.as("follow-clocks"), Stores.HOSTS)
                .to(HOSTS.name(), Produced.with(HOSTS.keys(), HOSTS.values()).withName("hosts-by-clock"));
        return builder.build();
    }

    private static Produced<HostKey, Placed<FingerprintMessage>> fingerprints() {
        return Produced.with(FINGERPRINTS.keys(), new PlacedSerde<>(FINGERPRINTS.values()))
                .withStreamPartitioner((topic, key, placed, partitions) -> Optional.of(Set.of(placed.partition())))
                .withName("fingerprints");
    }
}
