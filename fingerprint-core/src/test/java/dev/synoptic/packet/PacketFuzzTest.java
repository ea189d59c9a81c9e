package dev.synoptic.packet;

import static dev.synoptic.testing.Seeded.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.flow.SynObservation;
import dev.synoptic.testing.Grow;
import dev.synoptic.testing.Seeded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Whatever a wire brings, decoding says what became of it, reads nothing beyond it (O-27), and throws nothing.
class PacketFuzzTest {

    private static final List<Seed> SEEDS = seeds();

    /// A committed frame that once was interesting.
    private record Seed(LinkType link, String hex) {

        static Seed of(String line) {
            String[] fields = line.split(" ");
            return new Seed(LinkType.valueOf(fields[0]), fields[1]);
        }

        byte[] frame() {
            return HexFormat.of().parseHex(hex);
        }
    }

    private record Input(LinkType link, ByteOrder order, String hex, int wireLength) {}

    private static List<Seed> seeds() {
        try (var file = PacketFuzzTest.class.getResourceAsStream("/fuzz/frames.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Seed::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everySeedDecodesToSomething() {
        for (Seed seed : SEEDS) decodeAll(new Input(seed.link(), ByteOrder.LITTLE_ENDIAN, seed.hex(), 65_535));
    }

    @Test
    void noFrameIsTooOddToBeDecoded() {
        forAll(PacketFuzzTest::mutated, PacketFuzzTest::decodeAll);
    }

    private static Input mutated(RandomGenerator random) {
        var seed = SEEDS.get(random.nextInt(SEEDS.size()));
        byte[] frame = random.nextInt(10) == 0
                ? new byte[random.nextInt(120)]
                : Arrays.copyOf(seed.frame(), random.nextInt(seed.frame().length + 8));
        if (frame.length > 0) {
            int changes = random.nextInt(12);
            for (int i = 0; i < changes; i++) {
                frame[random.nextInt(frame.length)] = Grow.oneOf(random, (byte) 0, (byte) -1, (byte) random.nextInt());
            }
        }
        var link = random.nextInt(4) == 0 ? Grow.oneOf(random, LinkType.values()) : seed.link();
        var order = Grow.oneOf(random, ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
        return new Input(
                link, order, HexFormat.of().formatHex(frame), Grow.oneOf(random, frame.length, random.nextInt(), 0));
    }

    private static void decodeAll(Input input) {
        byte[] frame = HexFormat.of().parseHex(input.hex());
        decodeWith(() -> FrameDecoder.strict(input.link(), input.order()), frame, input.wireLength());
        decodeWith(() -> FrameDecoder.fleet(input.link(), input.order()), frame, input.wireLength());
        decodeWith(FrameDecoder::searching, frame, input.wireLength());
    }

    /// The window of the decoder holds other octets behind the frame each time: who reads beyond it sees another
    /// segment.
    private static void decodeWith(Supplier<FrameDecoder> decoder, byte[] frame, int wireLength) {
        String first = seen(decoder.get(), frame, wireLength, 1);
        for (long noise = 2; noise < 4; noise++) {
            assertThat(seen(decoder.get(), frame, wireLength, noise)).isEqualTo(first);
        }
    }

    private static String seen(FrameDecoder decoder, byte[] frame, int wireLength, long noise) {
        var window = new FrameWindow();
        Seeded.generator(noise).nextBytes(window.octets());
        var view = new SegmentView();
        var intake = Decoding.decode(decoder.through(window), frame, wireLength, view);
        return intake.isSegment() ? intake + all(view, frame.length) : intake.toString();
    }

    private static String all(SegmentView view, int length) {
        assertThat(view.payloadLength()).isNotNegative();
        assertThat(view.payloadOffset() + view.payloadLength()).isLessThanOrEqualTo(length);
        assertThat(view.octets()).isNotEqualTo(MemorySegment.NULL);
        var syn = view.kind() == SegmentKind.SYN || view.kind() == SegmentKind.SYN_ACK;
        return List.of(
                        view.source().text(),
                        view.destination().p0fText(),
                        view.sourcePort(),
                        view.destinationPort(),
                        view.sequenceNumber(),
                        view.acknowledgementNumber(),
                        view.flags(),
                        view.window(),
                        view.ttl(),
                        view.dscp(),
                        view.headerLength(),
                        view.payloadOffset(),
                        view.payloadLength(),
                        view.ownTimestamp(),
                        view.quirkBits(),
                        view.layout(),
                        syn ? SynObservation.of(view, 0) : "")
                .toString();
    }
}
