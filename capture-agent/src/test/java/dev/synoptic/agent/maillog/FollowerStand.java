package dev.synoptic.agent.maillog;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.Awaiting;
import dev.synoptic.agent.ProgressPace;
import dev.synoptic.agent.courier.Brokers;
import dev.synoptic.agent.courier.Courier;
import dev.synoptic.agent.courier.CourierSettings;
import dev.synoptic.agent.courier.Outbox;
import dev.synoptic.agent.courier.PublishTimes;
import dev.synoptic.agent.publish.RecordedProducer;
import dev.synoptic.agent.spool.Spool;
import dev.synoptic.agent.spool.SpoolLimits;
import dev.synoptic.schemas.Topics;
import dev.synoptic.schemas.VerdictMessage.Given;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.source.ContentDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;

/// A follower that is started and stopped, as with its agent; what it published over all its lives.
final class FollowerStand implements AutoCloseable {

    private final Path folder;
    private final FollowedLog log;
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private volatile Instant now;
    private Optional<Life> life = Optional.empty();
    private AgentCounters counters = new AgentCounters();

    /// One start of the agent.
    private record Life(LogFollowing following, Thread reading, Courier courier, Thread carrying) {}

    FollowerStand(Path folder, FollowedLog log, Instant now) {
        this.folder = folder;
        this.log = log;
        this.now = now;
    }

    void start() throws IOException {
        counters = new AgentCounters();
        var spool = Spool.open(folder.resolve("spool"), SpoolLimits.DEFAULT, counters, () -> now);
        var outbox = new Outbox(1_000, counters, spool.debt());
        Brokers brokers = () -> {
            var producer = RecordedProducer.acknowledging();
            producers.add(producer);
            return producer;
        };
        var courier = new Courier(outbox, spool, brokers, CourierSettings.DEFAULT, counters, new PublishTimes());
        var checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
        var follower = new Follower(
                "agent",
                "mx1",
                "instance",
                ProgressPace.DEFAULT,
                checkpoints,
                () -> now,
                counters,
                ContentDesk.apart());
        var following = LogFollowing.of(follower, log, outbox);
        var reading = Thread.ofPlatform().name("test-reading").start(() -> {
            try {
                following.follow();
            } catch (IOException failed) {
                if (!Thread.currentThread().isInterrupted()) throw new AssertionError(failed); // else killed
            }
        });
        life = Optional.of(
                new Life(following, reading, courier, Thread.ofPlatform().start(courier)));
    }

    void stop() throws InterruptedException {
        if (life.isEmpty()) return;
        var last = life.get();
        last.following().stop();
        last.reading().join();
        last.courier().stop();
        last.carrying().join();
        last.following().end();
        life = Optional.empty();
    }

    /// As a process that is killed: no last checkpoint.
    void kill() throws InterruptedException {
        var last = life.orElseThrow();
        last.reading().interrupt();
        last.following().stop();
        last.reading().join();
        last.courier().stop();
        last.carrying().join();
        life = Optional.empty();
    }

    void at(Instant time) {
        now = time;
    }

    void awaitLines(long lines) {
        Awaiting.until(
                lines + " lines, now " + counters.get(AgentCounter.LOG_LINES),
                () -> count(AgentCounter.LOG_LINES) >= lines);
    }

    void awaitCheckpoint() {
        long before = count(AgentCounter.CHECKPOINTS);
        Awaiting.until("a checkpoint", () -> count(AgentCounter.CHECKPOINTS) > before);
    }

    Optional<String> trouble() {
        return life.orElseThrow().following().trouble();
    }

    long count(AgentCounter counter) {
        return counters.get(counter);
    }

    /// As a consumer keeps them.
    List<Verdict> verdicts() {
        return MailCorpus.newest(producers.stream()
                .flatMap(producer -> producer.history().stream())
                .filter(record -> record.topic().equals(Topics.VERDICTS.name()))
                .map(record -> Objects.requireNonNull(
                        Topics.VERDICTS.values().deserializer().deserialize(record.topic(), record.value())))
                .flatMap(message -> message instanceof Given(var verdict) ? Stream.of(verdict) : Stream.of())
                .toList());
    }

    /// As a consumer keeps them: equal ones are one.
    Set<Delivery> deliveries() {
        return producers.stream()
                .flatMap(producer -> producer.history().stream())
                .filter(record -> record.topic().equals(Topics.DELIVERIES.name()))
                .map(record -> Objects.requireNonNull(
                        Topics.DELIVERIES.values().deserializer().deserialize(record.topic(), record.value())))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
