package dev.synoptic.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.HandshakeEvent.Judging;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.host.HostHistory;
import dev.synoptic.host.HostKey;
import dev.synoptic.host.HostState;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.DeadLetter;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.FingerprintMessage.Judged;
import dev.synoptic.schemas.ReplayHeader;
import dev.synoptic.schemas.Topic;
import dev.synoptic.schemas.Topics;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import dev.synoptic.streams.Stores.StoreKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/// The topology under Kafka's own test driver.
final class Driven implements AutoCloseable {

    final StreamsCounters counters = new StreamsCounters();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> handshakes;
    private final TestOutputTopic<HostKey, FingerprintMessage> fingerprints;
    private final TestOutputTopic<HostKey, HostState> hosts;
    private final TestOutputTopic<HostKey, HostHistory> histories;
    private final TestOutputTopic<byte[], DeadLetter> deadLetters;

    Driven(Path stateDir, StoreLimits limits) {
        this(stateDir, new Stores(StoreKind.MEMORY, limits, HostMemory.REPLAY), Judges.only(judge()));
    }

    Driven(Path stateDir, Stores stores, Judges judges) {
        var settings = StreamsSettings.of("nowhere:9092", Path.of("none.fp"), stateDir);
        var properties = ClientSettings.of(settings, counters);
        // The test driver's producer forgets what is sent outside a step before its transaction ends: dead
        // letters.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(new FingerprintTopology(judges, stores, counters).build(), properties);
        handshakes =
                driver.createInputTopic(Topics.HANDSHAKES.name(), new ByteArraySerializer(), new ByteArraySerializer());
        fingerprints = output(Topics.FINGERPRINTS);
        hosts = output(Topics.HOSTS);
        histories = output(Topics.HISTORY);
        deadLetters = output(Topics.DEAD_LETTERS);
    }

    static Judge judge() {
        try {
            return Judge.by(SignatureDatabase.parse("test.fp", Played.SIGNATURES));
        } catch (SignatureFileException e) {
            throw new AssertionError(e);
        }
    }

    private <K, V> TestOutputTopic<K, V> output(Topic<K, V> topic) {
        return driver.createOutputTopic(
                topic.name(), topic.keys().deserializer(), topic.values().deserializer());
    }

    Driven play(HandshakeRecord... records) {
        for (var record : records) handshakes.pipeInput(key(record), octets(record));
        return this;
    }

    void playOctets(byte[] key, byte[] value) {
        handshakes.pipeInput(key, value);
    }

    static byte[] octets(HandshakeRecord record) {
        return Topics.HANDSHAKES.values().serializer().serialize(Topics.HANDSHAKES.name(), record);
    }

    static byte[] key(HandshakeRecord record) {
        var key = switch (record.event()) {
            case Progress _, Judging _ -> null;
            case SynAck _ -> HostKey.global(Played.SERVER);
            default -> HostKey.global(Played.CLIENT);
        };
        return Topics.HANDSHAKES.keys().serializer().serialize(Topics.HANDSHAKES.name(), key);
    }

    List<FingerprintMessage> messages() {
        return fingerprints.readValuesToList();
    }

    List<Fingerprint> fingerprints() {
        return messages().stream()
                .flatMap(message -> message instanceof Judged(var fingerprint) ? Stream.of(fingerprint) : Stream.of())
                .toList();
    }

    List<TestRecord<HostKey, HostState>> hosts() {
        return hosts.readRecordsToList();
    }

    List<TestRecord<HostKey, HostHistory>> histories() {
        return histories.readRecordsToList();
    }

    /// Plays a record as one of the host with this number.
    void playOf(int host, HandshakeRecord record) {
        handshakes.pipeInput(("192.0.2." + host).getBytes(StandardCharsets.UTF_8), octets(record));
    }

    /// Plays a record as a dead letter that is sent again.
    void playAgain(ReplayHeader again, HandshakeRecord record) {
        var headers = new RecordHeaders();
        again.writeTo(headers);
        handshakes.pipeInput(new TestRecord<>(key(record), octets(record), headers));
    }

    /// Plays a record that the broker wrote at this moment.
    Driven playAt(long appendMillis, HandshakeRecord record) {
        handshakes.pipeInput(key(record), octets(record), appendMillis);
        return this;
    }

    List<DeadLetter> deadLetters() {
        return deadLetters.readValuesToList();
    }

    void expectCounted(StreamsCounter counter, long count) {
        assertThat(counters.get(counter)).as(counter.text()).isEqualTo(count);
    }

    @Override
    public void close() {
        driver.close();
    }
}
