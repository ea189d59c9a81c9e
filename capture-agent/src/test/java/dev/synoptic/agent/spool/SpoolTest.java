package dev.synoptic.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.agent.AgentCounter;
import dev.synoptic.agent.AgentCounters;
import dev.synoptic.agent.publish.Outgoing;
import dev.synoptic.agent.publish.Outgoing.Claim;
import dev.synoptic.testing.Need;
import dev.synoptic.testing.Needs;
import dev.synoptic.testing.Seeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final SpoolLimits SYNC_TENS =
            new SpoolLimits(64 << 20, Duration.ofHours(1), 10, Duration.ofHours(1));

    @TempDir
    private Path folder;

    private final AgentCounters counters = new AgentCounters();
    private Instant now = Instant.parse("2026-11-20T00:00:00Z");

    private Spool open(SpoolLimits limits) throws IOException {
        return Spool.open(folder, limits, counters, () -> now);
    }

    private static Outgoing record(int number) {
        return new Outgoing(
                "handshakes.v1",
                new byte[] {1},
                ByteBuffer.allocate(80).putInt(number).array(),
                Claim.NOBODYS);
    }

    private static Outgoing progress() {
        return new Outgoing("handshakes.v1", new byte[0], new byte[] {0, 0, 0, 0}, Claim.NOBODYS);
    }

    private static int number(Outgoing record) {
        return ByteBuffer.wrap(record.value()).getInt();
    }

    private static List<Outgoing> handedOut(Spool spool) {
        List<Outgoing> all = new ArrayList<>();
        for (var next = spool.next(); next.isPresent(); next = spool.next()) all.add(next.get());
        return all;
    }

    private static List<Integer> numbers(List<Outgoing> records) {
        return records.stream().map(SpoolTest::number).toList();
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".avro"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatGoesInComesOutInOrderAndIsDeletedOnceSettled() throws IOException {
        var spool = open(SYNC_TENS);
        for (int i = 0; i < 25; i++) spool.append(record(i));
        var out = handedOut(spool);
        assertThat(numbers(out)).isEqualTo(upTo(25));
        assertThat(spool.isHandedOut()).isTrue();
        assertThat(spool.isEmpty()).isFalse();
        for (int i = 0; i < 24; i++) out.get(i).claim().settled();
        assertThat(spool.isEmpty()).isFalse();
        out.get(24).claim().settled();
        assertThat(spool.isEmpty()).isTrue();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsNotSettledIsHandedOutAgainAfterARewind() throws IOException {
        var spool = open(SYNC_TENS);
        for (int i = 0; i < 5; i++) spool.append(record(i));
        var first = handedOut(spool);
        spool.append(record(5));
        spool.rewind();
        first.forEach(record -> record.claim().settled()); // too late: the link they were sent over is gone
        assertThat(spool.isEmpty()).isFalse();
        assertThat(numbers(handedOut(spool))).isEqualTo(upTo(6));
    }

    @Test
    void aSpoolOutlivesItsProcess() throws IOException {
        var spool = open(SYNC_TENS);
        for (int i = 0; i < 25; i++) spool.append(record(i)); // five of them were not synced when the process died
        assertThat(numbers(handedOut(open(SYNC_TENS)))).isEqualTo(upTo(20));
    }

    /// Whatever octet the tail is torn at, every record of a whole block is there, and nothing else.
    @Test
    void aTornTailCostsItsOwnBlockAlone() throws IOException {
        var spool = open(SYNC_TENS);
        for (int i = 0; i < 50; i++) spool.append(record(i));
        byte[] whole = Files.readAllBytes(files().getFirst());
        Seeded.forAll(random -> random.nextInt(whole.length), 200, length -> {
            try {
                for (Path file : files()) Files.delete(file);
                Files.write(folder.resolve("%016x.avro".formatted(1)), whole);
                cut(folder.resolve("%016x.avro".formatted(1)), length);
                var found = numbers(handedOut(open(SYNC_TENS)));
                assertThat(found.size() % 10).isZero();
                assertThat(found).isEqualTo(upTo(found.size()));
                assertThat(found.size()).isGreaterThanOrEqualTo((length - 400) / (whole.length / 50) - 10);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(counters.get(AgentCounter.SPOOL_FILES_DAMAGED)).isPositive();
    }

    private static void cut(Path file, long length) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var cut = channel.truncate(length);
            assertThat(cut.size()).isEqualTo(length);
        }
    }

    @Test
    void damageInTheMiddleCostsNoMoreThanTheBlockItLiesIn() throws IOException {
        var spool = open(SYNC_TENS);
        for (int i = 0; i < 50; i++) spool.append(record(i));
        byte[] octets = Files.readAllBytes(files().getFirst());
        int middle = octets.length / 2;
        for (int i = middle; i < middle + 40; i++) octets[i] = (byte) 0xFF;
        Files.write(files().getFirst(), octets);
        assertThat(numbers(handedOut(open(SYNC_TENS))))
                .hasSizeBetween(30, 49)
                .startsWith(0, 1, 2)
                .endsWith(48, 49);
    }

    @Test
    void theOldestGoAndAreCountedWhereThereIsNoMoreRoom() throws IOException {
        var spool = open(new SpoolLimits(256 << 10, Duration.ofHours(1), 10, Duration.ofHours(1)));
        for (int i = 0; i < 10_000; i++) {
            spool.append(record(i));
            if (i % 100 == 0) spool.append(progress());
        }
        assertThat(spool.octets()).isLessThanOrEqualTo(256 << 10);
        var left = handedOut(spool).stream()
                .filter(each -> !each.toEveryPartition())
                .toList();
        int dropped = (int) counters.get(AgentCounter.SPOOL_DROPPED);
        assertThat(dropped).isPositive();
        assertThat(numbers(left))
                .isEqualTo(IntStream.range(dropped, 10_000).boxed().toList());
        assertThat(counters.get(AgentCounter.SPOOL_PROGRESS_DROPPED)).isPositive();
    }

    @Test
    void whatIsTooOldGoesAndIsCounted() throws IOException {
        var spool = open(SYNC_TENS);
        for (int i = 0; i < 10; i++) spool.append(record(i));
        spool.close();
        now = Instant.now().plus(Duration.ofHours(2));
        assertThat(handedOut(open(SYNC_TENS))).isEmpty();
        assertThat(counters.get(AgentCounter.SPOOL_DROPPED)).isEqualTo(10);
    }

    /// However little there is to write, a file is ended in time, so that what is too old can go while writing goes on.
    @Test
    void whatIsTooOldGoesWhileWritingGoesOn() throws IOException {
        var spool = open(new SpoolLimits(64 << 20, Duration.ofHours(1), 1, Duration.ofHours(1)));
        for (int minute = 0; minute < 300; minute++) {
            spool.append(record(minute));
            now = now.plus(Duration.ofMinutes(1));
            spool.tick(System.nanoTime());
            assertThat(spool.age()).hasValueSatisfying(age -> assertThat(age).isLessThan(Duration.ofMinutes(66)));
        }
        var left = numbers(handedOut(spool));
        int dropped = (int) counters.get(AgentCounter.SPOOL_DROPPED);
        assertThat(dropped).isGreaterThan(230);
        assertThat(left).isEqualTo(IntStream.range(dropped, 300).boxed().toList());
    }

    /// What was made, was not acknowledged and is not whole on disk is counted by the next process, to the record.
    @Test
    void whatWentWithAKilledProcessIsCountedByTheNext() throws IOException {
        var spool = open(SYNC_TENS);
        for (int i = 0; i < 37; i++) {
            spool.debt().owe();
            if (i < 28) spool.append(record(i)); // the others wait in memory
        }
        spool.debt().settle(2); // acknowledged without having been on disk
        Path file = files().getFirst();
        try (var torn = FileChannel.open(file, StandardOpenOption.WRITE)) {
            torn.truncate(Files.size(file) - 3);
        }
        var next = open(SYNC_TENS);
        assertThat(numbers(handedOut(next))).isEqualTo(upTo(10)); // of 20 synced, in blocks of ten
        assertThat(counters.get(AgentCounter.LOST_IN_CRASH)).isEqualTo(37 - 2 - 10);

        next.rewind();
        next.close();
        counters.add(AgentCounter.LOST_IN_CRASH, -counters.get(AgentCounter.LOST_IN_CRASH));
        assertThat(numbers(handedOut(open(SYNC_TENS)))).isEqualTo(upTo(10));
        assertThat(counters.get(AgentCounter.LOST_IN_CRASH)).isZero();
    }

    /// A disk of one MiB: what it takes comes out, what it does not is counted, to the record.
    @Test
    @Needs(Need.ROOT)
    void aFullDiskLosesWhatItDoesNotTakeAndCountsIt() throws Exception {
        Path small = Files.createDirectories(folder.resolve("small"));
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString());
        try {
            var spool = Spool.open(small.resolve("spool"), SYNC_TENS, counters, () -> now);
            for (int i = 0; i < 20_000; i++) spool.append(record(i));
            assertThat(spool.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("No space left"));
            spool.close();
            var again = Spool.open(small.resolve("spool"), SYNC_TENS, counters, () -> now);
            var left = numbers(handedOut(again));
            again.close();
            assertThat(left).isNotEmpty().isSorted().doesNotHaveDuplicates();
            assertThat(left.size() + counters.get(AgentCounter.SPOOL_UNWRITTEN)).isEqualTo(20_000);
        } finally {
            run("umount", small.toString());
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
