package dev.synoptic.gateway.join;

import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioView;
import dev.synoptic.host.HostKey;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.schemas.DeadLetter;
import dev.synoptic.schemas.FingerprintMessage;
import dev.synoptic.schemas.RatioKey;
import dev.synoptic.schemas.RatioMessage;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage;
import dev.synoptic.schemas.store.CommitStore;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.join.JoinedVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/// The join topology without a broker, and the view of what it counts.
final class JoinStand implements AutoCloseable {

    private static final Instant TODAY = Instant.parse("2026-11-21T10:00:00Z");

    private final TopologyTestDriver driver;
    private final JoinCounters counters = new JoinCounters();
    private final TestInputTopic<byte[], byte[]> fingerprints;
    private final TestInputTopic<byte[], byte[]> verdicts;
    private final TestOutputTopic<HostKey, JoinedVerdict> joined;
    private final TestOutputTopic<byte[], byte[]> ratios;
    private final TestOutputTopic<byte[], DeadLetter> deadLetters;
    private final ClockBoard board = new ClockBoard(1);
    private final RatioView view = new RatioView(board);
    private long rows;

    JoinStand(JoinSettings rules, List<EnrolledSource> enrolled) {
        this(JoinPlan.of(rules, enrolled, Events.DATABASE));
    }

    JoinStand(JoinPlan plan) {
        this(plan, new Properties());
    }

    /// The same with its stores on disk, in that folder.
    static JoinStand onDisk(JoinPlan plan, Path folder) {
        var settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
        return new JoinStand(plan.with(JoinStore.DISK), settings);
    }

    private JoinStand(JoinPlan plan, Properties settings) {
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "join-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        driver = new TopologyTestDriver(new JoinTopology("test", plan, counters, board).build(), settings, TODAY);
        var octets = new ByteArraySerializer();
        fingerprints = driver.createInputTopic(Topics.FINGERPRINTS.name(), octets, octets, TODAY, Duration.ZERO);
        verdicts = driver.createInputTopic(Topics.VERDICTS.name(), octets, octets, TODAY, Duration.ZERO);
        joined = driver.createOutputTopic(
                Topics.JOINED.name(),
                Topics.JOINED.keys().deserializer(),
                Topics.JOINED.values().deserializer());
        ratios = driver.createOutputTopic(
                Topics.RATIOS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(),
                new ByteArrayDeserializer(),
                Topics.DEAD_LETTERS.values().deserializer());
    }

    /// Writes any message of either topic, under the key that the pipeline gives it.
    void tell(Object message) {
        switch (message) {
            case FingerprintMessage fingerprint ->
                fingerprints.pipeInput(
                        key(fingerprintKey(fingerprint)),
                        Topics.FINGERPRINTS.values().serializer().serialize("", fingerprint));
            case VerdictMessage verdict ->
                verdicts.pipeInput(
                        key(verdictKey(verdict)),
                        Topics.VERDICTS.values().serializer().serialize("", verdict));
            case Verdict verdict -> tell(new VerdictMessage.Given(verdict));
            default -> throw new IllegalArgumentException("no message: " + message);
        }
    }

    void tellAll(Object... messages) {
        for (Object message : messages) tell(message);
    }

    void tellOctets(byte @Nullable [] key, byte[] value) {
        verdicts.pipeInput(key, value);
    }

    private static @Nullable HostKey fingerprintKey(FingerprintMessage message) {
        return switch (message) {
            case FingerprintMessage.Judged(Fingerprint seen) ->
                HostKey.of(seen.connection().client(), seen.origin().site());
            case FingerprintMessage.Advanced progress -> null;
        };
    }

    private static @Nullable HostKey verdictKey(VerdictMessage message) {
        return switch (message) {
            case VerdictMessage.Given(Verdict verdict) -> HostKey.of(verdict.client(), verdict.site());
            case VerdictMessage.Advanced progress -> null;
        };
    }

    private static byte @Nullable [] key(@Nullable HostKey key) {
        return Topics.VERDICTS.keys().serializer().serialize("", key);
    }

    void passTime(Duration wallClock) {
        driver.advanceWallClockTime(wallClock);
    }

    List<JoinedVerdict> joined() {
        return joined.readValuesToList();
    }

    List<DeadLetter> deadLetters() {
        return deadLetters.readValuesToList();
    }

    JoinCounters counters() {
        return counters;
    }

    /// What the join would know of mail hosts and services, had it begun anew with what it has counted.
    @SuppressWarnings("unchecked") // the store of that name
    Receivers receiversAfterRestart() {
        var counts = (CommitStore<RatioKey, RatioMessage>) driver.getStateStore(CountRatios.STORE);
        return Receivers.of(counts, new LongAdder());
    }

    /// The table as the view of `ratios.v1` has it now.
    RatioAnswer table(RatioQuery query) {
        readRatios();
        return view.answer(query, 1);
    }

    RatioAnswer byFlavor() {
        return table(RatioQuery.of(RatioQuery.By.FLAVOR));
    }

    /// Rows written to `ratios.v1` so far.
    long ratioRows() {
        readRatios();
        return rows;
    }

    private void readRatios() {
        for (var record : ratios.readRecordsToList()) {
            rows++;
            view.read(new ConsumerRecord<>(Topics.RATIOS.name(), 0, rows, record.key(), record.value()));
        }
    }

    /// Every key that has counts, for tests of windows.
    List<RatioKey> ratioKeys() {
        return ratios.readRecordsToList().stream()
                .filter(record -> record.value() != null)
                .map(record -> Topics.RATIOS.keys().deserializer().deserialize("", record.key()))
                .filter(key -> !key.dimension().equals(RatioKey.PROGRESS))
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
