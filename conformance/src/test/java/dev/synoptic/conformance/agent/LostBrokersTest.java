package dev.synoptic.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.courier.Brokers;
import dev.synoptic.agent.courier.Courier;
import dev.synoptic.agent.courier.CourierSettings;
import dev.synoptic.agent.courier.Outbox;
import dev.synoptic.agent.courier.PublishTimes;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.agent.publish.RecordSink;
import dev.synoptic.agent.spool.Spool;
import dev.synoptic.agent.spool.SpoolLimits;
import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.host.HostKey;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Brokers that go and come back under load: every record arrives, in order, once behind the rule that knows repeats.
class LostBrokersTest {

    private static final CourierSettings QUICK =
            new CourierSettings(65_536, 16_384, Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(20));

    @TempDir
    private Path folder;

    private final AgentCounters counters = new AgentCounters();
    private final AtomicLong made = new AtomicLong();

    @Test
    void whatIsCapturedWhileTheBrokersAreAwayArrivesOnce() throws Exception {
        try (var broker = TestBroker.start(folder.resolve("broker"))) {
            var spool = Spool.open(folder.resolve("spool"), SpoolLimits.DEFAULT, counters, InstantSource.system());
            var outbox = new Outbox(QUICK.queue(), counters, spool.debt());
            var courier = courier(broker, outbox, spool);
            var carrying = Thread.ofPlatform().start(courier);
            var loading = new AtomicBoolean(true);
            var load = Thread.ofPlatform().start(() -> load(outbox.forCapture(), loading));

            Eventually.until("records at the broker", () -> counters.get(AgentCounter.ACKNOWLEDGED) > 1_000);
            for (int stop = 0; stop < 2; stop++) {
                broker.stop();
                long spooled = counters.get(AgentCounter.SPOOLED);
                Eventually.until("records in the spool", () -> counters.get(AgentCounter.SPOOLED) > spooled + 5_000);
                broker.startAgain();
                Eventually.until("the spool is handed over", () -> courier.isLinked() && spool.octets() == 0);
            }
            loading.set(false);
            load.join();
            courier.stop();
            carrying.join();

            assertThat(counters.get(AgentCounter.QUEUE_DROPPED)).isZero();
            assertThat(counters.get(AgentCounter.SPOOL_DROPPED)).isZero();
            assertThat(counters.get(AgentCounter.BROKERS_LOST)).isEqualTo(2);
            assertThat(numbers(broker)).containsExactlyElementsOf(allNumbers());
        }
    }

    @Test
    void aSpoolThatIsFullDropsItsOldestAndCountsExactly() throws Exception {
        var limits = new SpoolLimits(1 << 20, Duration.ofHours(1), 100, Duration.ofMillis(20));
        try (var broker = TestBroker.start(folder.resolve("broker"))) {
            broker.stop();
            var spool = Spool.open(folder.resolve("spool"), limits, counters, InstantSource.system());
            var outbox = new Outbox(QUICK.queue(), counters, spool.debt());
            var courier = courier(broker, outbox, spool);
            var carrying = Thread.ofPlatform().start(courier);
            for (int i = 0; i < 30_000; i++) {
                one(outbox.forCapture());
                if (i % 1_000 == 0) Eventually.until("room in the queue", () -> outbox.waiting() < 1_000);
            }
            Eventually.until(
                    "some dropped", () -> outbox.waiting() == 0 && counters.get(AgentCounter.SPOOL_DROPPED) > 0);
            broker.startAgain();
            Eventually.until("the spool is handed over", () -> courier.isLinked() && spool.octets() == 0);
            courier.stop();
            carrying.join();

            long dropped = counters.get(AgentCounter.SPOOL_DROPPED);
            assertThat(numbers(broker))
                    .containsExactlyElementsOf(allNumbers().subList((int) dropped, (int) made.get()));
        }
    }

    private Courier courier(TestBroker broker, Outbox outbox, Spool spool) {
        var brokers = Brokers.of(PublishSettings.to(broker.bootstrap()), "agent");
        return new Courier(outbox, spool, brokers, QUICK, counters, new PublishTimes());
    }

    /// A few thousand records a second.
    private void load(RecordSink sink, AtomicBoolean loading) {
        while (loading.get()) {
            one(sink);
            if (made.get() % 10 == 0) LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
        }
    }

    private void one(RecordSink sink) {
        var client = IpAddress.parse("192.0.2.7").orElseThrow();
        var server = IpAddress.parse("198.51.100.25").orElseThrow();
        long number = made.getAndIncrement();
        var record = new HandshakeRecord(
                new Origin("agent", "site", "instance", number),
                number,
                new Completion(new Connection(client, 1, server, 25), number, 1));
        try {
            sink.send(Topics.HANDSHAKES, HostKey.of(client, "site"), record);
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    /// All of one host, so that they lie in one partition in their order.
    private static List<Long> numbers(TestBroker broker) {
        return broker.withoutRepeats().stream()
                .map(record -> record.origin().sequence())
                .toList();
    }

    private List<Long> allNumbers() {
        return LongStream.range(0, made.get()).boxed().toList();
    }
}
