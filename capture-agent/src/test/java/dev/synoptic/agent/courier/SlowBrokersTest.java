package dev.synoptic.agent.courier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.Awaiting;
import dev.synoptic.agent.publish.RecordSink;
import dev.synoptic.agent.spool.Spool;
import dev.synoptic.agent.spool.SpoolLimits;
import dev.synoptic.flow.Connection;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.flow.Origin;
import dev.synoptic.host.HostKey;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Brokers that are there but acknowledge nothing, or less than is captured: what is captured goes by the spool before
/// the queue in memory overflows, and arrives in order.
class SlowBrokersTest {

    private static final int QUEUE = 100;
    private static final int CAPTURED = 2_000;
    private static final CourierSettings SETTINGS =
            new CourierSettings(QUEUE, 20, Duration.ofHours(1), Duration.ofMillis(1), Duration.ofSeconds(20));

    @TempDir
    private Path folder;

    private final AgentCounters counters = new AgentCounters();

    @Test
    void whatSlowBrokersDoNotTakeGoesByTheSpool() throws Exception {
        var links = new ConcurrentLinkedQueue<MockProducer<byte[], byte[]>>();
        var spool = Spool.open(folder, SpoolLimits.DEFAULT, counters, InstantSource.system());
        var outbox = new Outbox(QUEUE, counters, spool.debt());
        Brokers brokers = () -> {
            // The first acknowledges nothing; those after it are well.
            var link = new MockProducer<>(!links.isEmpty(), null, new ByteArraySerializer(), new ByteArraySerializer());
            links.add(link);
            return link;
        };
        var courier = new Courier(outbox, spool, brokers, SETTINGS, counters, new PublishTimes());
        var carrying = Thread.ofPlatform().start(courier);
        Awaiting.until("the slow brokers are reached", courier::isLinked);
        for (int number = 0; number < CAPTURED; number++) {
            Awaiting.until("room in the queue", () -> outbox.waiting() < QUEUE);
            capture(outbox.forCapture(), number);
        }
        Awaiting.until(
                "the spool is handed over", () -> outbox.waiting() == 0 && courier.isLinked() && spool.octets() == 0);
        courier.stop();
        carrying.join();

        assertThat(counters.get(AgentCounter.QUEUE_DROPPED)).isZero();
        assertThat(counters.get(AgentCounter.BROKERS_LOST)).isEqualTo(1);
        assertThat(counters.get(AgentCounter.SPOOLED)).isPositive();
        assertThat(numbers(List.copyOf(links).getLast().history()))
                .containsExactlyElementsOf(LongStream.range(0, CAPTURED).boxed().toList());
    }

    private static void capture(RecordSink sink, long number) throws Exception {
        var client = IpAddress.v4(0xC0000207);
        var record = new HandshakeRecord(
                new Origin("agent", "site", "instance", number),
                number,
                new Completion(new Connection(client, 1, IpAddress.v4(0xC6336419), 25), number, 1));
        sink.send(Topics.HANDSHAKES, HostKey.of(client, "site"), record);
    }

    private static List<Long> numbers(List<ProducerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(each -> Topics.HANDSHAKES.values().deserializer().deserialize(each.topic(), each.value()))
                .map(record -> record.origin().sequence())
                .toList();
    }
}
