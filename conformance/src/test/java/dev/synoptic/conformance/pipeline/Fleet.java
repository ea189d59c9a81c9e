package dev.synoptic.conformance.pipeline;

import dev.synoptic.agent.AgentSettings;
import dev.synoptic.agent.CaptureAgent;
import dev.synoptic.agent.CaptureInput;
import dev.synoptic.agent.LogInput;
import dev.synoptic.agent.ReadingListener;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.gateway.Gateway;
import dev.synoptic.gateway.GatewaySettings;
import dev.synoptic.gateway.join.EnrolledSource;
import dev.synoptic.gateway.join.JoinPlan;
import dev.synoptic.gateway.kafka.KafkaClients;
import dev.synoptic.gateway.kafka.TopicTail;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.gateway.ratios.RatioQuery.By;
import dev.synoptic.gateway.ratios.RatioView;
import dev.synoptic.gateway.socket.Endpoint;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.schemas.Topic;
import dev.synoptic.schemas.TopicSetup;
import dev.synoptic.schemas.Topics;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.standalone.broker.EmbeddedBroker;
import dev.synoptic.standalone.fleet.FleetPlan;
import dev.synoptic.standalone.fleet.FleetSite;
import dev.synoptic.streams.StreamsService;
import dev.synoptic.streams.StreamsSettings;
import dev.synoptic.verdict.join.JoinSettings;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// Broker, streams and gateway of one test, wired as in a fleet; agents come and go with what they play.
final class Fleet implements AutoCloseable {

    static final int PARTITIONS = 4;
    static final String SITE = "site";
    static final String AGENT = "agent";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final String bootstrap;
    private final AutoCloseable broker;
    private final Path signatures;
    private final Admin admin;
    private Optional<StreamsService> streams = Optional.empty();
    private Optional<Gateway> gateway = Optional.empty();

    private Fleet(Path folder, String bootstrap, AutoCloseable broker, Path signatures) {
        this.bootstrap = bootstrap;
        this.folder = folder;
        this.broker = broker;
        this.signatures = signatures;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /// A broker with all topics, and no service yet.
    static Fleet withoutServices(Path folder) throws Exception {
        var broker = EmbeddedBroker.temporary();
        return at(folder, broker.bootstrapServers(), broker, 1);
    }

    /// All topics on these brokers, which go with the fleet, and no service yet.
    static Fleet at(Path folder, String bootstrap, AutoCloseable brokers, int copies) throws Exception {
        Files.createDirectories(folder);
        Path signatures = folder.resolve("p0f.fp");
        try (InputStream stock = MailHost.open("/signatures/p0f-3.09b.fp")) {
            Files.copy(stock, signatures);
        }
        var fleet = new Fleet(folder, bootstrap, brokers, signatures);
        TopicSetup.of(PARTITIONS, copies).ensure(fleet.admin, Topics.all());
        return fleet;
    }

    /// A broker with all topics, streams, and a gateway that waits for these inputs.
    static Fleet of(Path folder, MailHost.Input expected) throws Exception {
        Fleet fleet = withoutServices(folder);
        fleet.startGateway(expected);
        fleet.startStreams();
        return fleet;
    }

    /// A broker with all topics, streams, and a gateway that waits for the inputs of every site.
    static Fleet of(Path folder, FleetPlan sites) throws Exception {
        Fleet fleet = withoutServices(folder);
        fleet.startGateway(sites.join(fleet.databaseVersion()));
        fleet.startStreams();
        return fleet;
    }

    /// Where clients of Kafka reach the broker.
    String bootstrapServers() {
        return bootstrap;
    }

    /// The signatures that this fleet judges by.
    Path signatures() {
        return signatures;
    }

    void startStreams() throws Exception {
        var service = StreamsService.start(streamsSettings());
        streams = Optional.of(service);
        service.awaitReady(PATIENCE);
    }

    void startGateway(MailHost.Input expected) throws Exception {
        List<EnrolledSource> sources = Stream.concat(
                        expected.captureInputs().stream().map(CaptureInput::source),
                        Stream.of(expected.logInput().source()))
                .map(source -> new EnrolledSource(AGENT, source, SITE))
                .toList();
        startGateway(JoinPlan.of(JoinSettings.DEFAULT, sources, databaseVersion()));
    }

    private String databaseVersion() throws Exception {
        return SignatureDatabase.parse("p0f.fp", Files.readAllBytes(signatures)).version();
    }

    private void startGateway(JoinPlan plan) throws Exception {
        var settings = GatewaySettings.of(
                KafkaClients.at(bootstrap),
                folder.resolve("gateway"),
                plan,
                SITE,
                Endpoint.Unix.at(folder.resolve("p0f.sock")));
        var opened = Gateway.open(settings, PARTITIONS);
        gateway = Optional.of(opened);
        if (!opened.awaitReady(PATIENCE)) throw new AssertionError("the gateway is not ready: " + opened.health());
    }

    /// Where the streams part finds what it needs, for one that runs elsewhere.
    StreamsSettings streamsSettings() {
        return StreamsSettings.of(bootstrap, signatures, folder.resolve("streams"))
                .with(Fidelity.STRICT);
    }

    /// Reads files to their ends by one agent.
    void play(List<CaptureInput> captures, List<LogInput> logs) throws IOException, InterruptedException {
        var settings = AgentSettings.of(AGENT, SITE, captures, logs, Fidelity.STRICT, PublishSettings.to(bootstrap));
        try (var agent = CaptureAgent.start(settings, ReadingListener.NOBODY)) {
            agent.awaitEnd();
        }
    }

    /// Starts the agent of one site.
    CaptureAgent agent(FleetSite site) throws IOException {
        return CaptureAgent.start(site.agent(Fidelity.STRICT, PublishSettings.to(bootstrap)), ReadingListener.NOBODY);
    }

    /// Reads the files of every site to their ends, all sites at once.
    void play(FleetPlan sites) throws IOException, InterruptedException {
        List<CaptureAgent> agents = new ArrayList<>();
        try {
            for (FleetSite site : sites.sites()) agents.add(agent(site));
            for (CaptureAgent agent : agents) agent.awaitEnd();
        } finally {
            agents.forEach(CaptureAgent::close);
        }
    }

    /// Waits until everything that agents have published is through streams and join.
    void awaitThrough() throws Exception {
        awaitRead(streamsSettings().applicationId(), Topics.HANDSHAKES);
        awaitRead(GatewaySettings.APPLICATION_ID, Topics.FINGERPRINTS);
        awaitRead(GatewaySettings.APPLICATION_ID, Topics.VERDICTS);
    }

    void play(MailHost.Input input) throws IOException, InterruptedException {
        play(input.captureInputs(), List.of(input.logInput()));
    }

    /// The table by operating system, once it is closed to the end.
    List<TableRow> table() throws InterruptedException {
        return table(RatioQuery.of(By.OS));
    }

    /// A table, once it is closed to the end.
    List<TableRow> table(RatioQuery query) throws InterruptedException {
        Gateway asked = gateway.orElseThrow();
        if (!asked.awaitClosed(PATIENCE)) throw new AssertionError("the table was not closed: " + asked.health());
        return TableRow.of(asked.ratios(query).table());
    }

    /// The sum of a table that is closed to the end.
    RatioCounts counted(RatioQuery query) throws InterruptedException {
        table(query);
        return gateway.orElseThrow().ratios(query).table().total();
    }

    /// Every committed record of a topic as it stands.
    <V> List<V> values(Topic<?, V> topic) {
        List<V> values = new ArrayList<>();
        readAll(topic, "read_committed", record -> values.add(record.value()));
        return values;
    }

    /// Takes a record as it lies on its topic.
    interface Octets {
        void take(byte @Nullable [] key, byte[] value, long appendMillis);
    }

    /// Every committed record of one partition, in order.
    void octets(Topic<?, ?> topic, int partition, Octets each) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed");
        var one = List.of(new TopicPartition(topic.name(), partition));
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(one);
            consumer.seekToBeginning(one);
            long end = consumer.endOffsets(one).getOrDefault(one.getFirst(), 0L);
            while (consumer.position(one.getFirst()) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> each.take(record.key(), record.value(), record.timestamp()));
            }
        }
    }

    /// The last committed value of each key that has one.
    <K, V> Map<K, V> latest(Topic<K, V> topic) {
        Map<K, V> latest = new HashMap<>();
        readAll(topic, "read_committed", record -> {
            if (record.value() == null) latest.remove(record.key());
            else latest.put(record.key(), record.value());
        });
        return latest;
    }

    /// How many records of a topic were written by transactions that did not commit.
    long abortedRecords(Topic<?, ?> topic) {
        var all = new AtomicLong();
        var committed = new AtomicLong();
        readAll(topic, "read_uncommitted", record -> all.incrementAndGet());
        readAll(topic, "read_committed", record -> committed.incrementAndGet());
        return all.get() - committed.get();
    }

    /// Waits until a group has committed that it read the last record of each partition of a topic.
    void awaitRead(String group, Topic<?, ?> topic) throws Exception {
        Map<TopicPartition, Long> last = lastRecords(topic);
        Eventually.until(
                group + " has read " + topic.name(),
                () -> {
                    Map<TopicPartition, Long> read = committed(group);
                    return last.entrySet().stream()
                            .allMatch(end -> read.getOrDefault(end.getKey(), 0L) > end.getValue());
                },
                () -> committed(group).values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    /// The share of a topic that a group has committed to have read.
    double shareRead(String group, Topic<?, ?> topic) throws Exception {
        long read = committed(group).entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic.name()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        long all = ends(topic, IsolationLevel.READ_UNCOMMITTED).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return all == 0 ? 0 : (double) read / all;
    }

    /// Whether a transaction with records in this topic is open: then its stable end lies before its end.
    boolean hasOpenTransaction(Topic<?, ?> topic) throws Exception {
        return !ends(topic, IsolationLevel.READ_UNCOMMITTED).equals(ends(topic, IsolationLevel.READ_COMMITTED));
    }

    /// The table as a gateway would sum it that had just started.
    List<TableRow> freshTable() throws Exception {
        var view = new RatioView();
        var committed = KafkaClients.at(bootstrap).committed();
        try (var tail = new TopicTail(Topics.RATIOS.name(), committed, view).start()) {
            if (!tail.awaitReady(PATIENCE)) throw new AssertionError("ratios are not read: " + tail.trouble());
            return TableRow.of(view.answer(RatioQuery.of(By.OS), PARTITIONS).table());
        }
    }

    private Map<TopicPartition, Long> committed(String group) throws Exception {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) offsets.put(partition, offset.offset());
                });
        return offsets;
    }

    private Map<TopicPartition, Long> lastRecords(Topic<?, ?> topic) {
        Map<TopicPartition, Long> last = new HashMap<>();
        readAll(
                topic,
                "read_committed",
                record ->
                        last.merge(new TopicPartition(record.topic(), record.partition()), record.offset(), Math::max));
        return last;
    }

    private Map<TopicPartition, Long> ends(Topic<?, ?> topic, IsolationLevel isolation) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            asked.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private <K, V> void readAll(Topic<K, V> topic, String isolation, Consumer<ConsumerRecord<K, V>> each) {
        try (var consumer = consumer(topic, isolation)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(each);
            }
        }
    }

    private <K, V> KafkaConsumer<K, V> consumer(Topic<K, V> topic, String isolation) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "isolation.level", isolation);
        return new KafkaConsumer<>(
                settings, topic.keys().deserializer(), topic.values().deserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Topic<?, ?> topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    @Override
    public void close() {
        gateway.ifPresent(Gateway::close);
        streams.ifPresent(StreamsService::close);
        admin.close();
        try {
            broker.close();
        } catch (Exception stuck) {
            throw new IllegalStateException("a broker does not stop", stuck);
        }
    }
}
