package dev.synoptic.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Mutation;
import dev.synoptic.testing.Seeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged capture files: each is read as far as it makes sense, then refused; nothing else is ever thrown, and
/// no frame reaches beyond the file. More tries by `-Dproperty.tries=N`.
class CaptureFileFuzzTest {

    private static final int TRIES = 2000;

    @TempDir
    private Path folder;

    @Test
    void damageIsToldAndNothingElseHappens() {
        Seeded.forAll(CaptureFileFuzzTest::damaged, TRIES, this::readsOrRefuses);
    }

    /// Committed files of every kind, damaged (`fuzz/captures`); what ever broke something is added there.
    @Test
    void damagedSeedsAreReadOrRefused() {
        var seeds = Mutation.ofFolder(CaptureFileFuzzTest.class, "/fuzz/captures");
        seeds.seeds().forEach(this::readsOrRefuses);
        Seeded.forAll(seeds::next, TRIES, this::readsOrRefuses);
    }

    private void readsOrRefuses(byte[] file) {
        Path path = CaptureBytes.write(folder.resolve("damaged"), file);
        for (var reading : Reading.values()) {
            try {
                Seen.all(path, reading)
                        .forEach(seen -> assertThat(seen.octets().length()).isLessThanOrEqualTo(file.length));
            } catch (CaptureFileException refused) {
                assertThat(refused).hasMessageStartingWith(path.toString());
            } catch (IOException unexpected) {
                throw new UncheckedIOException(unexpected);
            }
        }
    }

    /// A sound file with a few octets changed, and perhaps its end cut off.
    private static byte[] damaged(RandomGenerator random) {
        byte[] file = sound(random);
        for (int changes = random.nextInt(5); changes > 0; changes--) {
            file[random.nextInt(file.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file;
    }

    private static byte[] sound(RandomGenerator random) {
        var order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        if (random.nextBoolean()) {
            return CaptureBytes.classic(order, 0xA1B2C3D4, random.nextInt(5), random.nextInt(100), 1)
                    .record(1, 2, "a frame of some length", 22)
                    .record(3, 4, "", 0)
                    .record(5, 6, "x", 1500)
                    .bytes();
        }
        var bytes = new CaptureBytes(order);
        var options = bytes.none()
                .option(9, bytes.none().u8(random.nextInt(256)))
                .option(14, bytes.none().u64(random.nextLong()))
                .option(0, bytes.none());
        return bytes.section()
                .interfaceDescription(1, random.nextInt(100), options)
                .enhanced(0, random.nextLong(), "a frame", 7)
                .block(3, bytes.none().u32(4).text("abcd"))
                .section()
                .interfaceDescription(101, 0, bytes.none())
                .enhanced(0, 5, "another", 7)
                .bytes();
    }
}
