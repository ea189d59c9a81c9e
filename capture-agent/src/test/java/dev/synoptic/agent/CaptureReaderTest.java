package dev.synoptic.agent;

import static dev.synoptic.agent.pairing.Packet.ack;
import static dev.synoptic.agent.pairing.Packet.syn;
import static dev.synoptic.agent.pairing.Packet.synAck;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synoptic.agent.pairing.Packet;
import dev.synoptic.agent.publish.PublishSettings;
import dev.synoptic.agent.publish.Publisher;
import dev.synoptic.agent.publish.RecordedProducer;
import dev.synoptic.flow.HandshakeEvent;
import dev.synoptic.flow.HandshakeEvent.Completion;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeEvent.Syn;
import dev.synoptic.flow.HandshakeEvent.SynAck;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.packet.Fidelity;
import dev.synoptic.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureReaderTest {

    private static final int RAW = 101;
    private static final int ETHERNET = 1;

    @TempDir
    private Path folder;

    private final MockProducer<byte[], byte[]> producer = RecordedProducer.acknowledging();
    private final AgentCounters counters = new AgentCounters();
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("capture.pcap");
    }

    /// One packet a second, from 2012 on.
    private void capture(int linkType, Packet... packets) throws IOException {
        var out = ByteBuffer.allocate(10_000).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0xA1B2C3D4).putInt(0x0004_0002).putLong(0).putInt(65_535).putInt(linkType);
        int second = 1_330_516_800;
        for (var packet : packets) {
            byte[] ip = packet.ip();
            out.putInt(second++).putInt(7).putInt(ip.length).putInt(ip.length).put(ip);
        }
        Files.write(file, Arrays.copyOf(out.array(), out.position()));
    }

    private void read() throws IOException {
        var input = CaptureInput.of(file);
        var settings = AgentSettings.of(
                "agent", "site", List.of(input), List.of(), Fidelity.FLEET, PublishSettings.to("nowhere:9092"));
        var publisher = new Publisher(producer, counters);
        new CaptureReader(settings, input, FileDigest.of(file), publisher, counters).read(ReadingListener.NOBODY);
        publisher.flush();
    }

    private List<HandshakeRecord> records() {
        return producer.history().stream().map(CaptureReaderTest::record).toList();
    }

    private List<HandshakeRecord> events() {
        return records().stream()
                .filter(record -> !(record.event() instanceof Progress))
                .toList();
    }

    private static HandshakeRecord record(ProducerRecord<byte[], byte[]> record) {
        return Objects.requireNonNull(
                Topics.HANDSHAKES.values().deserializer().deserialize(record.topic(), record.value()));
    }

    @Test
    void aHandshakeBecomesItsRecordsInOrder() throws IOException {
        capture(RAW, syn(1), synAck(1), ack(1));
        read();

        assertThat(events())
                .extracting(record -> (Object) record.event().getClass())
                .containsExactly(Syn.class, SynAck.class, Completion.class);
        assertThat(events().getFirst().capturedMicros()).isEqualTo(1_330_516_800_000_007L);
    }

    @Test
    void progressBeginsAndEndsInEveryPartition() throws IOException {
        capture(RAW, syn(1), synAck(1), ack(1));
        read();

        for (int partition = 0; partition < 4; partition++) {
            int wanted = partition;
            var progress = producer.history().stream()
                    .filter(record -> record.partition() != null && record.partition() == wanted)
                    .map(record -> (Progress) record(record).event())
                    .toList();
            assertThat(progress.getFirst().watermarkMicros()).isEqualTo(Long.MIN_VALUE);
            assertThat(progress.getLast().watermarkMicros()).isEqualTo(Long.MAX_VALUE);
            assertThat(progress.getLast().ended()).isTrue();
            assertThat(progress).isSortedAccordingTo((a, b) -> Long.compare(a.watermarkMicros(), b.watermarkMicros()));
        }
    }

    @Test
    void theEndIsTheLastThingSaid() throws IOException {
        capture(RAW, syn(1));
        read();

        assertThat(records().subList(records().size() - 4, records().size()))
                .allSatisfy(record -> assertThat(record.event())
                        .isInstanceOfSatisfying(
                                Progress.class,
                                progress -> assertThat(progress.ended()).isTrue()));
    }

    @Test
    void theSameFileGivesTheSameRecordsUnderAnyName() throws IOException {
        capture(RAW, syn(1), synAck(1), ack(1));
        read();
        var first = events();
        producer.clear();
        file = Files.move(file, folder.resolve("renamed.pcap"));
        read();

        assertThat(events()).isEqualTo(first);
        assertThat(first)
                .extracting(record -> record.origin().sequence())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(first.getFirst().origin().instance()).matches("[0-9a-f]{64}");
    }

    @Test
    void aCaptureWithoutTcpIsTheUsersMistakeAndNeverEnds() throws IOException {
        capture(ETHERNET, syn(1)); // raw IP taken for Ethernet: no frame of it is IP

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        InputException.class,
                        mistake -> assertThat(mistake.kind()).isEqualTo(InputException.Kind.NO_TCP))
                .hasMessageContaining("capture.pcap")
                .hasMessageContaining("no TCP segment in 1 frames");
        assertThat(records()).extracting(HandshakeRecord::event).noneMatch(CaptureReaderTest::isEnd);
        assertThat(counters.get(AgentCounter.FRAMES_WITHOUT_TCP)).isEqualTo(1);
    }

    private static boolean isEnd(HandshakeEvent event) {
        return event instanceof Progress progress && progress.ended();
    }

    @Test
    void aMissingFileIsToldBeforeAnythingStarts() {
        var settings = AgentSettings.of(
                "agent",
                "site",
                List.of(CaptureInput.of(file)),
                List.of(),
                Fidelity.FLEET,
                PublishSettings.to("nowhere:9092"));

        assertThatThrownBy(() -> CaptureAgent.start(settings, ReadingListener.NOBODY))
                .isInstanceOfSatisfying(
                        InputException.class,
                        mistake -> assertThat(mistake.kind()).isEqualTo(InputException.Kind.MISSING))
                .hasMessageContaining("capture.pcap: no such file");
    }
}
