package dev.synoptic.benchmarks;

import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.FrameWatch;
import dev.synoptic.agent.FrameWatch.Vantage;
import dev.synoptic.agent.ProgressPace;
import dev.synoptic.agent.Sequence;
import dev.synoptic.agent.pairing.PairingLimits;
import dev.synoptic.agent.pairing.SynGate;
import dev.synoptic.agent.publish.RecordSink;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.schemas.Topic;
import java.time.Duration;
import java.util.List;

/// An agent's watch over frames whose records go nowhere.
final class Watching {

    private Watching() {}

    static FrameWatch frames() {
        return new FrameWatch(
                new Vantage(
                        "agent",
                        "site",
                        "instance",
                        "source",
                        Fidelity.FLEET,
                        PairingLimits.DEFAULT,
                        new ProgressPace(1, Duration.ofDays(1_000), Duration.ZERO),
                        SynGate.OPEN,
                        List.of()),
                new Sequence.Unbroken(),
                new Nowhere(),
                new AgentCounters());
    }

    private static final class Nowhere implements RecordSink {
        @Override
        public <K, V> void send(Topic<K, V> topic, K key, V value) {}

        @Override
        public <V> void sendToAll(Topic<?, V> topic, V value) {}
    }
}
