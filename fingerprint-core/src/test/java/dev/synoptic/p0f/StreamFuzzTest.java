package dev.synoptic.p0f;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Capture;
import dev.synoptic.testing.Seeded;
import dev.synoptic.testing.Vector;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Frames of all vectors in any order, damaged, at any time: nothing throws, and the tables stay within their limits.
class StreamFuzzTest {

    private static final Limits SMALL = new Limits(8, 16, 30, 120);

    private static final List<byte[]> PACKETS = Stream.of("http", "state", "nat", "tcp")
            .flatMap(Vector::group)
            .map(Vector::capture)
            .filter(capture -> capture.linkType() == 1)
            .flatMap(capture -> capture.frames().stream()
                    .limit(40)
                    .filter(frame -> frame.captured() > 14)
                    .map(frame -> packet(capture, frame)))
            .toList();

    private static byte[] packet(Capture capture, Capture.Frame frame) {
        return capture.octets()
                .asSlice(frame.offset() + 14, frame.captured() - 14)
                .toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void noStreamOfFramesBreaksIt() {
        var wire = new Wire(SMALL);
        Seeded.forAll(random -> random, random -> {
            for (int i = 0; i < 40; i++) feed(wire, random);
            assertThat(wire.stream().flows()).isLessThanOrEqualTo(SMALL.flows() + 1);
            assertThat(wire.stream().hosts()).isLessThanOrEqualTo(SMALL.hosts() + 1 + 2 * (SMALL.flows() + 1));
            assertThat(wire.modules()).isNotNull();
        });
    }

    private static void feed(Wire wire, RandomGenerator random) {
        int first = random.nextInt(PACKETS.size());
        int run = random.nextInt(1, 6);
        for (int i = first; i < Math.min(first + run, PACKETS.size()); i++) {
            wire.pass(random.nextInt(20) == 0 ? random.nextInt(-100_000, 10_000_000) : random.nextInt(300));
            wire.frame(damaged(PACKETS.get(i), random));
        }
    }

    private static byte[] damaged(byte[] packet, RandomGenerator random) {
        var copy = packet.clone();
        if (random.nextInt(3) != 0) return copy;
        int changes = random.nextInt(1, 6);
        for (int i = 0; i < changes; i++) copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        return copy;
    }
}
