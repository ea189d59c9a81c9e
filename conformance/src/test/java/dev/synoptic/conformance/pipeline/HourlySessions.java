package dev.synoptic.conformance.pipeline;

import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.Origin;
import dev.synoptic.gateway.join.EnrolledSource;
import dev.synoptic.host.HostKey;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.SourceProgress;
import dev.synoptic.schemas.Topic;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.schemas.codec.Codecs;
import dev.synoptic.signature.Label;
import dev.synoptic.verdict.SampleVerdict;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.GoldenSyns;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Ten sessions an hour at one mail host, as streams and an agent would publish them, and at the end of each hour
/// progress in every partition. The first of their records can be deleted, as a topic's retention does.
final class HourlySessions implements AutoCloseable {

    static final String DATABASE = "test";
    static final List<EnrolledSource> SOURCES =
            List.of(new EnrolledSource("agent-mx", "capture", "mx"), new EnrolledSource("agent-mx", "maillog", "mx"));

    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final IpAddress SERVER = IpAddress.parse("203.0.113.10").orElseThrow();
    private static final Optional<Label> LINUX = Optional.of(new Label(false, Optional.of("unix"), "Linux", "3.x"));

    private final KafkaProducer<byte[], byte[]> producer;
    private final Admin admin;
    private final long first;
    private final Map<Integer, Map<TopicPartition, Long>> ends = new TreeMap<>();
    private UnaryOperator<byte[]> syns = UnaryOperator.identity();
    private int number;

    HourlySessions(String bootstrap, Instant first) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.admin = Admin.create(settings);
        this.first = ChronoUnit.MICROS.between(Instant.EPOCH, first);
    }

    /// From now on SYNs are told as a later version of Synoptic would tell them.
    void tellSynsByALaterVersion() {
        var later = LaterVersion.of(Codecs.FINGERPRINT);
        later.show(producer);
        syns = later::written;
    }

    /// Everything of these hours.
    void write(int from, int to) throws Exception {
        for (int hour = from; hour < to; hour++) {
            ends.put(hour, endOffsets());
            for (int client = 1; client <= 10; client++) session(client, at(hour) + client * SECOND, 0);
            progress(hour + 1);
        }
    }

    /// A session of the hour `from` whose verdict fell in the hour `to`.
    void session(int from, int to) {
        session(200, at(from), (to - from) * HOUR);
    }

    /// One more session of that hour, long after it.
    void late(int hour) throws Exception {
        session(100, at(hour) + 1_000 * SECOND, 0);
        progress(ends.keySet().stream().mapToInt(each -> each).max().orElseThrow() + 3);
    }

    /// Both sources have been read up to the beginning of that hour.
    void progress(int hour) {
        for (int partition = 0; partition < Fleet.PARTITIONS; partition++) {
            send(
                    Topics.FINGERPRINTS,
                    partition,
                    null,
                    new FingerprintMessage.Advanced(progress("capture", first + hour * HOUR)));
            send(
                    Topics.VERDICTS,
                    partition,
                    null,
                    new VerdictMessage.Advanced(progress("maillog", first + hour * HOUR)));
        }
        producer.flush();
    }

    /// A row of `ratios.v1`.
    void count(RatioKey key, RatioMessage message) {
        var _ = producer.send(new ProducerRecord<>(
                Topics.RATIOS.name(),
                Topics.RATIOS.keys().serializer().serialize("", key),
                Topics.RATIOS.values().serializer().serialize("", message)));
        producer.flush();
    }

    /// Deletes what was written before that hour.
    void deleteBefore(int hour) throws Exception {
        delete(ends.getOrDefault(hour, Map.of()));
    }

    /// The same of SYNs alone.
    void deleteSynsBefore(int hour) throws Exception {
        var syns = new HashMap<>(ends.getOrDefault(hour, Map.of()));
        syns.keySet().removeIf(place -> !place.topic().equals(Topics.FINGERPRINTS.name()));
        delete(syns);
    }

    private void delete(Map<TopicPartition, Long> before) throws Exception {
        var wanted = new HashMap<TopicPartition, RecordsToDelete>();
        before.forEach((place, offset) -> wanted.put(place, RecordsToDelete.beforeOffset(offset)));
        admin.deleteRecords(wanted).all().get();
    }

    private Map<TopicPartition, Long> endOffsets() throws Exception {
        producer.flush();
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : List.of(Topics.FINGERPRINTS.name(), Topics.VERDICTS.name())) {
            for (int partition = 0; partition < Fleet.PARTITIONS; partition++) {
                asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        var found = new HashMap<TopicPartition, Long>();
        admin.listOffsets(asked).all().get().forEach((place, end) -> found.put(place, end.offset()));
        return found;
    }

    private void session(int client, long open, long lasted) {
        number++;
        var address = IpAddress.parse("198.51.100." + client).orElseThrow();
        var host = HostKey.of(address, "mx");
        var seen = GoldenSyns.fingerprint(
                "mx", new Connection(address, 10_000 + number, SERVER, 25), open - SECOND / 10, number, LINUX);
        var verdict = SampleVerdict.from(address)
                .event("%032x".formatted(number))
                .agent("agent-mx")
                .site("mx")
                .host("mx")
                .at(open, open + lasted + SECOND)
                .precision(Verdict.Precision.MICROSECONDS)
                .clientPort(OptionalInt.of(10_000 + number))
                .outcome(Verdict.Outcome.ACCEPTED)
                .verdict();
        send(Topics.FINGERPRINTS, null, host, new FingerprintMessage.Judged(seen));
        send(Topics.VERDICTS, null, host, new VerdictMessage.Given(verdict));
    }

    private <V> void send(Topic<HostKey, V> topic, @Nullable Integer partition, @Nullable HostKey host, V value) {
        byte[] octets = topic.values().serializer().serialize(topic.name(), value);
        var _ = producer.send(new ProducerRecord<>(
                topic.name(),
                partition,
                topic.keys().serializer().serialize(topic.name(), host),
                value instanceof FingerprintMessage.Judged ? syns.apply(octets) : octets));
    }

    private static SourceProgress progress(String source, long micros) {
        return new SourceProgress(new Origin("agent-mx", "mx", "instance", 0), new Progress(micros, source, false));
    }

    /// Ten minutes past the hour.
    private long at(int hour) {
        return first + hour * HOUR + Duration.ofMinutes(10).toNanos() / 1_000;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
