package dev.synoptic.conformance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.conformance.pipeline.Eventually;
import dev.synoptic.flow.HandshakeEvent.Progress;
import dev.synoptic.flow.HandshakeRecord;
import dev.synoptic.schemas.Topics;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Soak;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent that is killed without warning while the brokers are away, and its spool's tail torn: what the spool
/// holds whole arrives, once; what it does not is counted, to the record.
@Needs({Need.ROOT, Need.IPROUTE2, Need.LIBPCAP, Need.PYTHON})
class KilledAgentTest {

    private static final int PER_SECOND = 500;

    @TempDir
    private Path folder;

    private final Random random = new Random();
    private final List<Process> started = new ArrayList<>();
    private int starts;

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    /// An agent and where it says how it is.
    private record Running(Process process, AgentFigures figures) {}

    @Test
    void whatIsSpooledArrivesOnceAndWhatIsLostIsCounted() throws Exception {
        long seed = Long.getLong("synoptic.seed", random.nextLong());
        random.setSeed(seed);
        try (var broker = TestBroker.start(folder.resolve("broker"));
                var cable = new VirtualCable()) {
            var first = start(cable, broker);
            long sent = load(cable, 1, 0);
            Eventually.until("the brokers to have some", () -> first.figures.count("acknowledged") >= sent);
            long spooled = first.figures.count("spooled"); // until the brokers were reached
            broker.stop();
            var killed = killInTheMiddleOfLoad(first, spooled, cable, broker);
            var known = killWithAllSeen(cable, broker);

            var last = start(cable, broker);
            long lostOfKnown = last.figures.count("lost_in_crash");
            broker.startAgain();
            Eventually.until("the spool to be handed over", () -> last.figures.number("spool_octets") == 0);
            end(last);

            List<HandshakeRecord> arrived = broker.withoutRepeats().stream()
                    .filter(record -> !(record.event() instanceof Progress))
                    .toList();
            assertThat(names(arrived)).as("seed %d", seed).doesNotHaveDuplicates();
            assertThat(missing(killed.kept, arrived)).as("seed %d", seed).isEmpty();
            assertThat(missing(known.kept, arrived)).as("seed %d", seed).isEmpty();
            long ofFirst = of(killed.instance, arrived);
            long ofKnown = of(known.instance, arrived);
            System.out.printf(
                    "agent killed, seed %d: in the middle of load %d made at least, %d arrived, %d counted as lost;"
                            + " with all seen %d made, %d arrived, %d counted as lost%n",
                    seed, killed.made, ofFirst, killed.lost, known.made, ofKnown, lostOfKnown);
            assertThat(ofFirst + killed.lost).as("seed %d", seed).isGreaterThanOrEqualTo(killed.made);
            assertThat(ofKnown + lostOfKnown).as("seed %d", seed).isEqualTo(known.made);
        }
    }

    /// What is known of an agent that was killed.
    ///
    /// @param instance names its records
    /// @param made     records, as it said before
    /// @param kept     what its spool holds whole
    /// @param lost     what the agent after it counts
    private record Killed(String instance, long made, List<HandshakeRecord> kept, long lost) {}

    /// The agent that follows sees the rest of the load and is stopped in order, with nowhere to go but the spool.
    private Killed killInTheMiddleOfLoad(Running first, long spooled, VirtualCable cable, TestBroker broker)
            throws Exception {
        long seconds = Soak.duration().toSeconds();
        long enough = first.figures.count("completions") + PER_SECOND * seconds / 2;
        var load = loading(cable, seconds, 1_000_000);
        Eventually.until("half the load", () -> first.figures.count("completions") >= enough);
        Eventually.until("a spool", () -> first.figures.count("spooled") > spooled + PER_SECOND);
        long made = first.figures.records();
        kill(first);
        List<HandshakeRecord> kept = spooled();
        var second = start(cable, broker);
        long lost = second.figures.count("lost_in_crash");
        assertThat(load.waitFor()).isZero();
        end(second);
        return new Killed(instances(kept).iterator().next(), made, kept, lost);
    }

    private Killed killWithAllSeen(VirtualCable cable, TestBroker broker) throws Exception {
        var before = instances(spooled());
        var third = start(cable, broker);
        assertThat(third.figures.count("lost_in_crash")).isZero();
        long sent = load(cable, 3, 2_000_000);
        try {
            Eventually.until("all of a known load", () -> third.figures.count("completions") >= sent);
        } catch (AssertionError missing) {
            throw new AssertionError(sent + " were sent; " + third.figures.all(), missing);
        }
        long made = third.figures.records();
        kill(third);
        List<HandshakeRecord> kept = spooled();
        var own = instances(kept);
        own.removeAll(before);
        assertThat(own).hasSize(1);
        String instance = own.iterator().next();
        return new Killed(
                instance,
                made,
                kept.stream()
                        .filter(record -> record.origin().instance().equals(instance))
                        .toList(),
                0);
    }

    private Running start(VirtualCable cable, TestBroker broker) throws Exception {
        var figures = AgentFigures.atFreePort();
        int number = ++starts;
        Path settings = AgentProcess.settings(
                folder,
                broker.bootstrap(),
                cable.device(),
                figures.port(),
                "  spool:",
                "    sync-records: 70",
                "    sync-time: 20s");
        var process = AgentProcess.start(settings, folder.resolve("agent" + number + ".log"));
        started.add(process);
        return new Running(process, figures);
    }

    private void kill(Running agent) throws Exception {
        agent.process.destroyForcibly().waitFor();
        tear();
    }

    private static void end(Running agent) throws Exception {
        agent.process.destroy();
        assertThat(agent.process.waitFor()).isIn(0, 143);
    }

    private Process loading(VirtualCable cable, long seconds, long from) throws Exception {
        String script = VirtualCable.script("load.py", folder);
        return cable.there("python3", script, cable.farDevice(), "" + PER_SECOND, "" + seconds, "" + from);
    }

    /// How many handshakes were sent.
    private long load(VirtualCable cable, long seconds, long from) throws Exception {
        return Long.parseLong(loading(cable, seconds, from).inputReader().readLine());
    }

    /// At a random octet, as a disk may leave it.
    private void tear() throws IOException {
        Path last = files().getLast();
        long length = Files.size(last);
        long cut = length - random.nextLong(Math.min(length / 4, 4_000));
        try (var file = FileChannel.open(last, StandardOpenOption.WRITE)) {
            assertThat(file.truncate(cut).size()).isEqualTo(cut);
        }
    }

    private List<Path> files() throws IOException {
        Path spool = folder.resolve("agent/spool");
        if (!Files.isDirectory(spool)) return List.of();
        try (var files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".avro"))
                    .sorted()
                    .toList();
        }
    }

    /// What whole blocks hold, read by Avro alone, without progress.
    private List<HandshakeRecord> spooled() throws IOException {
        List<HandshakeRecord> records = new ArrayList<>();
        for (Path file : files()) {
            try (var reader = new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
                while (reader.hasNext()) {
                    var value = (ByteBuffer) reader.next().get("value");
                    var record = record(value);
                    if (!(record.event() instanceof Progress)) records.add(record);
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

    private static List<String> names(List<HandshakeRecord> records) {
        return records.stream()
                .map(record ->
                        record.origin().instance() + " " + record.origin().sequence())
                .toList();
    }

    private static Set<String> missing(List<HandshakeRecord> kept, List<HandshakeRecord> arrived) {
        Set<String> missing = new HashSet<>(names(kept));
        missing.removeAll(new HashSet<>(names(arrived)));
        return missing;
    }

    private static Set<String> instances(List<HandshakeRecord> records) {
        return records.stream()
                .map(record -> record.origin().instance())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long of(String instance, List<HandshakeRecord> records) {
        return records.stream()
                .filter(record -> record.origin().instance().equals(instance))
                .count();
    }
}
