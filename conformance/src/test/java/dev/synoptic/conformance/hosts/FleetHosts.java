package dev.synoptic.conformance.hosts;

import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.Topic;
import dev.synoptic.schemas.Topics;
import dev.synoptic.streams.FingerprintTopology;
import dev.synoptic.streams.HostMemory;
import dev.synoptic.streams.Judge;
import dev.synoptic.streams.Judges;
import dev.synoptic.streams.Stores;
import dev.synoptic.streams.Stores.StoreKind;
import dev.synoptic.streams.StreamsCounters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/// The real topology for one partition, in this process and without a broker: what several instances must come to.
public final class FleetHosts implements AutoCloseable {

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> handshakes;
    private final TestOutputTopic<HostKey, HostState> states;
    private final TestOutputTopic<HostKey, FingerprintMessage> messages;
    private final Map<HostKey, HostState> hosts = new HashMap<>();
    private final List<Fingerprint> fingerprints = new ArrayList<>();

    /// @param stateDir for the driver's own files
    public FleetHosts(Judge judge, HostMemory memory, Path stateDir) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "single-process");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        var stores = Stores.of(StoreKind.MEMORY).with(memory);
        driver = new TopologyTestDriver(
                new FingerprintTopology(Judges.only(judge), stores, new StreamsCounters()).build(), properties);
        handshakes =
                driver.createInputTopic(Topics.HANDSHAKES.name(), new ByteArraySerializer(), new ByteArraySerializer());
        states = output(Topics.HOSTS);
        messages = output(Topics.FINGERPRINTS);
    }

    private <K, V> TestOutputTopic<K, V> output(Topic<K, V> topic) {
        return driver.createOutputTopic(
                topic.name(), topic.keys().deserializer(), topic.values().deserializer());
    }

    /// The next record of the partition.
    public void take(byte @Nullable [] key, byte[] value, long appendMillis) {
        handshakes.pipeInput(key, value, appendMillis);
        for (var state : states.readKeyValuesToList()) {
            if (state.value == null) hosts.remove(state.key);
            else hosts.put(state.key, state.value);
        }
        for (var message : messages.readValuesToList()) {
            if (message instanceof Judged(var fingerprint)) fingerprints.add(fingerprint);
        }
    }

    /// What is known now.
    public Map<HostKey, HostState> hosts() {
        return hosts;
    }

    /// All that was published.
    public List<Fingerprint> fingerprints() {
        return fingerprints;
    }

    @Override
    public void close() {
        driver.close();
    }
}
