package dev.synoptic.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.schemas.Topics;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent killed without warning while the brokers are away, and its spool's tail torn: what is whole in the spool
/// arrives,
/// once.
@Needs({Need.ROOT, Need.IPROUTE2, Need.LIBPCAP, Need.PYTHON})
class KilledAgentTest {

    @TempDir
    private Path folder;

    @Test
    void whatTheSpoolHoldsArrivesOnceAfterAKillAndATornTail() throws Exception {
        String script = VirtualCable.script("traffic.py", folder);
        Path spool = folder.resolve("agent/spool");
        try (var broker = TestBroker.start(folder.resolve("broker"));
                var cable = new VirtualCable()) {
            broker.stop();
            var server = cable.here("python3", script, "server", VirtualCable.V4 + ",25");
            assertThat(server.inputReader().readLine()).isEqualTo("listening");
            var agent = AgentProcess.start(settings(cable, broker), folder.resolve("first.log"));
            List<String> made = LiveWatchTest.connections(cable, script, VirtualCable.V4 + ",25");
            Eventually.until("a spool", () -> spooled(spool).size() > made.size());
            var load = cable.there("python3", script, "client", "2000", VirtualCable.V4 + ",25");
            assertThat(load.inputReader().readLine()).isNotNull();
            agent.destroyForcibly().waitFor();
            assertThat(load.waitFor()).isZero();

            tear(spool);
            List<HandshakeRecord> kept = spooled(spool);
            assertThat(kept).hasSizeGreaterThan(2 * made.size());

            var second = AgentProcess.start(settings(cable, broker), folder.resolve("second.log"));
            broker.startAgain();
            Eventually.until("an empty spool", () -> files(spool).isEmpty());
            List<HandshakeRecord> arrived = broker.withoutRepeats();
            assertThat(handshakes(arrived)).containsExactlyInAnyOrderElementsOf(handshakes(kept));
            second.destroy();
            assertThat(second.waitFor()).isIn(0, 143);
        }
    }

    private Path settings(VirtualCable cable, TestBroker broker) throws IOException {
        return Files.writeString(folder.resolve("agent.yaml"), """
                kafka:
                  bootstrap.servers: %s
                agent:
                  live:
                    interfaces: [%s]
                    folder: %s
                    status-port: 0
                  spool:
                    sync-records: 20
                    sync-time: 20ms
                """.formatted(
                        broker.bootstrap(), cable.device(), folder.resolve("agent")));
    }

    /// At a random octet, as a disk may leave it.
    private static void tear(Path spool) throws IOException {
        Path last = files(spool).getLast();
        long length = Files.size(last);
        long cut = length - new Random().nextLong(Math.min(length / 4, 2_000));
        try (var file = FileChannel.open(last, StandardOpenOption.WRITE)) {
            assertThat(file.truncate(cut).size()).isEqualTo(cut);
        }
    }

    private static List<Path> files(Path spool) throws IOException {
        if (!Files.isDirectory(spool)) return List.of();
        try (var files = Files.list(spool)) {
            return files.sorted().toList();
        }
    }

    /// What whole blocks hold, read by Avro alone.
    private static List<HandshakeRecord> spooled(Path spool) throws IOException {
        List<HandshakeRecord> records = new ArrayList<>();
        for (Path file : files(spool)) {
            try (var reader = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
                while (reader.hasNext()) {
                    var value = (ByteBuffer) reader.next().get("value");
                    records.add(record(value));
                }
            } catch (AvroRuntimeException | IOException torn) {
                assertThat(file).exists(); // its whole blocks were read
            }
        }
        return records;
    }

    private static HandshakeRecord record(ByteBuffer value) {
        var octets = new byte[value.remaining()];
        value.get(octets);
        return Objects.requireNonNull(
                Topics.HANDSHAKES.values().deserializer().deserialize(Topics.HANDSHAKES.name(), octets));
    }

    /// Of the first life, without progress.
    private static List<String> handshakes(List<HandshakeRecord> records) {
        return records.stream()
                .filter(record -> !(record.event() instanceof Progress))
                .map(record ->
                        record.origin().instance() + " " + record.origin().sequence())
                .toList();
    }
}
